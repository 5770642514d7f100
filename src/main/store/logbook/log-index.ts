import { bodyToText } from '../body-codec.ts';
import type { OpenDatabase } from '../open-database.ts';
import type { ExchangeRow } from '../repositories/exchanges.ts';
import { operationsOf } from './exchange-operation.ts';
import { ANY, durationFacet, facet } from './full-text.ts';
import { createSessionWriter } from './session-writer.ts';
import { readable } from './words.ts';

export interface IndexState {
  /** id of the newest exchange that is indexed */
  readonly indexedTo: number;
  /** exchanges up to there */
  readonly count: number;
}

/** A body is indexed up to here; a list of a thousand users says nothing new after that. */
const LONGEST_INDEXED = 256 * 1024;

/**
 * The index of the log, filled behind the recording: an exchange is recorded without it, and taken in later, when there is time.
 */
export function createLogIndex({ sqlite }: OpenDatabase) {
  const readState = sqlite.prepare<[], { indexedTo: number; count: number }>(
    'select indexed_to as indexedTo, indexed_count as count from log_state where id = 1',
  );
  const writeState = sqlite.prepare('update log_state set indexed_to = ?, indexed_count = ? where id = 1');
  const next = sqlite.prepare<[number, number], ExchangeRow>('select * from exchange where id > ? order by id limit ?');
  const one = sqlite.prepare<[number], ExchangeRow>('select * from exchange where id = ?');
  const insert = sqlite.prepare('insert or replace into log_text (rowid, facet, who, body) values (?, ?, ?, ?)');
  const ends = sqlite.prepare<[], { first: number | null; last: number | null }>(
    'select (select min(id) from exchange) as first, (select max(id) from exchange) as last',
  );
  const countFrom = sqlite.prepare<[number], number>('select count(*) from exchange where id > ?').pluck();
  const changedIn = sqlite
    .prepare<[number, number], number>('select exists (select 1 from change where id >= ? * 10000 and id < (? + 1) * 10000)')
    .pluck();
  const sessions = createSessionWriter(sqlite);

  const state = (): IndexState => readState.get() ?? { indexedTo: 0, count: 0 };
  const take = (row: ExchangeRow): boolean => {
    const changed = changedIn.get(row.id, row.id) === 1;
    insert.run(row.id, facetsOf(row, changed), whoOf(row), bodyOf(row));
    return changed;
  };

  return {
    state,

    /**
     * Takes in the next exchanges, oldest first.
     * @param stop is asked after each one: true ends the batch
     * @returns how many were taken in, and whether there are more
     */
    advance(limit: number, stop: () => boolean): { taken: number; more: boolean } {
      const { indexedTo, count } = state();
      const rows = next.all(indexedTo, limit);
      let taken = 0;
      for (const row of rows) {
        sessions.add(row, take(row));
        taken += 1;
        if (stop()) break;
      }
      const last = rows[taken - 1];
      if (last === undefined) return { taken: 0, more: false };
      sessions.flush();
      writeState.run(last.id, count + taken);
      return { taken, more: taken < rows.length || rows.length === limit };
    },

    /** What is known of an exchange has changed since it was recorded. */
    refresh(id: number): void {
      const row = id > state().indexedTo ? undefined : one.get(id);
      if (row !== undefined) take(row);
    },

    /** So many of the indexed exchanges were deleted. The newest ids may be given anew after a restart, so the index must not claim them. */
    forget(removed: number): void {
      const { indexedTo, count } = state();
      writeState.run(Math.min(indexedTo, ends.get()?.last ?? 0), Math.max(0, count - removed));
    },

    /** exchanges in all; a long tail that is not indexed yet is taken as free of gaps rather than counted */
    countAll(): number {
      const { indexedTo, count } = state();
      const { first, last } = ends.get() ?? { first: null, last: null };
      const waiting = (last ?? 0) - Math.max(indexedTo, (first ?? 1) - 1);
      return waiting <= 0 ? count : count + (waiting > 5000 ? waiting : (countFrom.get(indexedTo) ?? 0));
    },
  };
}

function facetsOf(row: ExchangeRow, changed: boolean): string {
  const rules = new Set(
    (row.findings === null ? [] : (JSON.parse(row.findings) as { ruleId: string | null }[])).map((one) => one.ruleId),
  );
  const address = row.path.toLowerCase();
  return [
    ANY,
    ...(row.resource_id === null ? [] : [facet('rs', row.resource_id)]),
    facet('me', row.method),
    facet('ve', row.verdict),
    facet('st', row.status),
    facet('sc', Math.floor(row.status / 100)),
    facet('ip', row.idp),
    ...(row.made_by === null ? [] : [facet('by', row.made_by)]),
    durationFacet(row.duration_us),
    ...(row.token_id === null ? [] : [facet('tk', row.token_id), facet('tn', row.token_name ?? '')]),
    ...(row.resource_type === 'User' || address.startsWith('/users') ? [facet('rt', 'User')] : []),
    ...(row.resource_type === 'Group' || address.startsWith('/groups') ? [facet('rt', 'Group')] : []),
    ...operationsOf(row).map((op) => facet('op', op)),
    ...[...rules].filter((rule) => rule !== null).map((rule) => facet('ru', rule)),
    ...(row.finding_count > 0 ? [facet('has', 'finding')] : []),
    ...(changed ? [facet('has', 'change')] : []),
  ].join(' ');
}

function whoOf(row: ExchangeRow): string {
  const query = row.path.indexOf('?');
  return [row.resource_name, row.resource_id, query === -1 ? null : readable(row.path.slice(query + 1))]
    .filter((text) => text !== null)
    .join('\n');
}

function bodyOf(row: ExchangeRow): string {
  const bodies = [row.request_body, row.response_body].map((body) => bodyToText(body)?.slice(0, LONGEST_INDEXED) ?? '');
  return [row.sentence, row.path, readable(row.path), ...bodies].join('\n');
}

export type LogIndex = ReturnType<typeof createLogIndex>;
