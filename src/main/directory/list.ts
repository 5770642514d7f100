import { encodeCursor } from '../scim/cursor.ts';
import { listResponse } from '../scim/list-response.ts';
import type { ResourceQuery } from '../scim/query.ts';
import { evaluateFilter } from '../scim/filter/evaluate.ts';
import { sortKey } from '../scim/sort.ts';
import type { StoredDocument } from '../store/repositories/resources.ts';
import type { SearchResult } from '../store/search/resource-search.ts';
import { fullResource, presentPage, relatedValues } from './present.ts';
import type { Outcome, Work } from './work.ts';

/** GET of a resource type, or its `/.search` (RFC 7644 §3.4.2, §3.4.3; RFC 9865). */
export function list(work: Work, query: ResourceQuery): Outcome {
  const { paging } = query;
  const found = findPage(work, query);
  const resources = presentPage(work, found.rows, query.projection);
  const cursors = {
    ...(found.next === null ? {} : { nextCursor: encodeCursor(found.next, query.identity) }),
    ...(found.previous === null ? {} : { previousCursor: encodeCursor(found.previous, query.identity) }),
  };
  const body = listResponse({
    totalResults: found.total,
    ...(paging.kind === 'index' ? { startIndex: paging.startIndex } : cursors),
    resources,
  });
  return {
    status: 200,
    body,
    facts: {
      operation: query.filterText === null ? 'list' : 'search',
      resourceType: work.model.type.name,
      resultCount: found.total,
      ...(query.filterText === null ? {} : { filter: query.filterText }),
    },
  };
}

/** The stored resources of one page. */
export function findPage(work: Work, query: ResourceQuery): SearchResult {
  const { filter, sort, paging } = query;
  const whole = (row: StoredDocument) => fullResource(work, row, relatedValues(work, row, null));
  return work.tx.search.find({
    model: work.model,
    filter,
    sort,
    paging,
    matches: (row) => filter === null || evaluateFilter(filter, whole(row)),
    keyOf: (row) => (sort === null ? null : sortKey(sort, whole(row))),
  });
}
