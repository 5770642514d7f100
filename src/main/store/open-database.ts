import SqliteDatabase, { type Database as Sqlite } from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { chmodSync, existsSync } from 'node:fs';
import { recover } from './commit/redo-log.ts';
import { migrations } from './migrations/index.ts';
import { registerFunctions } from './sqlite-functions.ts';
import type { Tables } from './tables/index.ts';

/** How long is waited for another process that writes. */
export const BUSY_TIMEOUT_MS = 5000;

export interface OpenDatabase {
  readonly sqlite: Sqlite;
  /** builds queries; the hot ones are compiled once (`statement.ts`) */
  readonly db: Kysely<Tables>;
}

/** The file cannot be used. The message is one sentence for the admin. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
}

/**
 * Opens a sandbox file, makes it when absent, does again what an ended process had answered, backs it up and migrates it when it is older than this program.
 * @throws DatabaseError when it is of a newer version, is no SQLite file, or cannot be written
 */
export async function openDatabase(file: string): Promise<OpenDatabase> {
  const existed = existsSync(file);
  let sqlite: Sqlite;
  try {
    sqlite = new SqliteDatabase(file, { timeout: BUSY_TIMEOUT_MS });
    // WAL with NORMAL: what was committed outlives the process at any moment (a power cut may take the last commits, never the file).
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = NORMAL');
    // A checkpoint waits for the disk; every 64 MiB of log is often enough.
    sqlite.pragma('wal_autocheckpoint = 16000');
    // Each savepoint inside a long transaction keeps the pages as they were; that needs no file.
    sqlite.pragma('temp_store = MEMORY');
    // Four MiB hold what requests of one moment share; the rest the system has in its own cache, and 16 MiB cost it as much again in this process.
    sqlite.pragma('cache_size = -4000');
  } catch (error) {
    throw new DatabaseError(`The sandbox file ${file} cannot be opened: ${messageOf(error)}.`, { cause: error });
  }
  if (!existed) chmodSync(file, 0o600);
  registerFunctions(sqlite);
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: sqlite }) });
  try {
    // Before migrating: it was written for the tables as they were.
    recover(sqlite, file);
    await migrate(db, sqlite, file, existed);
  } catch (error) {
    sqlite.close();
    // The disk is full, or the file broken. Anything else is a mistake of this program, and is told with its place.
    if (!(error instanceof SqliteDatabase.SqliteError)) throw error;
    throw notPrepared(file, error);
  }
  return { sqlite, db };
}

async function migrate(db: Kysely<Tables>, sqlite: Sqlite, file: string, existed: boolean): Promise<void> {
  const done = executedMigrations(sqlite);
  const unknown = done.find((name) => !(name in migrations));
  if (unknown !== undefined) {
    throw new DatabaseError(
      `The sandbox file ${file} was written by a newer version of SCIM Rehearsal (it knows "${unknown}"). Update SCIM Rehearsal, or start with another data folder (--data).`,
    );
  }
  if (done.length === Object.keys(migrations).length) return;
  if (existed && done.length > 0) await sqlite.backup(`${file}.before-${Object.keys(migrations)[done.length]}`);
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  // Kysely opens no transaction around migrations of SQLite, which would leave half of a broken one behind.
  sqlite.exec('begin immediate');
  const { error } = await migrator.migrateToLatest();
  sqlite.exec(error === undefined ? 'commit' : 'rollback');
  if (error !== undefined) {
    throw notPrepared(file, error);
  }
}

function executedMigrations(sqlite: Sqlite): string[] {
  const table = sqlite.prepare("select 1 from sqlite_master where name = 'kysely_migration'").get();
  if (table === undefined) return [];
  return sqlite.prepare<[], string>('select name from kysely_migration order by name').pluck().all();
}

function notPrepared(file: string, error: unknown): DatabaseError {
  return new DatabaseError(`The sandbox file ${file} cannot be prepared: ${messageOf(error)}.`, { cause: error });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
