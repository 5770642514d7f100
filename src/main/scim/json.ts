import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * RFC 7643 §2.5: null, an empty list and an attribute that is not there are one state; so is a complex value in which
 * nothing is set.
 */
export function isUnassigned(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value !== 'object') return false;
  return Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0;
}

/** Whether two values are the same JSON; the order of an object's members does not count. */
export function sameJson(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    return a.every((element, index) => sameJson(element, b[index]));
  }
  if (Array.isArray(b)) return false;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => Object.hasOwn(b, name) && sameJson(a[name], b[name]));
}

const notCompared = new Set(['meta', 'schemas', 'id']);

/**
 * What differs between two forms of a resource, as SCIM paths: `name.givenName`, `emails`, `urn:…:User:department`.
 * `id`, `meta` and `schemas` are not looked at: they follow from the rest.
 */
export function changedPaths(before: JsonObject, after: JsonObject): string[] {
  const paths: string[] = [];
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (notCompared.has(name)) continue;
    const a = before[name];
    const b = after[name];
    if (sameJson(a, b)) continue;
    if (name.startsWith('urn:') && areObjects(a, b)) collect(paths, `${name}:`, a, b);
    else if (isObject(a) || isObject(b)) collectComplex(paths, name, a, b);
    else paths.push(name);
  }
  return paths;
}

function areObjects(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return (isObject(a) || a === undefined) && (isObject(b) || b === undefined);
}

function collect(paths: string[], prefix: string, a: JsonValue | undefined, b: JsonValue | undefined): void {
  const before = isObject(a) ? a : {};
  const after = isObject(b) ? b : {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const x = before[name];
    const y = after[name];
    if (sameJson(x, y)) continue;
    if (isObject(x) || isObject(y)) collectComplex(paths, `${prefix}${name}`, x, y);
    else paths.push(`${prefix}${name}`);
  }
}

function collectComplex(paths: string[], name: string, a: JsonValue | undefined, b: JsonValue | undefined): void {
  if (areObjects(a, b)) collect(paths, `${name}.`, a, b);
  else paths.push(name);
}

/** Adds a member whatever its name is: an assignment to `__proto__` would not store it but change the object. */
export function setMember(object: JsonObject, name: string, value: JsonValue): void {
  if (name === '__proto__') {
    Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true });
  } else {
    object[name] = value;
  }
}

/** A hostile body can carry a name of a megabyte; the answer and the log need not. */
export function shorten(text: string, longest = 120): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
