import type { CursorPosition } from '../scim/cursor.ts';
import { encodeCursor } from '../scim/cursor.ts';
import { ScimError, badRequest } from '../scim/errors.ts';
import { listResponse } from '../scim/list-response.ts';
import type { ResourceQuery } from '../scim/query.ts';
import { type Sort, compareKeys, sortKey } from '../scim/sort.ts';
import type { StoredDocument } from '../store/repositories/resources.ts';
import { findPage } from './list.ts';
import { fullResource, groupsAttribute, present, relatedValues } from './present.ts';
import type { Outcome, Work } from './work.ts';

/** Resources that are put in order in memory for a sorted search over several types. */
const SORT_LIMIT = 50_000;

/** The same search, read for one resource type. */
export interface TypeSearch {
  readonly work: Work;
  /** throws when the type cannot be asked so, such as for a value of another kind than its attribute has */
  readonly parse: () => ResourceQuery;
  /** names in the query that the type does not have, known once it was parsed; in lower case */
  readonly absent: ReadonlySet<string>;
}

interface Asked {
  readonly work: Work;
  readonly query: ResourceQuery;
}

/** Which resources of the whole result are wanted, and how many there are. */
interface Window {
  readonly offset: number;
  readonly count: number;
}

interface Found {
  readonly resources: readonly string[];
  readonly total: number;
}

/**
 * A search at the root (RFC 7644 §3.4.2.1, §3.4.3): one result over all resource types, type after type, or in one order when it
 * is sorted. An attribute that a type does not have counts there as one without a value. A cursor is a place in that result.
 * @throws ScimError 400 when no type has what the search names, or a page of a sorted search lies too far behind
 */
export function searchEverything(searches: readonly TypeSearch[], filter: string | null): Outcome {
  const asked = askEach(searches);
  const [first] = asked;
  if (first === undefined) throw new Error('the profile has no resource types');
  const { paging, identity } = first.query;
  const offset = paging.kind === 'index' ? paging.startIndex - 1 : (paging.position?.seq ?? 0);
  const window = { offset, count: paging.count };
  const sort = asked.find(({ query }) => query.sort !== null)?.query.sort ?? null;
  const { resources, total } = sort === null ? inTurn(asked, window) : inOrder(asked, window, sort.descending);
  const place =
    paging.kind === 'index'
      ? { startIndex: paging.startIndex }
      : cursorsAround({ offset, count: resources.length }, paging.count, total, identity);
  const operation = filter === null ? 'list' : 'search';
  return {
    status: 200,
    body: listResponse({ totalResults: total, ...place, resources }),
    facts: { operation, resultCount: total, ...(filter === null ? {} : { filter }) },
  };
}

/** @throws ScimError the refusal of the last type when all refuse, or 400 for a name that no type has */
function askEach(searches: readonly TypeSearch[]): Asked[] {
  let refusal: ScimError | null = null;
  const asked: (Asked & { absent: ReadonlySet<string> })[] = [];
  for (const { work, parse, absent } of searches) {
    try {
      asked.push({ work, query: parse(), absent });
    } catch (error) {
      if (!(error instanceof ScimError)) throw error;
      refusal = error;
    }
  }
  if (asked.length === 0 && refusal !== null) throw refusal;
  const nowhere = [...(asked[0]?.absent ?? [])].find((name) => asked.every(({ absent }) => absent.has(name)));
  if (nowhere === undefined) return asked;
  throw refusal ?? unknownEverywhere(nowhere, asked[0]?.query.filterText ?? null);
}

function unknownEverywhere(name: string, filter: string | null): ScimError {
  const shown = name.slice(0, 100);
  const type = filter?.toLowerCase().includes(name) === true ? 'invalidFilter' : 'invalidValue';
  return badRequest(type, `The search names "${shown}", but no resource type has such an attribute.`, { attribute: shown });
}

function inTurn(asked: readonly Asked[], { offset, count }: Window): Found {
  const resources: string[] = [];
  let total = 0;
  for (const { work, query } of asked) {
    const startIndex = Math.max(0, offset - total) + 1;
    const found = findPage(work, { ...query, paging: { kind: 'index', startIndex, count: count - resources.length } });
    total += found.total;
    resources.push(...found.rows.map((row) => present(work, row, query.projection)));
  }
  return { resources, total };
}

interface Keyed extends Asked {
  readonly row: StoredDocument;
  readonly key: string | number | null;
}

/** RFC 7644 §3.4.2.3: who lacks the attribute comes last when ascending, whatever its type. */
function inOrder(asked: readonly Asked[], { offset, count }: Window, descending: boolean): Found {
  if (offset + count > SORT_LIMIT) {
    throw badRequest(
      'tooMany',
      `A sorted search over all resource types reaches ${SORT_LIMIT} resources. Search one resource type.`,
    );
  }
  let total = 0;
  const keyed: Keyed[] = [];
  for (const { work, query } of asked) {
    const found = findPage(work, { ...query, paging: { kind: 'index', startIndex: 1, count: offset + count } });
    total += found.total;
    for (const row of found.rows) keyed.push({ work, query, row, key: keyOf(work, row, query.sort) });
  }
  // Sorting keeps the order of equals, so types and their rows stay in turn.
  keyed.sort((a, b) => compareKeys(a.key, b.key, descending));
  const page = keyed.slice(offset, offset + count);
  return { resources: page.map(({ work, query, row }) => present(work, row, query.projection)), total };
}

function keyOf(work: Work, row: StoredDocument, sort: Sort | null): string | number | null {
  if (sort === null) return null;
  const top = sort.attribute.parent ?? sort.attribute;
  const isRelated = top === work.model.relational || top === groupsAttribute(work.model);
  return sortKey(sort, fullResource(work, row, isRelated ? relatedValues(work, row, null) : null));
}

function cursorsAround(page: Window, size: number, total: number, identity: string) {
  const end = page.offset + page.count;
  const next: CursorPosition = { direction: 'next', seq: end };
  const previous: CursorPosition = { direction: 'previous', seq: Math.max(0, page.offset - size) };
  return {
    ...(page.count > 0 && end < total ? { nextCursor: encodeCursor(next, identity) } : {}),
    ...(page.offset > 0 ? { previousCursor: encodeCursor(previous, identity) } : {}),
  };
}
