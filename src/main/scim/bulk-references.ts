import { URN } from '#shared/scim/urns.ts';
import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { BULK_ID } from './bulk-request.ts';
import { isObject } from './json.ts';

/** Members in which `bulkId:…` can mean nothing but a reference; elsewhere it counts as one when an operation bears that bulkId. */
const REFERENCES = new Set(['value', '$ref']);

/** @returns the bulkId in `bulkId:ann` and in the last segment of `/Users/bulkId:ann`; null for other text */
export function bulkIdIn(text: string): string | null {
  const start = text.lastIndexOf('/') + 1;
  if (!text.startsWith(BULK_ID, start)) return null;
  const bulkId = text.slice(start + BULK_ID.length);
  return bulkId === '' ? null : bulkId;
}

/**
 * Collects the bulkIds that a value refers to (RFC 7644 §3.7.2).
 * @param known the bulkIds that operations of the request bear
 */
export function referencesIn(
  value: JsonValue | undefined,
  known: ReadonlySet<string>,
  name = '',
  found = new Set<string>(),
): Set<string> {
  if (typeof value === 'string') {
    const bulkId = bulkIdIn(value);
    if (bulkId !== null && (known.has(bulkId) || REFERENCES.has(name.toLowerCase()))) found.add(bulkId);
  } else if (Array.isArray(value)) {
    for (const item of value) referencesIn(item, known, name, found);
  } else if (value !== null && typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) referencesIn(item, known, key, found);
  }
  return found;
}

/**
 * Puts ids in the place of references.
 * @param ids of the resources created so far, by bulkId
 * @returns the same value where nothing had to be replaced
 */
export function resolveReferences<V extends JsonValue>(value: V, ids: ReadonlyMap<string, string>): V;
export function resolveReferences(value: JsonValue, ids: ReadonlyMap<string, string>): JsonValue {
  if (typeof value === 'string') return resolveText(value, ids);
  if (Array.isArray(value)) {
    const items = value.map((item) => resolveReferences(item, ids));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (value === null || typeof value !== 'object') return value;
  let changed = false;
  const entries = Object.entries(value).map(([key, item]): [string, JsonValue | undefined] => {
    const resolved = item === undefined ? undefined : resolveReferences(item, ids);
    if (resolved !== item) changed = true;
    return [key, resolved];
  });
  return changed ? Object.fromEntries(entries) : value;
}

/** `bulkId:ann` becomes the id; in `/Users/bulkId:ann` only the last segment is replaced. */
export function resolveText(text: string, ids: ReadonlyMap<string, string>): string {
  const bulkId = bulkIdIn(text);
  const id = bulkId === null ? undefined : ids.get(bulkId);
  return id === undefined ? text : `${text.slice(0, text.lastIndexOf('/') + 1)}${id}`;
}

/** A resource that can be created now, and the PATCH that completes it once the others are there. */
export interface SplitResource {
  readonly data: JsonObject;
  readonly completion: JsonObject;
}

/**
 * Takes the references out of a new resource that cannot be resolved yet, because the operations refer to each other in a
 * circle (RFC 7644 §3.7.1). A value of an array goes alone; of a single value the whole attribute goes.
 *
 * @param later the bulkIds whose resources do not exist yet
 */
export function splitReferences(data: JsonObject, later: ReadonlySet<string>): SplitResource {
  const operations: JsonObject[] = [];
  const kept = withoutReferences(data, later, '', operations);
  return { data: kept, completion: { schemas: [URN.patchOp], Operations: operations } };
}

function withoutReferences(
  attributes: JsonObject,
  later: ReadonlySet<string>,
  prefix: string,
  operations: JsonObject[],
): JsonObject {
  const kept: [string, JsonValue | undefined][] = [];
  for (const [name, value] of Object.entries(attributes)) {
    const path = `${prefix}${name}`;
    if (value === undefined || !refersTo(value, later)) {
      kept.push([name, value]);
    } else if (Array.isArray(value)) {
      operations.push({ op: 'add', path, value: value.filter((item) => refersTo(item, later)) });
      const rest = value.filter((item) => !refersTo(item, later));
      if (rest.length > 0) kept.push([name, rest]);
    } else if (prefix === '' && isExtension(name) && isObject(value)) {
      kept.push([name, withoutReferences(value, later, `${name}:`, operations)]);
    } else {
      operations.push({ op: 'add', path, value });
    }
  }
  return Object.fromEntries(kept);
}

function refersTo(value: JsonValue, later: ReadonlySet<string>): boolean {
  for (const bulkId of referencesIn(value, later)) if (later.has(bulkId)) return true;
  return false;
}

function isExtension(name: string): boolean {
  return name.toLowerCase().startsWith('urn:');
}
