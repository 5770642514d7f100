import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { CursorPosition } from '../../scim/cursor.ts';
import { badRequest } from '../../scim/errors.ts';
import type { BoundFilter } from '../../scim/filter/bind.ts';
import type { ResourceModel } from '../../scim/model.ts';
import type { Paging } from '../../scim/paging.ts';
import { type Sort, compareKeys } from '../../scim/sort.ts';
import type { OpenDatabase } from '../open-database.ts';
import { createResourceRepository, type StoredDocument } from '../repositories/resources.ts';
import type { QueryRunner } from '../statement.ts';
import { filterToSql } from './filter-sql.ts';
import { createIndexedSearch } from './indexed-search.ts';
import { beyond, orderBy, sortToSql } from './sort-sql.ts';

/** Resources that are looked at one by one for a filter that SQL cannot answer. */
const SCAN_LIMIT = 50_000;
/** Conditions of a filter that are never too many: identity providers send three at the most. */
const FEW_CONDITIONS = 10;
/** Conditions times resources, of filters with more; some seconds' worth. */
const MOST_WORK = 1_000_000;

export interface SearchRequest {
  readonly model: ResourceModel;
  readonly filter: BoundFilter | null;
  readonly sort: Sort | null;
  readonly paging: Paging;
  /** the evaluator's word on one row, for filters that SQL cannot answer */
  readonly matches: (row: StoredDocument) => boolean;
  /** likewise for sort values */
  readonly keyOf: (row: StoredDocument) => string | number | null;
}

export interface SearchResult {
  readonly rows: readonly StoredDocument[];
  readonly total: number;
  /** of cursor paging: where the next and the previous page begin */
  readonly next: CursorPosition | null;
  readonly previous: CursorPosition | null;
}

interface KeyedRow extends StoredDocument {
  readonly sort_key?: string | number | null;
}

export function createResourceSearch(database: OpenDatabase, runner: QueryRunner) {
  const resources = createResourceRepository(database);
  const indexed = createIndexedSearch(database, resources);

  const searchInSql = (
    request: SearchRequest,
    where: RawBuilder<SqlBool> | null,
    key: RawBuilder<unknown> | null,
  ): SearchResult => {
    const { model, paging, sort } = request;
    const descending = sort?.descending ?? false;
    const scope = sql`resource.type = ${model.type.name}${where === null ? sql`` : sql` and ${where}`}`;
    const columns = sql`resource.seq, resource.id, resource.doc, resource.version, resource.created, resource.modified${key === null ? sql`` : sql`, ${key} as sort_key`}`;
    const count = () =>
      runner.get<{ n: number }>(compiled(database, sql`select count(*) as n from resource where ${scope}`))?.n ?? 0;
    if (paging.kind === 'index') {
      const offset = paging.startIndex - 1;
      const page = sql`select ${columns} from resource where ${scope} order by ${orderBy(key, descending, false)} limit ${paging.count} offset ${offset}`;
      const rows = paging.count === 0 ? [] : runner.all<StoredDocument>(compiled(database, page));
      const whole = offset === 0 && rows.length < paging.count;
      return { rows, total: whole ? rows.length : count(), next: null, previous: null };
    }
    const { position } = paging;
    const backward = position?.direction === 'previous';
    const from = position === null ? sql`` : sql` and ${beyond(position, key, descending)}`;
    const page = sql`select ${columns} from resource where ${scope}${from} order by ${orderBy(key, descending, backward)} limit ${paging.count + 1}`;
    const found = runner.all<KeyedRow>(compiled(database, page));
    return cursorPage(found, paging.count, position, count(), key !== null);
  };

  return {
    /** One page of the resources of a type that fit a filter, sorted, and how many there are in all. */
    find(request: SearchRequest): SearchResult {
      const { model, filter, sort, paging } = request;
      if (sort === null && paging.kind === 'index') {
        if (filter === null) return wholeType(resources, model.type.name, paging);
        const all = indexed.find(model, filter);
        if (all !== null) return pageOf(all, paging);
      }
      if (filter !== null) boundWork(resources, model.type.name, conditionsOf(filter));
      const where = filter === null ? null : filterToSql(filter, model);
      const key = sort === null ? null : sortToSql(sort, model);
      if ((filter !== null && where === null) || (sort !== null && key === null)) return scan(resources, request);
      return searchInSql(request, where, key);
    },
  };
}

