import { ScimError, badRequest } from '../scim/errors.ts';
import { listResponse } from '../scim/list-response.ts';
import type { ResourceQuery } from '../scim/query.ts';
import { findPage } from './list.ts';
import { present } from './present.ts';
import type { Outcome, Work } from './work.ts';

/** The same search, read for one resource type. */
export interface TypeSearch {
  readonly work: Work;
  /** throws when the type cannot be asked so, such as for an attribute that only another type has */
  readonly parse: () => ResourceQuery;
}

/**
 * `/.search` at the root (RFC 7644 §3.4.3): one result over all resource types, type after type.
 * @throws ScimError 400 when no type has what the filter names, or the search is paged by cursor
 */
export function searchEverything(searches: readonly TypeSearch[], filter: string | null): Outcome {
  const { asked, refusal } = askEach(searches);
  if (asked.length === 0 && refusal !== null) throw refusal;
  const resources: string[] = [];
  let total = 0;
  let startIndex = 1;
  for (const { work, query } of asked) {
    const { paging } = query;
    if (paging.kind === 'cursor') {
      throw badRequest('invalidValue', 'A search over all resource types is paged with "startIndex", not by cursor.', { attribute: 'cursor' });
    }
    startIndex = paging.startIndex;
    const before = total;
    const skipped = Math.max(0, paging.startIndex - 1 - before);
    const room = paging.count - resources.length;
    const found = findPage(work, { ...query, paging: { kind: 'index', startIndex: skipped + 1, count: room } });
    total += found.total;
    resources.push(...found.rows.map((row) => present(work, row, query.projection)));
  }
  const body = listResponse({ totalResults: total, startIndex, resources });
  const operation = filter === null ? 'list' : 'search';
  return { status: 200, body, facts: { operation, resultCount: total, ...(filter === null ? {} : { filter }) } };
}

function askEach(searches: readonly TypeSearch[]): { asked: { work: Work; query: ResourceQuery }[]; refusal: ScimError | null } {
  let refusal: ScimError | null = null;
  const asked: { work: Work; query: ResourceQuery }[] = [];
  for (const { work, parse } of searches) {
    try {
      asked.push({ work, query: parse() });
    } catch (error) {
      if (!(error instanceof ScimError)) throw error;
      refusal = error;
    }
  }
  return { asked, refusal };
}
