import type { OpenDatabase } from '../open-database.ts';
import type { QueryRunner } from '../statement.ts';
import { type ImportRepository, createImportRepository } from './imports.ts';
import { type LogIndex, createLogIndex } from './log-index.ts';
import { type LogSearch, createLogSearch } from './log-search.ts';
import { type MarkRepository, createMarkRepository } from './marks.ts';
import { type LogRemoval, createLogRemoval } from './removal.ts';
import { type RetentionSetting, createRetentionSetting } from './retention-setting.ts';
import { type SavedFilterRepository, createSavedFilterRepository } from './saved-filters.ts';
import { type SessionRepository, createSessionRepository } from './sessions.ts';

/** What the log offers besides keeping exchanges. */
export interface LogStore {
  readonly index: LogIndex;
  readonly search: LogSearch;
  readonly sessions: SessionRepository;
  readonly marks: MarkRepository;
  readonly savedFilters: SavedFilterRepository;
  readonly removal: LogRemoval;
  readonly imports: ImportRepository;
  readonly retention: RetentionSetting;
}

export function createLogStore(database: OpenDatabase, runner: QueryRunner): LogStore {
  const index = createLogIndex(database);
  const marks = createMarkRepository(database);
  return {
    index,
    search: createLogSearch(database, runner, index),
    sessions: createSessionRepository(database),
    marks,
    savedFilters: createSavedFilterRepository(database),
    removal: createLogRemoval(database, index, marks),
    imports: createImportRepository(database),
    retention: createRetentionSetting(database),
  };
}
