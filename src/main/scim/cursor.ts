import { type ScimError, badRequest } from './errors.ts';

/** Where a page ended. The store goes on from there by key, so a page costs the same wherever it is (RFC 9865). */
export interface CursorPosition {
  /** `next`: the resources behind this one; `previous`: those before it */
  readonly direction: 'next' | 'previous';
  /** order of creation of the resource at the edge of the page; settles ties of the sort value */
  readonly seq: number;
  /** its sort value as it was compared; absent when the query has no `sortBy`, null when the resource has no value */
  readonly sortValue?: string | number | null;
}

const FORMAT = 1;
/** A cursor travels in the request line, where the listener takes 32 KiB. */
const MAX_LENGTH = 16 * 1024;

/**
 * Makes the opaque text of a position. It has only unreserved characters, as RFC 9865 §2 demands.
 *
 * @param query everything that must stay the same from page to page, in one text: endpoint, filter, sort
 * @throws ScimError 400 when the sort value is too long for a cursor
 */
export function encodeCursor(position: CursorPosition, query: string): string {
  const { direction, seq, sortValue } = position;
  const parts = [FORMAT, fingerprint(query), direction === 'next' ? 1 : 0, seq, ...(sortValue === undefined ? [] : [sortValue])];
  const text = Buffer.from(JSON.stringify(parts), 'utf8').toString('base64url');
  if (text.length > MAX_LENGTH) {
    throw badRequest('invalidValue', 'The values of "sortBy" are too long to page by cursor; page with "startIndex".', {
      attribute: 'sortBy',
      reason: 'bad-paging',
    });
  }
  return text;
}

/**
 * Reads a cursor back. Everything in it is checked: a client can send what it likes.
 *
 * @param query as given to `encodeCursor`
 * @throws ScimError 400 `invalidCursor` for a text that is no cursor, or one of another query; `expiredCursor` for one that an
 *   earlier version of this program made (RFC 9865 §2.1)
 */
export function decodeCursor(text: string, query: string): CursorPosition {
  const parts = text.length > MAX_LENGTH || !/^[A-Za-z0-9_-]+$/.test(text) ? null : parse(text);
  if (parts === null) throw invalidCursor('is not one that this service provider issued');
  const [format, issuedFor, forward, seq, sortValue] = parts;
  if (typeof format === 'number' && Number.isInteger(format) && format !== FORMAT) throw expired();
  if (parts.length > 5 || format !== FORMAT || typeof issuedFor !== 'string' || (forward !== 0 && forward !== 1)) {
    throw invalidCursor('is not one that this service provider issued');
  }
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 0 || !isScalar(sortValue)) {
    throw invalidCursor('is not one that this service provider issued');
  }
  if (issuedFor !== fingerprint(query)) {
    throw invalidCursor(
      'belongs to another query; path, "filter", "sortBy" and "sortOrder" must stay the same from page to page',
    );
  }
  const direction = forward === 1 ? 'next' : 'previous';
  return sortValue === undefined ? { direction, seq } : { direction, seq, sortValue };
}

function parse(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isScalar(value: unknown): value is string | number | null | undefined {
  return value === undefined || value === null || typeof value === 'string' || typeof value === 'number';
}

function invalidCursor(why: string): ScimError {
  return badRequest('invalidCursor', `The cursor ${why}. Send an empty "cursor" for the first page (RFC 9865 §2.1).`, {
    attribute: 'cursor',
    reason: 'bad-cursor',
  });
}

function expired(): ScimError {
  return badRequest('expiredCursor', 'The cursor has expired. Send an empty "cursor" for the first page (RFC 9865 §2.1).', {
    attribute: 'cursor',
    reason: 'bad-cursor',
  });
}

/** FNV-1a over code units. It guards against mistakes: who forges a cursor gets pages that the same token may read anyway. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36);
}
