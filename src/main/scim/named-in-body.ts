import type { JsonValue } from '#shared/scim/wire.ts';
import { isObject } from './json.ts';
import { type AttributeModel, type ResourceModel, findAttribute } from './model.ts';

/**
 * The attributes of `returned: request` that a POST, PUT or PATCH carries: "returned in response to any PUT, POST, or PATCH operations
 * if the attribute was specified by the client" (RFC 7643 §7).
 * @param body in RFC shape: a resource, or a PatchOp message; anything else names nothing
 */
export function namedInBody(model: ResourceModel, body: JsonValue | undefined): ReadonlySet<AttributeModel> {
  const named = new Set<AttributeModel>();
  if (!model.specialReturn.some(isOnRequest) || !isObject(body)) return named;
  const operations = body['Operations'];
  if (!Array.isArray(operations)) collectAll(model, body, '', named);
  else for (const operation of operations) collectOperation(model, operation, named);
  return new Set([...named].filter(isOnRequest));
}

function isOnRequest({ definition }: AttributeModel): boolean {
  return definition.returned === 'request';
}

function collectOperation(model: ResourceModel, operation: JsonValue, named: Set<AttributeModel>): void {
  if (!isObject(operation)) return;
  const { path, value } = operation;
  if (typeof path !== 'string' || path === '') collectAll(model, value, '', named);
  else collect(model, path.replace(/\[[^]*\]/, ''), value, named);
}

function collect(model: ResourceModel, name: string, value: JsonValue | undefined, named: Set<AttributeModel>): void {
  const found = findAttribute(model, name);
  if (found === null) return;
  if (found.kind === 'extension') return collectAll(model, value, `${name}:`, named);
  named.add(found.attribute);
  if (found.attribute.parent === null) collectAll(model, value, `${name}.`, named);
}

function collectAll(model: ResourceModel, value: JsonValue | undefined, prefix: string, named: Set<AttributeModel>): void {
  if (Array.isArray(value)) for (const one of value) collectAll(model, one, prefix, named);
  else if (isObject(value)) for (const [key, inner] of Object.entries(value)) collect(model, `${prefix}${key}`, inner, named);
}
