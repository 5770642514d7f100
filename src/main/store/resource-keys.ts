import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { valuesOf } from '../scim/filter/evaluate.ts';
import { foldCase } from '../scim/fold-case.ts';
import { parseInstant } from '../scim/instant.ts';
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

/** The columns that answer `eq` of an attribute. */
type KeyColumn = 'key' | 'external_id' | 'display_key';

/** The attribute that a resource type is matched and made unique by: its first unique one, else displayName. */
export function keyAttribute(model: ResourceModel): AttributeModel | null {
  return planFor(model).key;
}

function findKey(model: ResourceModel): AttributeModel | null {
  const isPlain = (one: AttributeModel) => !one.definition.multiValued && one.extension === null;
  return model.unique.find(isPlain) ?? plainText(model, 'displayname');
}

/** A profile of the user's may declare these two in ways of its own; the columns hold single texts. */
function plainText(model: ResourceModel, name: 'displayname' | 'externalid'): AttributeModel | null {
  const attribute = model.attributes.get(name);
  return attribute?.definition.type === 'string' && !attribute.definition.multiValued ? attribute : null;
}

/** The column that holds the attribute's folded text, the key first; null when there is none. */
export function columnOf(model: ResourceModel, attribute: AttributeModel): KeyColumn | null {
  const { key, externalId, displayName } = planFor(model);
  if (attribute === key) return 'key';
  if (attribute === externalId) return 'external_id';
  return attribute === displayName ? 'display_key' : null;
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
  const folded = (attribute: AttributeModel | null) =>
    attribute === null ? undefined : foldedValue(attribute, resource[attribute.name]);
  return {
    key: folded(plan.key) ?? (typeof resource['id'] === 'string' ? resource['id'] : ''),
    external_id: folded(plan.externalId) ?? null,
    display_key: folded(plan.displayName) ?? null,
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
  const { caseExact, type } = attribute.definition;
  // One instant has many spellings (RFC 7643 §2.3.5).
  const instant = type === 'dateTime' && typeof value === 'string' ? parseInstant(value) : null;
  if (instant !== null) return new Date(instant).toISOString();
  if (typeof value === 'string') return caseExact || type === 'binary' ? value : foldCase(value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

interface KeyPlan {
  readonly key: AttributeModel | null;
  readonly externalId: AttributeModel | null;
  readonly displayName: AttributeModel | null;
  readonly lookups: readonly AttributeModel[];
}

const plans = new WeakMap<ResourceModel, KeyPlan>();

function planFor(model: ResourceModel): KeyPlan {
  let plan = plans.get(model);
  if (plan === undefined) {
    plan = {
      key: findKey(model),
      externalId: plainText(model, 'externalid'),
      displayName: plainText(model, 'displayname'),
      lookups: lookupAttributes(model),
    };
    plans.set(model, plan);
  }
  return plan;
}
