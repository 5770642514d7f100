import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { isObject, jsonEqual } from '../../scim/json.ts';

/** A place that the change set, and that something else has set again since. */
export interface Overwritten {
  /** as a SCIM path: `emails[type eq "work"].value` */
  readonly path: string;
  readonly now: JsonValue | undefined;
  /** what it goes back to */
  readonly back: JsonValue | undefined;
}

interface TakenBack {
  readonly doc: JsonObject;
  readonly overwritten: readonly Overwritten[];
}

/**
 * Takes one change out of a document that may have changed since: what the change set goes back to what it was, all else stays as it is.
 * Elements of a list are told apart by their `type`, or else by their `value`; where neither does, the list goes back as a whole.
 * @param before the document before that change
 * @param after the document after it
 * @param current the document now
 */
export function takeBack(before: JsonObject, after: JsonObject, current: JsonObject): TakenBack {
  const overwritten: Overwritten[] = [];
  const doc = back('', before, after, current, overwritten);
  return { doc: isObject(doc) ? doc : {}, overwritten };
}

/** Whether a change has set the place: itself, something in it, or what it lies in. */
export function touches(before: JsonObject, after: JsonObject, path: string): boolean {
  return differences('', before, after).some((one) => one === path || isInside(one, path) || isInside(path, one));
}

function isInside(inner: string, outer: string): boolean {
  return inner.startsWith(outer) && /^[.:[]/.test(inner.slice(outer.length));
}

type Maybe = JsonValue | undefined;

function back(path: string, before: Maybe, after: Maybe, current: Maybe, overwritten: Overwritten[]): Maybe {
  if (jsonEqual(before, after) || jsonEqual(current, before)) return current;
  if (jsonEqual(current, after)) return before;
  // One that went since comes back whole, or it would come back in pieces.
  const goesBackInPieces = current !== undefined || before === undefined || after === undefined;
  const parts = goesBackInPieces ? partsOf(path, [before, after, current]) : null;
  if (parts === null) {
    overwritten.push({ path, now: current, back: before });
    return before;
  }
  const [was, , is] = parts.values;
  const names = [...new Set([...(is?.keys() ?? []), ...(was?.keys() ?? [])])];
  const entries = names.flatMap((name): [string, JsonValue][] => {
    const [b, a, c] = parts.values.map((one): Maybe => one?.get(name));
    const value = back(parts.pathOf(name), b, a, c, overwritten);
    return value === undefined ? [] : [[name, value]];
  });
  if (entries.length === 0 && path !== '') return undefined;
  return parts.isList ? inOrderOf(was, entries) : Object.fromEntries(entries);
}

function differences(path: string, before: Maybe, after: Maybe): string[] {
  if (jsonEqual(before, after)) return [];
  const parts = before === undefined || after === undefined ? null : partsOf(path, [before, after]);
  if (parts === null) return [path];
  const [was, is] = parts.values;
  const names = new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])]);
  return [...names].flatMap((name) => differences(parts.pathOf(name), was?.get(name), is?.get(name)));
}

interface Parts {
  readonly isList: boolean;
  /** the parts of each value by name; undefined for a value that is not there */
  readonly values: readonly (ReadonlyMap<string, Maybe> | undefined)[];
  pathOf(name: string): string;
}

/** A schema's URN is followed by a colon, an attribute by a dot (RFC 7644 §3.10). */
const SCHEMA = /^urn:\S*:\d+\.\d+:[A-Za-z]+$/;

/** Takes states of one value apart in the same way; null where that cannot be done. */
function partsOf(path: string, values: readonly Maybe[]): Parts | null {
  const given = values.filter((value) => value !== undefined);
  if (given.every(isObject)) {
    return {
      isList: false,
      values: values.map((value) => (isObject(value) ? new Map(Object.entries(value)) : undefined)),
      pathOf: (name) => (path === '' ? name : `${path}${SCHEMA.test(path) ? ':' : '.'}${name}`),
    };
  }
  const lists = given.filter((value): value is JsonValue[] => Array.isArray(value));
  if (lists.length < given.length) return null;
  const key = ['type', 'value', ''].find((name) => lists.every((list) => tellsApart(list, name)));
  if (key === undefined) return null;
  return {
    isList: true,
    values: values.map((value) => (Array.isArray(value) ? new Map(value.map((one) => [nameOf(one, key), one])) : undefined)),
    pathOf: (name) => (key === '' ? path : `${path}[${key} eq ${JSON.stringify(name)}]`),
  };
}

/** Whether each element has a name of its own: what it has under `key`, or, with no key, itself. */
function tellsApart(list: readonly JsonValue[], key: string): boolean {
  const names = list.map((element) => (isObject(element) ? element[key] : element));
  const isOfKind = (element: JsonValue) => isObject(element) === (key !== '');
  return list.every(isOfKind) && names.every((name) => typeof name === 'string') && new Set(names).size === names.length;
}

function nameOf(element: JsonValue, key: string): string {
  const name = isObject(element) ? element[key] : element;
  return typeof name === 'string' ? name : '';
}

/** What comes back stands where it stood, if all that is there stood there before; else it comes last. */
function inOrderOf(was: ReadonlyMap<string, Maybe> | undefined, entries: readonly [string, JsonValue][]): JsonValue[] {
  const order = [...(was?.keys() ?? [])];
  const known = entries.every(([name]) => order.includes(name));
  const sorted = known ? entries.toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b)) : entries;
  return sorted.map(([, value]) => value);
}
