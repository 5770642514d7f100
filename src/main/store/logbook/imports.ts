import type { Selectable } from 'kysely';
import type { OpenDatabase } from '../open-database.ts';
import type { LogImportEntryTable, LogImportTable } from '../tables/log.ts';

export type LogImportRow = Selectable<LogImportTable>;
export type LogImportEntryRow = Selectable<LogImportEntryTable>;
export type ImportedSummaryRow = Omit<LogImportEntryRow, 'entry'>;

const SUMMARY = 'import_id, place, at, kind, sentence, verdict, status, subject, target_id';

/** Log files that were read in. They are kept apart from what this service saw itself, so that nothing here counts as observed. */
export function createImportRepository({ sqlite }: OpenDatabase) {
  const create = sqlite
    .prepare<[string, string, string], number>(
      'insert into log_import (name, kind, at, entries, warning) values (?, ?, ?, 0, null) returning id',
    )
    .pluck();
  const finish = sqlite.prepare('update log_import set entries = ?, warning = ? where id = ?');
  const all = sqlite.prepare<[], LogImportRow>('select * from log_import order by id desc');
  const get = sqlite.prepare<[number], LogImportRow>('select * from log_import where id = ?');
  const remove = sqlite.prepare('delete from log_import where id = ?');
  const removeEntries = sqlite.prepare('delete from log_import_entry where import_id = ?');
  const insert = sqlite.prepare<LogImportEntryRow>(
    `insert into log_import_entry (${SUMMARY}, entry) values (:import_id, :place, :at, :kind, :sentence, :verdict, :status, :subject, :target_id, :entry)`,
  );
  const page = sqlite.prepare<[number, number, number], ImportedSummaryRow>(
    `select ${SUMMARY} from log_import_entry where import_id = ? and place > ? order by place limit ?`,
  );
  const wholePage = sqlite.prepare<[number, number, number], LogImportEntryRow>(
    'select * from log_import_entry where import_id = ? and place > ? order by place limit ?',
  );
  const entry = sqlite.prepare<[number, number], LogImportEntryRow>(
    'select * from log_import_entry where import_id = ? and place = ?',
  );
  const events = sqlite.prepare<[string | null, string | null, string, string], LogImportEntryRow>(
    `select * from log_import_entry where (subject = ? or target_id = ?) and at between ? and ? and kind = 'event' order by at limit 20`,
  );
  return {
    create(name: string, kind: LogImportRow['kind'], at: string): number {
      const id = create.get(name, kind, at);
      if (id === undefined) throw new Error('an import was not returned');
      return id;
    },
    add: (row: LogImportEntryRow): void => void insert.run(row),
    finish: (id: number, entries: number, warning: string | null): void => void finish.run(entries, warning, id),
    all: (): LogImportRow[] => all.all(),
    get: (id: number): LogImportRow | undefined => get.get(id),
    remove(id: number): void {
      removeEntries.run(id);
      remove.run(id);
    },
    page: (id: number, after: number, limit: number): ImportedSummaryRow[] => page.all(id, after, limit),
    /** the same, whole */
    entries: (id: number, after: number, limit: number): LogImportEntryRow[] => wholePage.all(id, after, limit),
    entry: (id: number, place: number): LogImportEntryRow | undefined => entry.get(id, place),
    /** events about somebody between two times */
    eventsAbout: (about: { subject: string | null; id: string | null }, from: string, to: string): LogImportEntryRow[] =>
      events.all(about.subject, about.id, from, to),
  };
}

export type ImportRepository = ReturnType<typeof createImportRepository>;
