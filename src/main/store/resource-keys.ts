import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { valuesOf } from '../scim/filter/evaluate.ts';
import { foldCase } from '../scim/fold-case.ts';
import type { AttributeModel, ResourceModel } from '../scim/model.ts';
import type { Lookup } from './repositories/resources.ts';

/** The columns that a resource is found by without reading it. */
export interface Keys {
  readonly key: string;
  readonly external_id: string | null;
  readonly display_key: string | null;
  readonly active: number;
  readonly lookups: readonly Lookup[];
}

/** Multi-valued paths that identity providers match by, besides those that a profile declares unique. */
const MATCHED_PATHS: readonly string[] = ['emails.value'];

/** The attribute that a resource type is matched and made unique by: its first unique one, else displayName. */
export function keyAttribute(model: ResourceModel): AttributeModel | null {
  return planFor(model).key;
}

function findKey(model: ResourceModel): AttributeModel | null {
  const isPlain = (one: AttributeModel) => !one.definition.multiValued && one.extension === null;
  return model.unique.find(isPlain) ?? model.attributes.get('displayname') ?? null;
}

/** Whether `eq` on the attribute is answered from the lookup table. */
export function isLookedUp(model: ResourceModel, attribute: AttributeModel): boolean {
  return planFor(model).lookups.includes(attribute);
}

function lookupAttributes(model: ResourceModel): AttributeModel[] {
  const key = findKey(model);
  const matched = MATCHED_PATHS.map((path) => {
    const [name = '', sub = ''] = path.split('.');
    return model.attributes.get(name)?.subAttributes.get(sub);
  });
  return [...model.unique.filter((one) => one !== key), ...matched.filter((one) => one !== undefined)];
}

/** Works the columns out for a resource that is about to be stored. */
export function keysOf(model: ResourceModel, resource: JsonObject): Keys {
  const plan = planFor(model);
  const key = plan.key === null ? undefined : foldedValue(plan.key, resource[plan.key.name]);
  const externalId = resource['externalId'];
  const displayName = resource['displayName'];
  return {
    key: key ?? String(resource['id']),
    external_id: typeof externalId === 'string' ? externalId : null,
    display_key: typeof displayName === 'string' ? foldCase(displayName) : null,
    active: resource['active'] === false ? 0 : 1,
    lookups: plan.lookups.flatMap((attribute) => lookupsOf(attribute, resource)),
  };
}

function lookupsOf(attribute: AttributeModel, resource: JsonObject): Lookup[] {
  const values = valuesOf(attribute, resource).map((value) => foldedValue(attribute, value));
  return values.filter((value) => value !== undefined).map((value) => ({ path: attribute.path, value }));
}

/** A value as keys and lookups hold it; undefined for what is no simple value. */
function foldedValue(attribute: AttributeModel, value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return attribute.definition.caseExact ? value : foldCase(value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

interface KeyPlan {
  readonly key: AttributeModel | null;
  readonly lookups: readonly AttributeModel[];
}

const plans = new WeakMap<ResourceModel, KeyPlan>();

function planFor(model: ResourceModel): KeyPlan {
  let plan = plans.get(model);
  if (plan === undefined) {
    plan = { key: findKey(model), lookups: lookupAttributes(model) };
    plans.set(model, plan);
  }
  return plan;
}
