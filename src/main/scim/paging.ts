import { type CursorPosition, decodeCursor } from './cursor.ts';
import { ScimError, badRequest } from './errors.ts';

/** Which part of a result is asked for. */
export type Paging =
  /** RFC 7644 §3.4.2.4; `startIndex` counts from 1 */
  | { readonly kind: 'index'; readonly startIndex: number; readonly count: number }
  /** RFC 9865; `position` null is the first page */
  | { readonly kind: 'cursor'; readonly position: CursorPosition | null; readonly count: number };

/** As they come: text of a query string, or numbers of a search request. */
export interface PagingParameters {
  readonly startIndex?: string | number | undefined;
  readonly count?: string | number | undefined;
  readonly cursor?: string | undefined;
}

export interface PagingOptions {
  /** the most resources that one page may hold */
  readonly maxResults: number;
  /** a page when the client names no `count`; `maxResults` when left out */
  readonly defaultPageSize?: number | undefined;
  /** whether cursors are offered; true when left out */
  readonly cursor?: boolean | undefined;
  /** what a request with neither `startIndex` nor `cursor` gets; `index` when left out */
  readonly defaultPaginationMethod?: 'index' | 'cursor' | undefined;
  /** what must stay the same from page to page, in one text: endpoint, filter, sort. The same goes to `encodeCursor`. */
  readonly query?: string | undefined;
}

/**
 * Reads the paging parameters of a query.
 *
 * By index, a `startIndex` below 1 is 1 and a negative `count` is 0 (RFC 7644 §3.4.2.4). By cursor, a `count` below 1 is an error
 * (RFC 9865 §2.1). A `count` above the limit is the limit: both RFCs let a page hold less than was asked for.
 *
 * @throws ScimError 400 `invalidValue`, `invalidCount`, `invalidCursor`, `expiredCursor`; 501 when cursors are not offered
 */
export function parsePaging(params: PagingParameters, options: PagingOptions): Paging {
  const { startIndex, count, cursor } = params;
  if (cursor === undefined && (startIndex !== undefined || options.defaultPaginationMethod !== 'cursor')) {
    return {
      kind: 'index',
      startIndex: startIndex === undefined ? 1 : Math.max(1, wholeNumber('startIndex', startIndex)),
      count: pageSize(count === undefined ? undefined : Math.max(0, wholeNumber('count', count)), options),
    };
  }
  if (options.cursor === false) {
    throw new ScimError(501, 'This service provider pages by "startIndex" only; the profile switches cursors off.', {
      attribute: 'cursor',
      reason: 'not-implemented',
    });
  }
  if (startIndex !== undefined) {
    throw badRequest(
      'invalidValue',
      'Send "startIndex" or "cursor", not both: each asks for another way of paging (RFC 9865 §2.3).',
      {
        attribute: 'startIndex',
        reason: 'bad-paging',
      },
    );
  }
  const position = cursor === undefined || cursor === '' ? null : decodeCursor(cursor, options.query ?? '');
  return { kind: 'cursor', position, count: pageSize(cursorCount(count, options), options) };
}

function pageSize(count: number | undefined, { maxResults, defaultPageSize }: PagingOptions): number {
  return Math.min(count ?? defaultPageSize ?? maxResults, maxResults);
}

function cursorCount(count: string | number | undefined, { maxResults }: PagingOptions): number | undefined {
  if (count === undefined) return undefined;
  const read = readWholeNumber(count);
  if (read === null || read < 1) {
    throw badRequest(
      'invalidCount',
      `"count" must be a whole number from 1 to ${maxResults} when paging by cursor (RFC 9865 §2.1).`,
      {
        attribute: 'count',
        reason: 'bad-paging',
      },
    );
  }
  return read;
}

function wholeNumber(name: string, value: string | number): number {
  const read = readWholeNumber(value);
  if (read === null) {
    throw badRequest('invalidValue', `"${name}" must be a whole number (RFC 7644 §3.4.2.4).`, {
      attribute: name,
      reason: 'bad-paging',
    });
  }
  return read;
}

/** @returns null for anything else; numbers too large to count with become the largest that is not */
function readWholeNumber(value: string | number): number | null {
  if (typeof value === 'string' ? !/^-?[0-9]+$/.test(value) : !Number.isInteger(value)) return null;
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Number(value)));
}
