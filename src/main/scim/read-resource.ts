import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { type UnknownAttribute, canonicalValue, checkCount, foldNames, onePerPath } from './canonical.ts';
import { badRequest } from './errors.ts';
import { isObject, isUnassigned, kindOf } from './json.ts';
import { type AttributeModel, type ResourceModel, foldUrn } from './model.ts';

/** A body turned into a resource, without `id` and `meta`, which are the service provider's to give. */
export interface ReadResource {
  /** canonical; `schemas` first and true */
  readonly resource: JsonObject;
  /** what the model does not know; nothing of it is in `resource` */
  readonly unknown: readonly UnknownAttribute[];
  /** values of the relational attribute (group members) as sent, canonical; undefined when it was not sent */
  readonly relational: readonly JsonObject[] | undefined;
}

/**
 * Reads the body of a POST or PUT (RFC 7644 §3.3, §3.5.1): readOnly attributes are passed over, null and empty mean
 * "not assigned", names count in any case, every type is checked.
 * @throws ScimError 400 `invalidSyntax` for a body that is no object or has a name twice, `invalidValue` for a wrong type
 */
export function readResource(model: ResourceModel, body: JsonValue | undefined): ReadResource {
  if (!isObject(body)) {
    const got = body === undefined ? 'there is none' : `it is ${kindOf(body)}`;
    throw badRequest('invalidSyntax', `The body must be a JSON object with the resource; ${got}.`);
  }
  const given = foldNames(body, '');
  const unknown: UnknownAttribute[] = [];
  const resource: JsonObject = { schemas: [] };
  let relational: readonly JsonObject[] | undefined;
  given.delete('schemas');
  for (const [folded, attribute] of model.attributes) {
    const sent = given.get(folded);
    if (sent === undefined) continue;
    given.delete(folded);
    if (attribute.definition.mutability === 'readOnly') continue;
    if (attribute !== model.relational) checkCount(attribute, sent.value);
    const value = canonicalValue(attribute, sent.value, unknown);
    if (attribute === model.relational) relational = (value ?? []) as JsonObject[];
    else if (value !== undefined) resource[attribute.name] = value;
  }
  const schemas = [model.type.schema];
  for (const [urn, extension] of model.extensions) {
    const sent = given.get(urn);
    if (sent === undefined) continue;
    given.delete(urn);
    const value = readExtension(extension.urn, extension.attributes, sent.value, unknown);
    if (value === undefined) continue;
    resource[extension.urn] = value;
    schemas.push(extension.urn);
  }
  resource['schemas'] = schemas;
  for (const { name, value } of given.values()) reportUnknown(model, name, value, unknown);
  return { resource, unknown: onePerPath(unknown), relational };
}

function readExtension(
  urn: string,
  attributes: ReadonlyMap<string, AttributeModel>,
  sent: JsonValue,
  unknown: UnknownAttribute[],
): JsonObject | undefined {
  if (isUnassigned(sent)) return undefined;
  if (!isObject(sent)) {
    throw badRequest('invalidValue', `"${urn}" is an extension: send an object; it was ${kindOf(sent)}.`, { attribute: urn });
  }
  const given = foldNames(sent, urn);
  const result: JsonObject = {};
  let assigned = false;
  for (const [folded, attribute] of attributes) {
    const part = given.get(folded);
    if (part === undefined) continue;
    given.delete(folded);
    if (attribute.definition.mutability === 'readOnly') continue;
    checkCount(attribute, part.value);
    const value = canonicalValue(attribute, part.value, unknown);
    if (value === undefined) continue;
    result[attribute.name] = value;
    assigned = true;
  }
  for (const { name, value } of given.values()) unknown.push({ path: `${urn}:${name}`, value });
  return assigned ? result : undefined;
}

/** An extension that the resource type does not have is told attribute by attribute, as an admin maps it. */
function reportUnknown(model: ResourceModel, name: string, value: JsonValue, unknown: UnknownAttribute[]): void {
  const isExtension = name.toLowerCase().startsWith('urn:') && foldUrn(name) !== foldUrn(model.type.schema);
  if (!isExtension || !isObject(value)) {
    unknown.push({ path: name, value });
    return;
  }
  for (const [sub, part] of Object.entries(value)) {
    if (part !== undefined) unknown.push({ path: `${name}:${sub}`, value: part });
  }
}

/**
 * RFC 7643 §2.2: `required` attributes must be there, and so must the required sub-attributes of what is there.
 * @throws ScimError 400 `invalidValue` that names the first one missing
 */
export function checkRequired(model: ResourceModel, resource: JsonObject): void {
  checkRequiredIn(model.attributes, resource);
  for (const extension of model.extensions.values()) {
    const value = resource[extension.urn];
    if (isObject(value)) checkRequiredIn(extension.attributes, value);
    else if (extension.required) throw missing(extension.urn);
  }
}

function checkRequiredIn(attributes: ReadonlyMap<string, AttributeModel>, container: JsonObject): void {
  for (const attribute of attributes.values()) {
    const { required, mutability, type } = attribute.definition;
    const value = container[attribute.name];
    // An empty text says as little as none: nobody could log in with it (RFC 7643 §4.1.1 wants a non-empty userName).
    if (required && mutability !== 'readOnly' && (value === '' || isUnassigned(value))) throw missing(attribute.path, value);
    if (type !== 'complex' || value === undefined) continue;
    for (const element of Array.isArray(value) ? value : [value]) {
      if (isObject(element)) checkRequiredIn(attribute.subAttributes, element);
    }
  }
}

function missing(path: string, value?: JsonValue) {
  const state = value === '' ? 'empty' : 'not sent';
  return badRequest('invalidValue', `Attribute "${path}" is required and was ${state} (RFC 7643 §2.2).`, { attribute: path });
}
