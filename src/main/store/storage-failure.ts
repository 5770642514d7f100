import SqliteDatabase from 'better-sqlite3';

/** `full`: there is no room on the disk · `busy`: another process holds the file · `broken`: it cannot be read or written */
export type StorageFailure = 'full' | 'busy' | 'broken';

/** The long transaction is gone, because SQLite gave it up in the middle of a piece of work. Nothing more may be written for that work. */
export class TransactionLostError extends Error {
  override readonly name = 'TransactionLostError';
}

const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** @returns what is wrong with the disk or the file; null for an error of another kind */
export function storageFailureOf(error: unknown): StorageFailure | null {
  if (error instanceof TransactionLostError) return 'broken';
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  if (NO_ROOM.has(error.code)) return 'full';
  if (!(error instanceof SqliteDatabase.SqliteError)) return error.code === 'EIO' ? 'broken' : null;
  if (error.code === 'SQLITE_FULL') return 'full';
  if (error.code.startsWith('SQLITE_BUSY') || error.code.startsWith('SQLITE_LOCKED')) return 'busy';
  return /^SQLITE_(IOERR|CORRUPT|NOTADB|READONLY|CANTOPEN|NOMEM)/.test(error.code) ? 'broken' : null;
}
