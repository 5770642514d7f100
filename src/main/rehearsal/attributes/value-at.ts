import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { splitLocal } from '../../dialect/keys.ts';
import { isObject } from '../../scim/json.ts';

/** The value of a resource at the place that a mapping points to: `name.givenName`, `emails[type eq "work"].value`, `urn:…:User:department`. */
export function valueAt(resource: JsonObject, target: string): JsonValue | undefined {
  const [, urn, local = target] = /^(urn:.+):([^:]+)$/is.exec(target) ?? [];
  const home = urn === undefined || /:core:2\.0:User$/i.test(urn) ? resource : memberOf(resource, urn);
  const parts = splitLocal(local);
  if (!isObject(home) || parts === null) return undefined;
  const whole = memberOf(home, parts.attribute);
  const holder = parts.filter === null ? whole : elementOf(whole, parts.filter);
  if (parts.sub === null) return holder;
  return isObject(holder) ? memberOf(holder, parts.sub) : undefined;
}

/** Names of attributes are case-insensitive (RFC 7643 §2.1). */
function memberOf(object: JsonObject, name: string): JsonValue | undefined {
  if (Object.hasOwn(object, name)) return object[name];
  const wanted = name.toLowerCase();
  const key = Object.keys(object).find((one) => one.toLowerCase() === wanted);
  return key === undefined ? undefined : object[key];
}

function elementOf(list: JsonValue | undefined, filter: string): JsonValue | undefined {
  const [, key = '', wanted = ''] = /^\[\s*(\w+)\s+eq\s+"?([^"\]]*)"?\s*\]$/i.exec(filter) ?? [];
  if (!Array.isArray(list)) return undefined;
  return list.find((one) => isObject(one) && textOf(memberOf(one, key)).toLowerCase() === wanted.toLowerCase());
}

/** A simple value as text; of anything else its JSON. */
export function textOf(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
