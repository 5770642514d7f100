import type { Database as Sqlite } from 'better-sqlite3';
import type { Selectable } from 'kysely';
import type { ExchangeRow } from '../repositories/exchanges.ts';
import type { LogSessionTable } from '../tables/log.ts';
import { SESSION_GAP_MS } from './session-gap.ts';

type SessionRow = Selectable<LogSessionTable>;
type Draft = Omit<SessionRow, 'id'> & { id: number | null };

/** Puts exchanges, in their order, into sessions: bursts of one identity provider with one token. Written when flushed. */
export function createSessionWriter(sqlite: Sqlite) {
  const latest = sqlite.prepare<[string], SessionRow>(
    'select * from log_session where caller = ? order by first_id desc limit 1',
  );
  const insert = sqlite.prepare<Draft>(
    `insert into log_session (caller, idp, client, token_id, token_name, first_id, last_id, first_at, last_at, requests, changed, refused, warnings)
     values (:caller, :idp, :client, :token_id, :token_name, :first_id, :last_id, :first_at, :last_at, :requests, :changed, :refused, :warnings)`,
  );
  const update = sqlite.prepare<Draft>(
    `update log_session set client = :client, last_id = :last_id, last_at = :last_at, requests = :requests, changed = :changed,
     refused = :refused, warnings = :warnings where id = :id`,
  );
  const open = new Map<string, Draft>();
  const finished: Draft[] = [];

  const write = (session: Draft): void => {
    if (session.id === null) insert.run(session);
    else update.run(session);
  };

  return {
    add(row: ExchangeRow, changed: boolean): void {
      const caller = callerOf(row);
      const current = open.get(caller) ?? latest.get(caller);
      const goesOn = current !== undefined && Date.parse(row.at) - Date.parse(current.last_at) <= SESSION_GAP_MS;
      if (current !== undefined && !goesOn && open.has(caller)) finished.push(current);
      const session: Draft = goesOn ? current : begin(caller, row);
      session.last_id = row.id;
      session.last_at = row.at > session.last_at ? row.at : session.last_at;
      session.client = row.client;
      session.requests += 1;
      session.changed += changed ? 1 : 0;
      session.refused += isRefused(row.verdict) ? 1 : 0;
      session.warnings += row.verdict === 'warning' ? 1 : 0;
      open.set(caller, session);
    },

    flush(): void {
      for (const session of finished) write(session);
      for (const session of open.values()) write(session);
      finished.length = 0;
      open.clear();
    },
  };
}

export function callerOf(row: Pick<ExchangeRow, 'idp' | 'token_id'>): string {
  return `${row.idp} ${row.token_id ?? ''}`;
}

/** What went wrong counts as refused, whoever said no. */
export function isRefused(verdict: string): boolean {
  return verdict === 'refused' || verdict === 'failed' || verdict === 'cut-off';
}

function begin(caller: string, row: ExchangeRow): Draft {
  return {
    id: null,
    caller,
    idp: row.idp,
    client: row.client,
    token_id: row.token_id,
    token_name: row.token_name,
    first_id: row.id,
    last_id: row.id,
    first_at: row.at,
    last_at: row.at,
    requests: 0,
    changed: 0,
    refused: 0,
    warnings: 0,
  };
}
