import SqliteDatabase from 'better-sqlite3';
import { chmodSync } from 'node:fs';

/**
 * Takes a file for this process. The lock is SQLite's own file lock, which the system lets go of when the process ends,
 * however it ends, so that a crash leaves nothing locked.
 * @param timeout milliseconds, for which nothing else is done in this process
 * @returns the way to let it go; null when another one has it
 */
export function lockFile(file: string, timeout = 200): (() => void) | null {
  const lock = new SqliteDatabase(file, { timeout });
  try {
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (error instanceof SqliteDatabase.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
  chmodSync(file, 0o600);
  return () => void lock.close();
}