/** The service answers nobody else while it searches. */
function boundWork(resources: ReturnType<typeof createResourceRepository>, type: string, conditions: number): void {
  if (conditions <= FEW_CONDITIONS || conditions * resources.count(type) <= MOST_WORK) return;
  throw badRequest(
    'tooMany',
    `This filter asks ${conditions} conditions of every ${type}, and there are too many for that. Ask fewer at a time.`,
  );
}

function conditionsOf(filter: BoundFilter): number {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.operands.reduce((sum, operand) => sum + conditionsOf(operand), 0);
    case 'not':
      return conditionsOf(filter.operand);
    case 'element':
      return conditionsOf(filter.filter);
    default:
      return 1;
  }
}

export type ResourceSearch = ReturnType<typeof createResourceSearch>;

function compiled({ db }: OpenDatabase, query: RawBuilder<unknown>) {
  return { compile: () => query.compile(db) };
}

function wholeType(
  resources: ReturnType<typeof createResourceRepository>,
  type: string,
  paging: Extract<Paging, { kind: 'index' }>,
): SearchResult {
  const rows = resources.page(type, paging.startIndex - 1, paging.count);
  return { rows, total: resources.count(type), next: null, previous: null };
}

function pageOf(all: readonly StoredDocument[], { startIndex, count }: Extract<Paging, { kind: 'index' }>): SearchResult {
  const rows = all.slice(startIndex - 1, startIndex - 1 + count);
  return { rows, total: all.length, next: null, previous: null };
}

function cursorPage(
  found: readonly KeyedRow[],
  count: number,
  position: CursorPosition | null,
  total: number,
  sorted: boolean,
): SearchResult {
  const backward = position?.direction === 'previous';
  const page = found.slice(0, count);
  const rows = backward ? page.toReversed() : page;
  const more = found.length > count;
  const edge = (row: KeyedRow | undefined, direction: 'next' | 'previous'): CursorPosition | null => {
    if (row === undefined) return null;
    return sorted ? { direction, seq: row.seq, sortValue: row.sort_key ?? null } : { direction, seq: row.seq };
  };
  return {
    rows,
    total,
    next: backward || more ? edge(rows.at(-1), 'next') : null,
    previous: (backward ? more : position !== null) ? edge(rows[0], 'previous') : null,
  };
}

/**
 * Looks at every resource of the type.
 * @throws ScimError 400 `tooMany` beyond the bound
 */
function scan(resources: ReturnType<typeof createResourceRepository>, request: SearchRequest): SearchResult {
  const { model, filter, sort, paging } = request;
  const type = model.type.name;
  if (resources.count(type) > SCAN_LIMIT) {
    throw badRequest(
      'tooMany',
      `This filter or sort has to look at every ${type}, and there are more than ${SCAN_LIMIT}. Filter by an indexed attribute.`,
    );
  }
  const all = resources.pageFrom(type, 0, SCAN_LIMIT).filter((row) => filter === null || request.matches(row));
  const keyed = all.map((row): KeyedRow => (sort === null ? row : { ...row, sort_key: request.keyOf(row) }));
  if (sort !== null) {
    keyed.sort((a, b) => compareKeys(a.sort_key ?? null, b.sort_key ?? null, sort.descending) || a.seq - b.seq);
  }
  if (paging.kind === 'index') {
    const start = paging.startIndex - 1;
    return { rows: keyed.slice(start, start + paging.count), total: keyed.length, next: null, previous: null };
  }
  const { position } = paging;
  // Compared, not looked up: the resource at the edge of the page may be gone or sorted elsewhere by now.
  const fromPosition = (row: KeyedRow, { seq, sortValue = null }: CursorPosition) =>
    (sort === null ? 0 : compareKeys(row.sort_key ?? null, sortValue, sort.descending)) || row.seq - seq;
  const ordered =
    position?.direction === 'previous'
      ? keyed.filter((row) => fromPosition(row, position) < 0).toReversed()
      : keyed.filter((row) => position === null || fromPosition(row, position) > 0);
  return cursorPage(ordered.slice(0, paging.count + 1), paging.count, position, keyed.length, sort !== null);
}
