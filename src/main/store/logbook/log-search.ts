import type { ExpressionBuilder } from 'kysely';
import type { Term } from '#shared/log-query/terms.ts';
import type { OpenDatabase } from '../open-database.ts';
import { type ExchangeSummaryRow, SUMMARY_COLUMNS } from '../repositories/exchanges.ts';
import type { QueryRunner } from '../statement.ts';
import type { Tables } from '../tables/index.ts';
import { conditionsOf } from './conditions.ts';
import { type FullText, fullTextOf } from './full-text.ts';
import type { LogIndex } from './log-index.ts';

/** A search, ready to be run step by step. */
export interface LogQuery {
  readonly terms: readonly Term[];
  readonly fullText: FullText | null;
  /** ids from `min` to `max`, as far as the terms bound them */
  readonly min: number;
  readonly max: number;
  /** only what the admin marked */
  readonly marked: boolean;
}

export interface SearchStep {
  /** newest first */
  readonly rows: ExchangeSummaryRow[];
  /** where to go on, below this id; null: that was all */
  readonly next: number | null;
}

export interface LogCount {
  readonly count: number;
  readonly kind: 'exact' | 'about' | 'at-least';
}

/** What one step looks at, so that a search holds the service up for some milliseconds at a time, and no more. */
const WINDOW = 2000;
const CANDIDATES = 100;
const NOTHING = Number.MAX_SAFE_INTEGER;

