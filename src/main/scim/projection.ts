import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { badRequest } from './errors.ts';
import { isObject } from './json.ts';
import { type AttributeModel, type ExtensionModel, type ResourceModel, findAttribute } from './model.ts';

/** Which parts of a resource an answer has (RFC 7644 §3.9, RFC 7643 §2.2 `returned`). */
export interface Projection {
  /** whether a top-level attribute is in it at all, so that costly ones need not be fetched */
  readonly needs: (attribute: AttributeModel) => boolean;
  readonly apply: (resource: JsonObject) => JsonObject;
  /**
   * Of the default view: what JSON text looks like that holds something to be left out. A stored document without any of it
   * may be sent as it is. Null for every other view.
   */
  readonly marks: readonly string[] | null;
}

/** Decides for one attribute or sub-attribute. */
type Keeps = (attribute: AttributeModel) => boolean;

/**
 * @param attributes comma-separated names, as sent; `excludedAttributes` likewise
 * @param named those of `returned: request` that are to be seen all the same, because the client wrote them
 * @returns null for the default view of a model whose stored form is just that
 * @throws ScimError 400 `invalidValue` when both are given
 */
export function compileProjection(
  model: ResourceModel,
  attributes: string | undefined,
  excludedAttributes: string | undefined,
  named: ReadonlySet<AttributeModel> = NONE,
): Projection | null {
  const wanted = names(attributes);
  const unwanted = names(excludedAttributes);
  if (wanted.length > 0 && unwanted.length > 0) {
    throw badRequest('invalidValue', 'Send "attributes" or "excludedAttributes", not both (RFC 7644 §3.9).');
  }
  if (wanted.length > 0) return projection(model, onlyWanted(model, wanted));
  if (unwanted.length > 0) return projection(model, allBut(model, unwanted, named));
  if (named.size > 0) return projection(model, allBut(model, [], named));
  return model.storedFormIsDefaultView ? null : defaultView(model);
}

const NONE: ReadonlySet<AttributeModel> = new Set();

const defaultViews = new WeakMap<ResourceModel, Projection>();

/** Nearly every request asks for it, so it is worked out once per model. */
function defaultView(model: ResourceModel): Projection {
  let view = defaultViews.get(model);
  if (view === undefined) {
    const hidden = model.specialReturn.filter((attribute) => !byDefault(attribute));
    view = { ...projection(model, byDefault), marks: hidden.map(({ name }) => `${JSON.stringify(name)}:`) };
    defaultViews.set(model, view);
  }
  return view;
}

function names(list: string | undefined): string[] {
  return list === undefined
    ? []
    : list
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '');
}

const byDefault: Keeps = ({ definition }) => definition.returned === 'default' || definition.returned === 'always';

/** A name that the model does not know selects nothing: the RFC names no error for it, and IdPs send their own. */
function resolve(model: ResourceModel, list: readonly string[]): Set<AttributeModel> {
  const found = new Set<AttributeModel>();
  for (const name of list) {
    const named = findAttribute(model, name);
    if (named?.kind === 'attribute') found.add(named.attribute);
    else if (named?.kind === 'extension') for (const one of named.extension.attributes.values()) found.add(one);
  }
  return found;
}

function onlyWanted(model: ResourceModel, list: readonly string[]): Keeps {
  const wanted = resolve(model, list);
  const parents = new Set([...wanted].map((one) => one.parent));
  return (attribute) => {
    const { returned } = attribute.definition;
    if (returned === 'never') return false;
    if (wanted.has(attribute) || parents.has(attribute)) return true;
    const { parent } = attribute;
    if (parent === null) return returned === 'always';
    // All of a parent that was named itself or is in of its own right, and what is always returned of one that is in for another sub-attribute.
    const isWhole = wanted.has(parent) || (parent.definition.returned === 'always' && !parents.has(parent));
    return isWhole ? returned !== 'request' : returned === 'always';
  };
}

function allBut(model: ResourceModel, list: readonly string[], named: ReadonlySet<AttributeModel>): Keeps {
  const unwanted = resolve(model, list);
  return (attribute) =>
    (byDefault(attribute) || named.has(attribute)) && (attribute.definition.returned === 'always' || !unwanted.has(attribute));
}

function projection(model: ResourceModel, keeps: Keeps): Projection {
  const base = [...model.attributes.values()].filter(keeps);
  const extensions = [...model.extensions.values()].map((extension) => ({
    extension,
    attributes: [...extension.attributes.values()].filter(keeps),
  }));
  const partial = (attribute: AttributeModel) => [...attribute.subAttributes.values()].some((sub) => !keeps(sub));
  const reduced = new Set([...base, ...extensions.flatMap((one) => one.attributes)].filter(partial));
  return {
    marks: null,
    needs: (attribute) => base.includes(attribute),
    apply: (resource) => {
      const result = pick(resource, base, reduced, keeps);
      for (const { extension, attributes } of extensions) pickExtension(resource, result, extension, attributes, reduced, keeps);
      return result;
    },
  };
}

function pickExtension(
  resource: JsonObject,
  result: JsonObject,
  { urn }: ExtensionModel,
  attributes: readonly AttributeModel[],
  reduced: ReadonlySet<AttributeModel>,
  keeps: Keeps,
): void {
  const value = resource[urn];
  if (!isObject(value)) return;
  const picked = pick(value, attributes, reduced, keeps);
  if (Object.keys(picked).length > 0) result[urn] = picked;
}

function pick(
  container: JsonObject,
  attributes: readonly AttributeModel[],
  reduced: ReadonlySet<AttributeModel>,
  keeps: Keeps,
): JsonObject {
  const result: JsonObject = {};
  for (const attribute of attributes) {
    const value = container[attribute.name];
    if (value === undefined) continue;
    const kept = reduced.has(attribute) ? reduce(value, attribute, keeps) : value;
    if (kept !== undefined) result[attribute.name] = kept;
  }
  return result;
}

function reduce(value: JsonValue, attribute: AttributeModel, keeps: Keeps): JsonValue | undefined {
  if (Array.isArray(value)) {
    const elements = value.map((one) => reduce(one, attribute, keeps)).filter((one) => one !== undefined);
    return elements.length === 0 ? undefined : elements;
  }
  if (!isObject(value)) return value;
  const result: JsonObject = {};
  for (const sub of attribute.subAttributes.values()) {
    const part = value[sub.name];
    if (part !== undefined && keeps(sub)) result[sub.name] = part;
  }
  return Object.keys(result).length === 0 ? undefined : result;
}
