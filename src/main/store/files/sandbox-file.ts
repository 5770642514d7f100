import SqliteDatabase, { type Database as Sqlite } from 'better-sqlite3';
import { chmodSync, renameSync, rmSync } from 'node:fs';
import { migrations } from '../migrations/index.ts';
import { BUSY_TIMEOUT_MS, DatabaseError } from '../open-database.ts';

/*
 * Sandbox files as a whole, past any store: looked into, checked, put in each other's place. What is opened here is read only,
 * or is a copy that nobody else knows of yet.
 */

export interface FileCounts {
  readonly users: number;
  readonly requests: number;
  /** of the latest exchange; ISO 8601, UTC */
  readonly lastCall: string | null;
}

/**
 * Counts beside whoever has the file open; what a host answered in the last milliseconds may not be there yet.
 * @throws DatabaseError when it cannot be read
 */
export function countFile(file: string): FileCounts {
  return reading(file, (sqlite) => ({
    users: sqlite.prepare<[], number>("select count(*) from resource where type = 'User'").pluck().get() ?? 0,
    requests: sqlite.prepare<[], number>('select count(*) from exchange').pluck().get() ?? 0,
    lastCall: sqlite.prepare<[], string>('select at from exchange order by id desc limit 1').pluck().get() ?? null,
  }));
}

/** @throws DatabaseError unless the file is whole, and of a version that this program knows */
export function checkFile(file: string): void {
  reading(file, (sqlite) => {
    const verdict = sqlite.pragma('quick_check(1)', { simple: true });
    if (verdict !== 'ok') throw new DatabaseError(`it is damaged (${String(verdict)})`);
    const known = sqlite.prepare("select 1 from sqlite_master where name = 'kysely_migration'").get();
    if (known === undefined) throw new DatabaseError('it is no sandbox file');
    const names = sqlite.prepare<[], string>('select name from kysely_migration').pluck().all();
    if (names.some((name) => !(name in migrations))) {
      throw new DatabaseError('it was written by a newer version of SCIM Rehearsal');
    }
  });
}

/** A finished copy gets its name: without a log of its own beside it, and readable by this user alone. */
export function sealCopy(copy: string, file: string): void {
  const sqlite = new SqliteDatabase(copy);
  try {
    sqlite.pragma('journal_mode = delete');
  } finally {
    sqlite.close();
  }
  chmodSync(copy, 0o600);
  renameSync(copy, file);
}

/**
 * Puts `fresh` in the place of a sandbox file that this process has closed. Either the old file is there or the new one, at any moment.
 * @throws DatabaseError when another process has the file open; nothing was changed then
 */
export function replaceFile(file: string, fresh: string): void {
  releaseFile(file);
  // The logs beside it belong to the old file; done again on the new one they would spoil it (docs/decisions/015).
  removeLogs(file);
  renameSync(fresh, file);
}

/** @throws DatabaseError when another process has the file open */
export function removeFile(file: string): void {
  releaseFile(file);
  removeLogs(file);
  rmSync(file, { force: true });
}

/** Removes a file that nobody has open, with all that lies beside it. */
export function discardFile(file: string): void {
  removeLogs(file);
  rmSync(file, { force: true });
}

function removeLogs(file: string): void {
  for (const suffix of ['-wal', '-shm', '-redo', '-wanted', '-journal']) rmSync(`${file}${suffix}`, { force: true });
}

/** Leaving WAL takes the file for oneself: it fails while any other connection is open, and it leaves no log behind. */
function releaseFile(file: string): void {
  try {
    const sqlite = new SqliteDatabase(file, { fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
    try {
      sqlite.pragma('journal_mode = delete');
    } finally {
      sqlite.close();
    }
  } catch (error) {
    const reason = error instanceof SqliteDatabase.SqliteError && error.code.startsWith('SQLITE_BUSY');
    throw new DatabaseError(
      reason
        ? 'another program has the sandbox open, perhaps a command line'
        : `the sandbox file cannot be opened (${messageOf(error)})`,
      { cause: error },
    );
  }
}

function reading<T>(file: string, work: (sqlite: Sqlite) => T): T {
  let sqlite: Sqlite | undefined;
  try {
    sqlite = new SqliteDatabase(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
    return work(sqlite);
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    throw new DatabaseError(`it cannot be read (${messageOf(error)})`, { cause: error });
  } finally {
    sqlite?.close();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
