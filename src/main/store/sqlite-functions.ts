import type { Database as Sqlite } from 'better-sqlite3';
import { foldCase } from '../scim/fold-case.ts';
import { parseInstant } from '../scim/instant.ts';
import { bodyToText } from './body-codec.ts';
import { operationsOf } from './logbook/exchange-operation.ts';
import { readable, says } from './logbook/words.ts';

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
  // Whether one of the texts says what was searched for in the log.
  sqlite.function('says', { deterministic: true, varargs: true }, (text: unknown, ...values: unknown[]) =>
    says(String(text), values.map(asText)) ? 1 : 0,
  );
  sqlite.function('readable', { deterministic: true }, (path: unknown) => readable(String(path)));
  sqlite.function('query_of', { deterministic: true }, (path: unknown) => String(path).split('?').slice(1).join('?'));
  sqlite.function('is_operation', { deterministic: true }, (name, method, path, sentence) =>
    operationsOf({ method: String(method), path: String(path), sentence: String(sentence) }).some((one) => one === name) ? 1 : 0,
  );
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value instanceof Uint8Array ? (bodyToText(value) ?? '') : '';
}
