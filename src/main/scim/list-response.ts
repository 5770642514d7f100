import { URN } from '#shared/scim/urns.ts';

export interface ListParts {
  /** left out where counting is not possible (RFC 9865 §2) */
  readonly totalResults?: number | undefined;
  /** of index paging; left out when paging by cursor */
  readonly startIndex?: number | undefined;
  readonly nextCursor?: string | undefined;
  readonly previousCursor?: string | undefined;
  /** each one the JSON text of a resource */
  readonly resources: readonly string[];
}

const HEAD = `{"schemas":["${URN.listResponse}"]`;

/**
 * Builds the JSON text of a ListResponse (RFC 7644 §3.4.2, RFC 9865 §2) around resources that are JSON text already, so that
 * a page of stored documents is never parsed. `Resources` is there even when it is empty: clients read it unasked.
 */
export function listResponse({ totalResults, startIndex, nextCursor, previousCursor, resources }: ListParts): string {
  let text = HEAD;
  if (totalResults !== undefined) text += `,"totalResults":${totalResults}`;
  if (startIndex !== undefined) text += `,"startIndex":${startIndex}`;
  text += `,"itemsPerPage":${resources.length}`;
  if (previousCursor !== undefined) text += `,"previousCursor":${JSON.stringify(previousCursor)}`;
  if (nextCursor !== undefined) text += `,"nextCursor":${JSON.stringify(nextCursor)}`;
  return `${text},"Resources":[${resources.join(',')}]}`;
}