/** Searches in the log: candidates from the index, newest first; each row is then looked at as the search means it. */
export function createLogSearch({ sqlite, db }: OpenDatabase, runner: QueryRunner, index: LogIndex) {
  const atOf = sqlite.prepare<[number], { id: number; at: string }>(
    'select id, at from exchange where id >= ? order by id limit 1',
  );
  const ends = sqlite.prepare<[], { first: number | null; last: number | null }>(
    'select (select min(id) from exchange) as first, (select max(id) from exchange) as last',
  );
  const fullTextIds = sqlite
    .prepare<[string, number, number, number], number>(
      'select rowid from log_text where log_text match ? and rowid >= ? and rowid < ? order by rowid desc limit ?',
    )
    .pluck();
  const fullTextCount = sqlite
    .prepare<[string, number, number], number>(
      'select count(*) from log_text where log_text match ? and rowid >= ? and rowid <= ?',
    )
    .pluck();
  const markedIds = sqlite
    .prepare<[number, number, number], number>(
      `select exchange_id from (select exchange_id from exchange_mark union select exchange_id from exchange_tag)
       where exchange_id >= ? and exchange_id < ? order by exchange_id desc limit ?`,
    )
    .pluck();
  const sessionsOf = (ids: readonly number[]) =>
    runner.all<{ first_id: number; last_id: number }>(
      db.selectFrom('log_session').select(['first_id', 'last_id']).where('id', 'in', ids),
    );

  /** Ids grow with time, so a time is a place among them: found by halving, without an index. */
  const firstIdSince = (instant: number): number => {
    const { first, last } = ends.get() ?? { first: null, last: null };
    if (first === null || last === null || !Number.isFinite(instant)) return 0;
    const sought = new Date(instant).toISOString();
    let low = first;
    let high = last + 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const found = atOf.get(middle);
      if (found === undefined || found.at >= sought) high = middle;
      else low = found.id + 1;
    }
    return low;
  };

  const boundsOf = ({ condition, negated }: Term): { min: number; max: number } => {
    if (!negated && condition.kind === 'time') {
      const { min, max } = condition.range;
      return { min: firstIdSince(min), max: Number.isFinite(max) ? firstIdSince(max + 1) - 1 : NOTHING };
    }
    const ranges =
      !negated && condition.kind === 'id'
        ? condition.ranges
        : !negated && condition.kind === 'session'
          ? sessionsOf(condition.values).map(({ first_id, last_id }) => ({ min: first_id, max: last_id }))
          : null;
    if (ranges === null) return { min: 0, max: NOTHING };
    return { min: Math.min(NOTHING, ...ranges.map(({ min }) => min)), max: Math.max(-1, ...ranges.map(({ max }) => max)) };
  };

  const rowsWhere = (
    terms: readonly Term[],
    ids: { in: readonly number[] } | { from: number; below: number },
    limit: number,
  ): ExchangeSummaryRow[] => {
    const where = (e: ExpressionBuilder<Tables, 'exchange'>) => conditionsOf(e, terms);
    const page = db.selectFrom('exchange').select(SUMMARY_COLUMNS).orderBy('id', 'desc').limit(limit);
    const narrowed = 'in' in ids ? page.where('id', 'in', ids.in) : page.where('id', '>=', ids.from).where('id', '<', ids.below);
    return runner.all<ExchangeSummaryRow>(terms.length === 0 ? narrowed : narrowed.where(where));
  };

  const scan = (query: LogQuery, floor: number, below: number, limit: number): SearchStep => {
    // Without conditions every row counts, and the window can be as far as it goes.
    const from = query.terms.length === 0 ? floor : Math.max(floor, below - WINDOW);
    const rows = rowsWhere(query.terms, { from, below }, limit);
    const last = rows.at(-1);
    if (rows.length === limit && last !== undefined) return { rows, next: last.id > floor ? last.id : null };
    return { rows, next: from > floor ? from : null };
  };

  const fromCandidates = (query: LogQuery, ids: readonly number[], asked: number, limit: number): SearchStep => {
    const rows = ids.length === 0 ? [] : rowsWhere(query.terms, { in: ids }, limit);
    const more = ids.length === asked || rows.length === limit;
    return { rows, next: more ? ((rows.length === limit ? rows.at(-1)?.id : ids.at(-1)) ?? null) : null };
  };

  return {
    firstIdSince,

    /** Reads the terms against what the log holds at present. */
    prepare(terms: readonly Term[]): LogQuery {
      const bounds = terms.map(boundsOf);
      return {
        terms,
        fullText: fullTextOf(terms),
        min: Math.max(0, ...bounds.map(({ min }) => min)),
        max: Math.min(NOTHING, ...bounds.map(({ max }) => max)),
        marked: terms.some(({ condition, negated }) => !negated && isMark(condition.kind, condition)),
      };
    },

    /**
     * One step of a search, which looks at a bounded number of rows.
     * @param below ids from here on were seen already
     * @param floor the lowest id of interest
     */
    step(query: LogQuery, { below, floor, limit }: { below: number; floor: number; limit: number }): SearchStep {
      const top = Math.min(below, query.max + 1, (ends.get()?.last ?? 0) + 1);
      const bottom = Math.max(floor, query.min, ends.get()?.first ?? 0);
      if (top <= bottom) return { rows: [], next: null };
      if (query.marked) {
        return fromCandidates(query, markedIds.all(bottom, top, CANDIDATES), CANDIDATES, limit);
      }
      const { indexedTo } = index.state();
      // What came last is not indexed yet; it is looked through as it is.
      if (query.fullText === null || top - 1 > indexedTo) {
        const from = query.fullText === null ? bottom : Math.max(bottom, indexedTo + 1);
        const step = scan(query, from, top, limit);
        return step.next === null && from > bottom ? { rows: step.rows, next: from } : step;
      }
      const asked = query.fullText.exact ? Math.max(CANDIDATES, limit) : CANDIDATES;
      return fromCandidates(query, fullTextIds.all(query.fullText.expression, bottom, top, asked), asked, limit);
    },

    /** How many match, as far as that is known without looking at each; null where only looking would tell. */
    count(query: LogQuery): LogCount | null {
      if (query.terms.length === 0) return { count: index.countAll(), kind: 'exact' };
      if (query.fullText === null || query.marked) return null;
      const { indexedTo } = index.state();
      const bottom = Math.max(query.min, 0);
      const indexed = fullTextCount.get(query.fullText.expression, bottom, Math.min(query.max, indexedTo)) ?? 0;
      const last = ends.get()?.last ?? 0;
      const tailFrom = Math.max(bottom, indexedTo + 1, last - WINDOW);
      const tail =
        last < tailFrom ? 0 : rowsWhere(query.terms, { from: tailFrom, below: Math.min(query.max, last) + 1 }, WINDOW + 1).length;
      const wholeTail = last - indexedTo <= WINDOW;
      return { count: indexed + tail, kind: query.fullText.exact && wholeTail ? 'exact' : 'about' };
    },
  };
}

function isMark(kind: Term['condition']['kind'], condition: Term['condition']): boolean {
  if (kind === 'pinned' || kind === 'tag') return true;
  return condition.kind === 'has' && condition.values.every((value) => value === 'note' || value === 'tag');
}

export type LogSearch = ReturnType<typeof createLogSearch>;
