import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { GroupCommit } from '#main/store/commit/group-commit.ts';
import { LongTransaction } from '#main/store/commit/long-transaction.ts';
import { recover } from '#main/store/commit/redo-log.ts';
import { type Bound, recorderOf } from '#main/store/commit/write-recorder.ts';

export interface Tx {
  put(value: Bound): void;
  putLater(value: Bound): void;
  values(): Bound[];
}

/** A file with one table, written to as the store does it, and looked at as another process or a successor would. */
export class CommitHarness {
  readonly #folder = mkdtempSync(join(tmpdir(), 'group commit '));
  readonly file = join(this.#folder, 'sandbox.sqlite');
  readonly sqlite: Database;
  readonly long: LongTransaction;
  readonly commits: GroupCommit<Tx>;
  readonly lateFailures: unknown[] = [];

  constructor() {
    this.sqlite = new SqliteDatabase(this.file, { timeout: 50 });
    this.sqlite.pragma('journal_mode = WAL');
    this.sqlite.exec("create table t (value not null unique check (value <> 'refused by the table'))");
    this.long = new LongTransaction(this.sqlite, this.file, (error) => this.lateFailures.push(error));
    const sql = 'insert into t values (?)';
    const insert = this.sqlite.prepare(sql);
    const recorder = recorderOf(this.sqlite);
    const put = (value: Bound) => {
      recorder.catchUp();
      insert.run(value);
      recorder.note(sql, [value]);
    };
    const putLater = (value: Bound) => recorder.postpone(sql, [value], () => void insert.run(value));
    const read = () => {
      recorder.catchUp();
      return values(this.sqlite);
    };
    this.commits = new GroupCommit({ put, putLater, values: read }, this.long);
  }

  put(value: string): Promise<string> {
    return this.commits.submit((tx) => {
      tx.put(value);
      return value.toUpperCase();
    });
  }

  /** what another process reads at this moment */
  committed(): Bound[] {
    return this.#with(this.file, (other) => values(other));
  }

  /** what the next process finds when this one is killed at this moment; twice, because it may be killed too */
  afterKill(): Bound[] {
    const copy = join(this.#folder, 'copy.sqlite');
    for (const end of ['', '-wal', '-redo']) {
      rmSync(`${copy}${end}`, { force: true });
      if (existsSync(`${this.file}${end}`)) copyFileSync(`${this.file}${end}`, `${copy}${end}`);
    }
    this.#with(copy, (other) => recover(other, copy));
    return this.#with(copy, (other) => {
      recover(other, copy);
      return values(other);
    });
  }

  /** a process beside this one, for as long as `work` takes */
  async beside(work: (other: Database) => Promise<void>): Promise<void> {
    const other = new SqliteDatabase(this.file, { timeout: 50 });
    try {
      await work(other);
    } finally {
      other.close();
    }
  }

  close(): void {
    if (this.sqlite.open) this.sqlite.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #with<T>(file: string, work: (other: Database) => T): T {
    const other = new SqliteDatabase(file, { timeout: 50 });
    try {
      return work(other);
    } finally {
      other.close();
    }
  }
}

function values(sqlite: Database): Bound[] {
  return sqlite.prepare<[], Bound>('select value from t order by rowid').pluck().all();
}
