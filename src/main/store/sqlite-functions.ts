import type { Database as Sqlite } from 'better-sqlite3';
import { foldCase } from '../scim/fold-case.ts';
import { parseInstant } from '../scim/instant.ts';
import { bodyToText } from './body-codec.ts';

/** Functions that our SQL calls and that only this engine's driver can add; PostgreSQL would bring its own. */
export function registerFunctions(sqlite: Sqlite): void {
  // SQLite's lower() folds ASCII only; `caseExact: false` means Unicode (RFC 7643 §2.2), as `foldCase` does it.
  sqlite.function('fold', { deterministic: true }, (value: unknown) => (typeof value === 'string' ? foldCase(value) : value));
  sqlite.function('instant', { deterministic: true }, (value: unknown) =>
    typeof value === 'string' ? parseInstant(value) : null,
  );
  sqlite.function('body_text', { deterministic: true }, (value: unknown) =>
    value === null || typeof value === 'string' || value instanceof Uint8Array ? bodyToText(value) : null,
  );
}
