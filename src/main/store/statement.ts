import type { Database as Sqlite, Statement as SqliteStatement } from 'better-sqlite3';
import type { Compilable } from 'kysely';
import { type WriteRecorder, recorderOf } from './commit/write-recorder.ts';
import { TransactionLostError } from './storage-failure.ts';

/**
 * Writes go through `run` and `insert`, never through `get` or `all`: those two note what they did for the redo log.
 *
 * What a hot query must leave out: `limit ?`, ORDER BY and joins on a parameter. SQLite then looks at the bound values while it
 * plans, and plans anew with every call, which costs ten times the look-up. Literal limits and subqueries are free of that.
 *
 * Kysely builds and compiles a query in some 15 µs, more than SQLite needs to answer most of ours. So a hot query is
 * written in Kysely, compiled once with named placeholders, and run synchronously as a prepared statement ever after.
 */
export interface Prepared<P, R> {
  /** first row or undefined */
  get(params: P): R | undefined;
  all(params: P): R[];
  /** rows changed */
  run(params: P): number;
  /** rowid of the row that was inserted */
  insert(params: P): number;
  /**
   * Like `run`, but only done when those who wait are answered, or something is read or written. Durable with the answer all the same, so it
   * must be a write that cannot fail for what the tables hold.
   */
  runLater(params: P): void;
}

class Placeholder {
  readonly key: string;
  constructor(key: string) {
    this.key = key;
  }
}

/**
 * @param build gets an object whose every property stands for a parameter of that name, and returns the query
 */
export function prepare<P extends object, R = unknown>(sqlite: Sqlite, build: (params: P) => Compilable<R>): Prepared<P, R> {
  const placeholders = new Proxy({} as P, { get: (_target, key) => new Placeholder(String(key)) });
  const compiled = build(placeholders).compile();
  const statement: SqliteStatement<unknown[], R> = sqlite.prepare(compiled.sql);
  const keys = compiled.parameters.map((parameter) =>
    parameter instanceof Placeholder ? (parameter.key as keyof P) : undefined,
  );
  const constants = compiled.parameters;
  const recorder = recorderOf(sqlite);
  const bind = (params: P): unknown[] => {
    const values: unknown[] = [];
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      values.push(key === undefined ? constants[i] : params[key]);
    }
    return values;
  };
  const write = (params: P) => {
    const values = bind(params);
    recorder.catchUp();
    // Alone it would commit at once, beside a redo log that knows nothing of it.
    if (recorder.isOn && !sqlite.inTransaction) throw new TransactionLostError('SQLite gave the transaction up.');
    const result = statement.run(...values);
    recorder.note(compiled.sql, values);
    return result;
  };
  return {
    get: (params) => {
      recorder.catchUp();
      return statement.get(...bind(params));
    },
    all: (params) => {
      recorder.catchUp();
      return statement.all(...bind(params));
    },
    run: (params) => write(params).changes,
    insert: (params) => Number(write(params).lastInsertRowid),
    runLater: (params) => {
      if (!recorder.isOn) return void write(params);
      const values = bind(params);
      recorder.postpone(compiled.sql, values, () => void statement.run(...values));
    },
  };
}

/** Characters of SQL; an identity provider's filter makes some hundred. */
const LONGEST_KEPT = 4096;

/** Runs a query that is built for this one call (the log's filters, a filter of an IdP); statements are cached by text. */
export class QueryRunner {
  readonly #sqlite: Sqlite;
  readonly #recorder: WriteRecorder;
  readonly #cache = new Map<string, SqliteStatement>();

  constructor(sqlite: Sqlite) {
    this.#sqlite = sqlite;
    this.#recorder = recorderOf(sqlite);
  }

  all<R>(query: Compilable<R>): R[] {
    const { sql, parameters } = query.compile();
    this.#recorder.catchUp();
    return this.#statement<R>(sql).all(...parameters);
  }

  get<R>(query: Compilable<R>): R | undefined {
    const { sql, parameters } = query.compile();
    this.#recorder.catchUp();
    return this.#statement<R>(sql).get(...parameters);
  }

  run(query: Compilable): number {
    const { sql, parameters } = query.compile();
    this.#recorder.catchUp();
    const { changes } = this.#statement(sql).run(...parameters);
    this.#recorder.note(sql, parameters);
    return changes;
  }

  #statement<R>(sql: string): SqliteStatement<unknown[], R> {
    let statement = this.#cache.get(sql);
    if (statement === undefined) {
      statement = this.#sqlite.prepare(sql);
      // A hostile client can send filters without end, and one of 400 conditions compiles to a megabyte.
      if (sql.length > LONGEST_KEPT) return statement as SqliteStatement<unknown[], R>;
      if (this.#cache.size >= 256) this.#cache.clear();
      this.#cache.set(sql, statement);
    }
    return statement as SqliteStatement<unknown[], R>;
  }
}
