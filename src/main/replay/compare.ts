import type { Difference } from '#shared/contract/replay.ts';
import type { IdMap } from './id-map.ts';
import { keyOf } from './learn.ts';
import { type Answered, type Header, type Recorded, headerValue, isRecord, parseJson } from './recorded.ts';

/** No more than this are told: whoever reads these knows enough. */
const TOLD = 100;
const LONGEST = 300;

export interface CompareOptions {
  readonly ids: IdMap;
  /** the other endpoint words its errors as it likes; status and scimType count */
  readonly ignoreWording: boolean;
}

/** An answer as far as it is compared. */
export interface Comparable {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: string | null;
}

/**
 * Where the new answer differs from the original. What must differ does not count: ids (through the map), times, versions,
 * the host in locations, cursors, and the order of values that have none (RFC 7643 §2.4).
 */
export function compareAnswers(recorded: Recorded, answer: Answered, options: CompareOptions): Difference[] {
  const before = { status: recorded.status, headers: recorded.responseHeaders, body: recorded.responseBody };
  return compare(before, answer, options);
}

/** The same for any two answers. */
export function compare(before: Comparable, now: Comparable, { ids, ignoreWording }: CompareOptions): Difference[] {
  const found: Difference[] = [];
  const walk = new Walk(found);
  walk.values('status', before.status, now.status);
  if (before.status >= 400 !== now.status >= 400) {
    // An error has nothing in common with a resource: what it says is all there is to tell.
    walk.values('detail', detailOf(before), detailOf(now));
    return found;
  }
  const locations = [before, now].map(({ headers }) => headerValue(headers, 'location'));
  walk.values('header Location', locationOf(locations[0], ids), locationOf(locations[1], null));
  const types = [before, now].map(({ headers }) => headerValue(headers, 'content-type')?.split(';', 1)[0]?.toLowerCase());
  walk.values('header Content-Type', types[0], types[1]);
  const bodies = [parseJson(before.body), parseJson(now.body)];
  if (bodies[0] === undefined && bodies[1] === undefined) walk.values('body', before.body ?? '', now.body ?? '');
  else {
    const isError = before.status >= 400 && now.status >= 400;
    walk.values(
      '',
      canonical(bodies[0], '', ids, isError && ignoreWording),
      canonical(bodies[1], '', null, isError && ignoreWording),
    );
  }
  return found;
}

function detailOf({ status, body }: Comparable): unknown {
  const error = status >= 400 ? parseJson(body) : undefined;
  return isRecord(error) ? error['detail'] : undefined;
}

const IN_META = new Set(['created', 'lastModified', 'version']);
const CURSORS = new Set(['nextCursor', 'previousCursor']);

/** The value without what must differ, and with new ids for old ones; `ids` is null for the new answer. */
function canonical(value: unknown, name: string, ids: IdMap | null, isWordless: boolean): unknown {
  if (typeof value === 'string') return canonicalText(value, name, ids);
  if (Array.isArray(value)) return value.map((element) => canonical(element, name, ids, isWordless));
  if (!isRecord(value)) return value;
  const entries: [string, unknown][] = [];
  for (const [member, inner] of Object.entries(value)) {
    if (name === 'meta' && IN_META.has(member)) continue;
    if (member === 'version' && typeof value['method'] === 'string') continue;
    if (member === 'detail' && isWordless) continue;
    entries.push([member, CURSORS.has(member) ? '…' : canonical(inner, member, ids, isWordless)]);
  }
  return Object.fromEntries(entries);
}

function canonicalText(text: string, name: string, ids: IdMap | null): string {
  if (name === 'location' || name === '$ref') return locationOf(text, ids) ?? text;
  if (ids === null) return text;
  return name === 'id' || name === 'value' ? ids.id(text) : ids.inText(text);
}

/** `https://host/scim/v2/Users/42` → `/Users/42`, with the new id */
function locationOf(text: string | undefined, ids: IdMap | null): string | undefined {
  if (text === undefined) return undefined;
  const path = text.replace(/^https?:\/\/[^/]+/, '');
  const [type, id] = path.split('/').slice(-2);
  if (type === undefined || id === undefined) return path;
  return `/${type}/${ids === null ? id : ids.id(id)}`;
}

class Walk {
  readonly #found: Difference[];

  constructor(found: Difference[]) {
    this.#found = found;
  }

  values(path: string, before: unknown, now: unknown): void {
    if (this.#found.length >= TOLD || before === now) return;
    if (Array.isArray(before) && Array.isArray(now)) return this.#lists(path, before, now);
    if (isRecord(before) && isRecord(now)) return this.#objects(path, before, now);
    this.#found.push({ path: path === '' ? 'body' : path, before: shown(before), now: shown(now) });
  }

  #objects(path: string, before: Record<string, unknown>, now: Record<string, unknown>): void {
    for (const name of new Set([...Object.keys(before), ...Object.keys(now)])) {
      const step = /^urn:/i.test(name) ? `["${name}"]` : name;
      this.values(path === '' ? step : step.startsWith('[') ? path + step : `${path}.${step}`, before[name], now[name]);
    }
  }

  #lists(path: string, before: readonly unknown[], now: readonly unknown[]): void {
    const left = new Map<string, unknown[]>();
    for (const element of now) {
      const key = elementKey(element);
      left.set(key, [...(left.get(key) ?? []), element]);
    }
    const unmatched: unknown[] = [];
    for (const element of before) {
      const key = elementKey(element);
      const twin = left.get(key)?.shift();
      if (twin === undefined) unmatched.push(element);
      else this.values(`${path}[${label(element, key)}]`, element, twin);
    }
    const extra = [...left.values()].flat();
    for (const element of unmatched) {
      // The same value with another type is a change of the type, not another value.
      const twin = extra.findIndex((other) => isRecord(other) && isRecord(element) && sameValue(other, element));
      const [found] = twin === -1 ? [] : extra.splice(twin, 1);
      this.values(`${path}[${label(element, elementKey(element))}]`, element, found);
    }
    for (const element of extra) this.values(`${path}[${label(element, elementKey(element))}]`, undefined, element);
  }
}

function sameValue(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  return a['value'] !== undefined && a['value'] === b['value'];
}

/** What pairs an element of one list with one of the other. */
function elementKey(element: unknown): string {
  if (!isRecord(element)) return JSON.stringify(element);
  const resource = keyOf(element);
  if (resource !== null && typeof element['id'] === 'string') return resource;
  const { id, value, type } = element;
  if (typeof id === 'string') return `id ${id}`;
  if (typeof value === 'string') return `${typeof type === 'string' ? type : ''} ${value}`;
  return typeof element['bulkId'] === 'string' ? `bulkId ${element['bulkId']}` : '';
}

function label(element: unknown, key: string): string {
  if (!isRecord(element)) return key;
  const name = ['userName', 'displayName', 'value', 'id', 'bulkId'].find((each) => typeof element[each] === 'string');
  return name === undefined ? '' : `${name} eq ${JSON.stringify(element[name])}`;
}

function shown(value: unknown): string | null {
  if (value === undefined) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
