import type { Lesson } from './id-map.ts';
import { type Answered, type Recorded, headerValue, isRecord, parseJson } from './recorded.ts';
import { resourceIdOf } from './rewrite.ts';

type Draft = {
  ids: [string, string][];
  mentions: [string, string][];
  versions: [string, string, string][];
  cursors: [string, string][];
};

/**
 * Pairs what the original answer named with what the new answer names: the id of a created resource, ids and versions of
 * resources that both list (paired by userName, displayName or externalId), results of a bulk request, cursors of pages.
 */
export function learn(recorded: Recorded, answer: Answered, sentPath: string): Lesson {
  const draft: Draft = { ids: [], mentions: [], versions: [], cursors: [] };
  if (recorded.status >= 400 || answer.status >= 400) return draft;
  const before = parseJson(recorded.responseBody);
  const now = parseJson(answer.body);
  if (isRecord(before) && isRecord(now)) pairBodies(before, now, draft);
  const id = resourceIdOf(sentPath);
  const etagBefore = headerValue(recorded.responseHeaders, 'etag');
  const etagNow = headerValue(answer.headers, 'etag');
  if (id !== null && etagBefore !== undefined && etagNow !== undefined) draft.versions.push([id, etagBefore, etagNow]);
  return draft;
}

function pairBodies(before: Record<string, unknown>, now: Record<string, unknown>, draft: Draft): void {
  if (Array.isArray(before['Operations']) && Array.isArray(now['Operations'])) {
    return pairBulk(before['Operations'], now['Operations'], draft);
  }
  if (!Array.isArray(before['Resources']) || !Array.isArray(now['Resources'])) return pairResources(before, now, draft);
  for (const name of ['nextCursor', 'previousCursor']) {
    const [old, fresh] = [before[name], now[name]];
    if (typeof old === 'string' && typeof fresh === 'string') draft.cursors.push([old, fresh]);
  }
  const byKey = new Map(now['Resources'].filter(isRecord).map((resource) => [keyOf(resource), resource]));
  for (const resource of before['Resources'].filter(isRecord)) {
    const key = keyOf(resource);
    const twin = key === null ? undefined : byKey.get(key);
    if (twin !== undefined) pairResources(resource, twin, draft);
  }
}

function pairResources(before: Record<string, unknown>, now: Record<string, unknown>, draft: Draft): void {
  const id = now['id'];
  if (typeof before['id'] !== 'string' || typeof id !== 'string') return;
  if (before['id'] !== id) draft.ids.push([before['id'], id]);
  const [old, fresh] = [versionOf(before), versionOf(now)];
  if (old !== null && fresh !== null) draft.versions.push([id, old, fresh]);
  for (const name of ['members', 'groups']) pairMentions(before[name], now[name], draft);
}

/** Members and groups come with id and name; a name that occurs once pairs the ids. */
function pairMentions(before: unknown, now: unknown, draft: Draft): void {
  if (!Array.isArray(before) || !Array.isArray(now)) return;
  const named = byName(now);
  for (const [display, value] of byName(before)) {
    const twin = named.get(display);
    if (value !== null && twin !== undefined && twin !== null && twin !== value) draft.mentions.push([value, twin]);
  }
}

/** null where several have the name */
function byName(mentions: readonly unknown[]): Map<string, string | null> {
  const named = new Map<string, string | null>();
  for (const one of mentions) {
    if (!isRecord(one) || typeof one['display'] !== 'string' || typeof one['value'] !== 'string') continue;
    named.set(one['display'], named.has(one['display']) ? null : one['value']);
  }
  return named;
}

/** RFC 7644 §3.7: a result names its resource by `location` only. */
function pairBulk(before: unknown[], now: unknown[], draft: Draft): void {
  for (const [index, one] of before.entries()) {
    const twin = now[index];
    if (!isRecord(one) || !isRecord(twin)) continue;
    const [old, fresh] = [idInLocation(one['location']), idInLocation(twin['location'])];
    if (old === null || fresh === null) continue;
    if (old !== fresh) draft.ids.push([old, fresh]);
    if (typeof one['version'] === 'string' && typeof twin['version'] === 'string') {
      draft.versions.push([fresh, one['version'], twin['version']]);
    }
  }
}

/** What tells a resource apart from others of its type, besides its id. */
export function keyOf(resource: Record<string, unknown>): string | null {
  const meta = isRecord(resource['meta']) ? resource['meta'] : {};
  const type = typeof meta['resourceType'] === 'string' ? meta['resourceType'] : '';
  for (const name of ['userName', 'externalId', 'displayName']) {
    const value = resource[name];
    if (typeof value === 'string' && value !== '') return `${type} ${name} ${value.toLowerCase()}`;
  }
  return null;
}

function versionOf(resource: Record<string, unknown>): string | null {
  const { meta } = resource;
  return isRecord(meta) && typeof meta['version'] === 'string' ? meta['version'] : null;
}

function idInLocation(location: unknown): string | null {
  if (typeof location !== 'string') return null;
  const id = location.slice(location.lastIndexOf('/') + 1);
  return id === '' ? null : decodeURIComponent(id);
}
