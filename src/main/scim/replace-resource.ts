import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { badRequest } from './errors.ts';
import { isObject, isUnassigned, jsonEqual } from './json.ts';
import type { AttributeModel, ResourceModel } from './model.ts';

/**
 * What a PUT leaves (RFC 7644 §3.5.1): the sent resource, with what a client cannot send or need not repeat taken over from the
 * stored one: readOnly, immutable and writeOnly attributes.
 * @param sent canonical, from `readResource`
 * @throws ScimError 400 `mutability` when an immutable attribute would change
 */
export function replaceResource(model: ResourceModel, current: JsonObject, sent: JsonObject): JsonObject {
  const result: JsonObject = { ...sent };
  keepIn(model.attributes, current, result);
  for (const { urn, attributes } of model.extensions.values()) {
    const before = current[urn];
    if (!isObject(before)) continue;
    const sentExtension = result[urn];
    const after: JsonObject = isObject(sentExtension) ? { ...sentExtension } : {};
    keepIn(attributes, before, after);
    if (!isUnassigned(after)) result[urn] = after;
  }
  result['schemas'] = schemasOf(model, result);
  return result;
}

/** Of a single complex value the same, part by part; elements of multi-valued attributes come and go as a whole. */
function keepIn(attributes: ReadonlyMap<string, AttributeModel>, current: JsonObject, result: JsonObject): void {
  for (const attribute of attributes.values()) {
    const before = current[attribute.name];
    if (before === undefined || attribute.name === 'schemas') continue;
    const after = result[attribute.name];
    const { mutability, returned } = attribute.definition;
    if (mutability === 'readOnly') result[attribute.name] = before;
    else if (mutability === 'immutable') keepImmutable(attribute, before, after, result);
    else if (after === undefined && (mutability === 'writeOnly' || returned === 'never')) result[attribute.name] = before;
    else if (!attribute.definition.multiValued && isObject(before) && isObject(after)) {
      const parts = { ...after };
      keepIn(attribute.subAttributes, before, parts);
      result[attribute.name] = parts;
    }
  }
}

function keepImmutable(attribute: AttributeModel, before: JsonValue, after: JsonValue | undefined, result: JsonObject): void {
  if (after === undefined) result[attribute.name] = before;
  else if (!jsonEqual(before, after)) throw immutable(attribute);
}

export function immutable(attribute: AttributeModel) {
  return badRequest('mutability', `Attribute "${attribute.path}" is immutable: it keeps its first value (RFC 7643 §2.2).`, {
    attribute: attribute.path,
  });
}

/** RFC 7643 §3: `schemas` names the base schema and every extension that has a value. */
export function schemasOf(model: ResourceModel, resource: JsonObject): string[] {
  const extensions = [...model.extensions.values()].filter(({ urn }) => resource[urn] !== undefined);
  return [model.type.schema, ...extensions.map(({ urn }) => urn)];
}
