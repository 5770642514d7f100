import type { OpenDatabase } from '../open-database.ts';
import type { ExchangeRow } from '../repositories/exchanges.ts';
import type { LogIndex } from './log-index.ts';
import type { MarkRepository } from './marks.ts';
import { callerOf, isRefused } from './session-writer.ts';

type Removed = Pick<ExchangeRow, 'id' | 'idp' | 'token_id' | 'verdict' | 'findings'>;

/** Deletes exchanges for good, with all that points at them. The history of a resource (its changes) stays. */
export function createLogRemoval({ sqlite }: OpenDatabase, index: LogIndex, marks: MarkRepository) {
  const find = sqlite.prepare<[number], Removed>('select id, idp, token_id, verdict, findings from exchange where id = ?');
  const exists = sqlite.prepare<[number], number>('select 1 from exchange where id = ?').pluck();
  const removeExchange = sqlite.prepare('delete from exchange where id = ?');
  const removeText = sqlite.prepare('delete from log_text where rowid = ?');
  const removeRule = sqlite.prepare('delete from exchange_rule where rule_id = ? and exchange_id = ?');
  const leaveSession = sqlite.prepare(
    `update log_session set requests = requests - 1, refused = refused - ?, warnings = warnings - ?, changed = changed - ?
     where id = (select id from log_session where caller = ? and first_id <= ? order by first_id desc limit 1)`,
  );
  const changed = sqlite
    .prepare<[number, number], number>('select exists (select 1 from change where id >= ? * 10000 and id < (? + 1) * 10000)')
    .pluck();
  const removeEmptySessions = sqlite.prepare('delete from log_session where requests <= 0');
  const clearAll = ['exchange_rule', 'exchange', 'exchange_mark', 'exchange_tag', 'log_session'].map((table) =>
    sqlite.prepare(`delete from ${table}`),
  );
  // A contentless table is emptied by its own command.
  const clearText = sqlite.prepare("insert into log_text (log_text) values ('delete-all')");
  const oldest = sqlite
    .prepare<[number, number], number>(
      `select id from exchange where id >= ? and not exists (select 1 from exchange_mark m where m.exchange_id = exchange.id and m.pinned = 1)
     order by id limit ?`,
    )
    .pluck();
  const fileSize = sqlite
    .prepare<[], number>(
      'select (page_count - freelist_count) * page_size from pragma_page_count, pragma_freelist_count, pragma_page_size',
    )
    .pluck();

  return {
    /** @returns how many of them there were */
    remove(ids: readonly number[]): number {
      const { indexedTo } = index.state();
      let indexed = 0;
      let removed = 0;
      for (const id of ids) {
        const row = find.get(id);
        if (row === undefined) continue;
        removed += 1;
        for (const rule of rulesOf(row)) removeRule.run(rule, id);
        removeExchange.run(id);
        marks.remove(id);
        if (id > indexedTo) continue;
        indexed += 1;
        removeText.run(id);
        const wasChange = changed.get(id, id) ?? 0;
        leaveSession.run(isRefused(row.verdict) ? 1 : 0, row.verdict === 'warning' ? 1 : 0, wasChange, callerOf(row), id);
      }
      if (indexed > 0) {
        removeEmptySessions.run();
        index.forget(indexed);
      }
      return removed;
    },

    /** The first of these that are still in the log, and whether there were no more. */
    existing(
      ids: readonly number[],
      { pinnedToo, limit }: { pinnedToo: boolean; limit: number },
    ): { ids: number[]; done: boolean } {
      const found: number[] = [];
      for (const id of ids) {
        if (found.length === limit) return { ids: found, done: false };
        if (exists.get(id) === 1 && (pinnedToo || !marks.of(id).pinned)) found.push(id);
      }
      return { ids: found, done: true };
    },

    /** Empties the log at once. */
    clear(): number {
      const count = index.countAll();
      for (const statement of clearAll) statement.run();
      clearText.run();
      index.forget(count);
      return count;
    },

    /** the oldest exchanges that are not pinned, from an id on */
    oldestUnpinned: (from: number, limit: number): number[] => oldest.all(from, limit),

    /** bytes of the file that hold something */
    usedBytes: (): number => fileSize.get() ?? 0,
  };
}

function rulesOf({ findings }: Removed): Set<string> {
  const parsed = findings === null ? [] : (JSON.parse(findings) as { ruleId: string | null }[]);
  return new Set(parsed.map(({ ruleId }) => ruleId).filter((id) => id !== null));
}

export type LogRemoval = ReturnType<typeof createLogRemoval>;
