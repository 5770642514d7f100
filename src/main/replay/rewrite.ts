import { type IdMap, isDistinctive } from './id-map.ts';
import { type Header, type Outgoing, type Recorded, isRecord, parseJson } from './recorded.ts';

/** Headers that belonged to the original connection, or are the target's business (the token). */
const NOT_SENT = new Set([
  'host',
  'connection',
  'keep-alive',
  'content-length',
  'transfer-encoding',
  'authorization',
  'proxy-authorization',
  'accept-encoding',
  'expect',
  'upgrade',
  'te',
  'trailer',
  'cookie',
]);
const FORWARDED = /^(?:x-forwarded-|forwarded$|x-real-ip$|via$|cf-|ngrok-)/i;

/**
 * A recorded request as it is sent now: ids returned by the original stand for those returned now, in the path, in filters, in
 * member values, in `$ref`, in bulk operations; `If-Match` and `If-None-Match` carry the version seen now (RFC 7644 §3.14).
 */
export function rewrite(recorded: Recorded, ids: IdMap): Outgoing {
  const path = rewritePath(recorded.path, ids);
  const target = resourceIdOf(path);
  const headers = recorded.requestHeaders.filter(({ name }) => !NOT_SENT.has(name.toLowerCase()) && !FORWARDED.test(name));
  return {
    method: recorded.method,
    path,
    headers: headers.map((header) => rewriteHeader(header, target, ids)),
    body: recorded.requestBody === null ? null : rewriteBody(recorded.requestBody, ids),
    at: recorded.at,
  };
}

/** `/Users/<id>` and what follows it; filters and cursors in the query. */
export function rewritePath(path: string, ids: IdMap): string {
  const [address = '', ...rest] = path.split('?');
  const segments = address.split('/').map((segment, index) => (index < 2 ? segment : idInSegment(segment, ids)));
  if (rest.length === 0) return segments.join('/');
  const parameters = rest
    .join('?')
    .split('&')
    .map((parameter) => rewriteParameter(parameter, ids));
  return `${segments.join('/')}?${parameters.join('&')}`;
}

function idInSegment(segment: string, ids: IdMap): string {
  const plain = decoded(segment);
  const now = ids.id(plain);
  return now === plain ? segment : encodeURIComponent(now);
}

function rewriteParameter(parameter: string, ids: IdMap): string {
  const equals = parameter.indexOf('=');
  const name = parameter.slice(0, equals);
  const value = parameter.slice(equals + 1);
  if (equals === -1) return parameter;
  if (name === 'cursor') {
    const plain = decoded(value);
    const now = ids.cursor(plain);
    return now === plain ? parameter : `cursor=${encodeURIComponent(now)}`;
  }
  if (name === 'filter') {
    const plain = decoded(value.replaceAll('+', ' '));
    const now = filterWithIds(plain, ids);
    // What needs no change goes out byte for byte.
    return now === plain ? parameter : `filter=${encodeURIComponent(now)}`;
  }
  return parameter;
}

/** `id eq "42"`, `members[value eq "42"]`: a short id counts only where ids are compared. */
export function filterWithIds(filter: string, ids: IdMap): string {
  const shortIds = /\b(id|value|members|members\.value|manager|manager\.value|groups\.value)(\s+(?:eq|ne)\s+)"([^"\\]+)"/gi;
  return ids
    .inText(filter)
    .replace(shortIds, (_, attribute: string, operator: string, id: string) => `${attribute}${operator}"${ids.id(id)}"`);
}

function rewriteHeader({ name, value }: Header, id: string | null, ids: IdMap): Header {
  const conditional = /^if-(?:none-)?match$/i.test(name);
  if (!conditional || id === null) return { name, value };
  return { name, value: value.replace(/(?:W\/)?"[^"]*"/g, (etag) => ids.version(id, etag) ?? etag) };
}

/** Byte for byte, but for the ids. */
export function rewriteBody(body: string, ids: IdMap): string {
  if (ids.isEmpty) return body;
  const text = ids.inText(body);
  const json = parseJson(text);
  if (json === undefined) return text;
  const changed = structural(json, '', ids);
  return changed === json ? text : JSON.stringify(changed);
}

/** Members whose value, or whose elements' `value`, is an id. */
const REFERENCES = /(?:^|[.:])(?:members|manager|groups)(?:\[.*\])?(?:\.value)?$/i;

/** Short ids where ids stand, and versions of bulk operations. The same value when nothing is to change. */
function structural(value: unknown, holder: string, ids: IdMap): unknown {
  if (Array.isArray(value))
    return unchanged(
      value,
      value.map((element) => structural(element, holder, ids)),
    );
  if (!isRecord(value)) {
    return typeof value === 'string' && REFERENCES.test(holder) ? shortId(value, ids) : value;
  }
  const bulkPath = typeof value['method'] === 'string' && typeof value['path'] === 'string' ? value['path'] : null;
  const patchPath = typeof value['op'] === 'string' && typeof value['path'] === 'string' ? value['path'] : null;
  const entries = Object.entries(value).map(([name, member]): [string, unknown] => {
    if (typeof member === 'string') return [name, textMember(name, member, { holder, bulkPath, patchPath }, ids)];
    return [name, structural(member, name === 'value' && patchPath !== null ? patchPath : name, ids)];
  });
  return entries.some(([name, member]) => member !== value[name]) ? Object.fromEntries(entries) : value;
}

function textMember(
  name: string,
  text: string,
  at: { holder: string; bulkPath: string | null; patchPath: string | null },
  ids: IdMap,
): string {
  if (name === 'id') return shortId(text, ids);
  if (name === '$ref') return lastSegment(text, ids);
  if (name === 'value') return REFERENCES.test(at.patchPath ?? at.holder) ? shortId(text, ids) : text;
  if (name === 'path' && at.bulkPath !== null) return rewritePath(text, ids);
  if (name === 'path' || name === 'filter') return filterWithIds(text, ids);
  if (name === 'version' && at.bulkPath !== null) {
    const id = resourceIdOf(rewritePath(at.bulkPath, ids));
    return id === null ? text : (ids.version(id, text) ?? text);
  }
  return REFERENCES.test(name) ? shortId(text, ids) : text;
}

function shortId(text: string, ids: IdMap): string {
  return isDistinctive(text) ? text : ids.id(text);
}

function lastSegment(reference: string, ids: IdMap): string {
  const slash = reference.lastIndexOf('/');
  return reference.slice(0, slash + 1) + shortId(reference.slice(slash + 1), ids);
}

function unchanged(before: unknown[], now: unknown[]): unknown[] {
  return now.every((element, index) => element === before[index]) ? before : now;
}

/** The id that a path below the base URL names; null for a collection. */
export function resourceIdOf(path: string): string | null {
  const [, , id] = (path.split('?', 1)[0] ?? '').split('/');
  return id === undefined || id === '' || id.startsWith('.') ? null : decoded(id);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not well encoded: it is sent on as it came.
    return text;
  }
}
