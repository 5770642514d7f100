// One entity tag of a list (RFC 9110 §8.8.3) with the comma or the end behind it. Empty list elements are allowed (§5.6.1).
const TAG = /[ \t,]*(?:W\/)?"([\x21\x23-\x7e\x80-\u{10ffff}]*)"[ \t]*(?:,|$)/uy;

/** @returns the weak entity tag of a version, as header `ETag` and as `meta.version` (RFC 7644 §3.14): `W/"3"` */
export function etagOf(version: number): string {
  return `W/"${version}"`;
}

/**
 * Whether a request with this `If-Match` may go on. Tags are compared weakly: RFC 7644 §3.14 uses weak tags here, although
 * RFC 9110 §13.1.1 would have none of them match.
 *
 * @returns false, for a 412, also when the header is no list of entity tags: its sender wanted a condition
 */
export function ifMatch(header: string, etag: string): boolean {
  return names(header, etag);
}

/**
 * Whether `If-None-Match` names the resource as it is (RFC 9110 §13.1.2): then a GET is answered with 304 and a change with 412.
 *
 * @returns false when the header is no list of entity tags: the request is answered as if it were not there
 */
export function ifNoneMatch(header: string, etag: string): boolean {
  return names(header, etag);
}

function names(header: string, etag: string): boolean {
  const text = header.trim();
  if (text === '*' || text === etag) return true;
  const wanted = etag.slice(etag.indexOf('"') + 1, -1);
  let found = false;
  TAG.lastIndex = 0;
  while (TAG.lastIndex < text.length) {
    const match = TAG.exec(text);
    if (match === null) return false;
    if (match[1] === wanted) found = true;
  }
  return found;
}
