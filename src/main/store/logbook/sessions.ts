import type { Selectable } from 'kysely';
import type { OpenDatabase } from '../open-database.ts';
import type { ExchangeRow } from '../repositories/exchanges.ts';
import type { LogSessionTable } from '../tables/log.ts';
import { callerOf } from './session-writer.ts';

export type LogSessionRow = Selectable<LogSessionTable>;

export function createSessionRepository({ sqlite }: OpenDatabase) {
  const page = sqlite.prepare<[number, number], LogSessionRow>('select * from log_session where id < ? order by id desc limit ?');
  const get = sqlite.prepare<[number], LogSessionRow>('select * from log_session where id = ?');
  const count = sqlite.prepare<[], number>('select count(*) from log_session').pluck();
  const holding = sqlite.prepare<[string, number], LogSessionRow>(
    'select * from log_session where caller = ? and first_id <= ? order by first_id desc limit 1',
  );
  return {
    /** newest first */
    page: (before: number | undefined, limit: number): LogSessionRow[] => page.all(before ?? Number.MAX_SAFE_INTEGER, limit),
    get: (id: number): LogSessionRow | undefined => get.get(id),
    count: (): number => count.get() ?? 0,
    /** the session that an exchange belongs to; undefined until it is indexed */
    of: (row: Pick<ExchangeRow, 'id' | 'idp' | 'token_id'>): LogSessionRow | undefined => {
      const session = holding.get(callerOf(row), row.id);
      return session !== undefined && session.last_id >= row.id ? session : undefined;
    },
  };
}

export type SessionRepository = ReturnType<typeof createSessionRepository>;
