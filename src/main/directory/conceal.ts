import { createHmac, randomBytes } from 'node:crypto';
import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { isObject } from '../scim/json.ts';
import type { AttributeModel, ResourceModel } from '../scim/model.ts';

/** Gone with the process, so that nothing can be guessed from what is stored. */
const KEY = randomBytes(32);
const CONCEALED = /^•{8} [\w-]{8}$/;

/**
 * A resource as it may be stored: texts that are never returned, such as passwords (RFC 7643 §4.1.1, §7), give way to a mark that only tells
 * one from another. Nobody logs in here, so the plain text would have no use but to be found in the file, the history and the console.
 */
export function conceal(model: ResourceModel, resource: JsonObject): JsonObject {
  const secrets = model.specialReturn.filter(isSecret);
  return secrets.length === 0 ? resource : secrets.reduce(concealOne, resource);
}

function isSecret({ definition }: AttributeModel): boolean {
  // A unique value could not be told to be taken any more.
  return definition.returned === 'never' && definition.type === 'string' && definition.uniqueness === 'none';
}

function concealOne(resource: JsonObject, { extension, parent, name }: AttributeModel): JsonObject {
  const path = [...(extension === null ? [] : [extension]), ...(parent === null ? [] : [parent.name]), name];
  return concealAt(resource, path);
}

function concealAt(holder: JsonObject, [name = '', ...rest]: readonly string[]): JsonObject {
  const value = holder[name];
  if (value === undefined || value === null) return holder;
  const deeper = (one: JsonValue): JsonValue => {
    if (rest.length === 0) return typeof one === 'string' ? mark(one) : one;
    return isObject(one) ? concealAt(one, rest) : one;
  };
  return { ...holder, [name]: Array.isArray(value) ? value.map(deeper) : deeper(value) };
}

function mark(value: string): string {
  if (CONCEALED.test(value)) return value;
  return `•••••••• ${createHmac('sha256', KEY).update(value).digest('base64url').slice(0, 8)}`;
}
