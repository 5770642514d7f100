import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { GroupCommit } from '#main/store/group-commit.ts';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';

interface Tx {
  put(value: string): void;
}

describe('group commit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'group commit '));
  let sqlite: Database;
  /** another process, as it were: it sees only what is committed */
  let reader: Database;
  let commits: GroupCommit<Tx>;
  let file = 0;
  let transactions = 0;

  beforeEach(() => {
    file += 1;
    const path = join(folder, `${file}.sqlite`);
    sqlite = new SqliteDatabase(path, { timeout: 50 });
    sqlite.pragma('journal_mode = WAL');
    sqlite.exec("create table t (value text not null unique check (value <> 'refused by the table'))");
    reader = new SqliteDatabase(path);
    const insert = sqlite.prepare('insert into t values (?)');
    transactions = 0;
    const counted = new Proxy(sqlite, {
      get(target, property) {
        if (property !== 'prepare') return Reflect.get(target, property) as unknown;
        return (source: string) => {
          const statement = target.prepare(source);
          if (source !== 'commit') return statement;
          return { run: () => ((transactions += 1), statement.run()) };
        };
      },
    });
    commits = new GroupCommit(counted, { put: (value) => void insert.run(value) });
  });
  afterEach(() => {
    reader.close();
    sqlite.close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const stored = () => reader.prepare<[], string>('select value from t order by rowid').pluck().all();
  const put = (value: string) =>
    commits.submit((tx) => {
      tx.put(value);
      return value.toUpperCase();
    });

  it('answers each job with what it returned, and all of one turn share a transaction', async () => {
    expect(await Promise.all(['a', 'b', 'c'].map(put))).toEqual(['A', 'B', 'C']);
    expect(stored()).toEqual(['a', 'b', 'c']);
    expect(transactions).toBe(1);
  });

  it('answers only when the answer is on disk', async () => {
    const seen: string[][] = [];
    const jobs = ['a', 'b'].map((value) => put(value).then(() => seen.push(stored())));
    expect(stored()).toEqual([]);
    await Promise.all(jobs);
    expect(seen).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  it('a job that throws fails alone; the others are stored, in order', async () => {
    const failing = commits.submit((tx) => {
      tx.put('half of it');
      throw new Error('no');
    });
    const results = await Promise.allSettled([put('a'), failing, put('b')]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: { message: 'no' } });
    expect(stored()).toEqual(['a', 'b']);
  });

  it('a job that the database refuses fails alone', async () => {
    const results = await Promise.allSettled([put('a'), put('refused by the table'), put('a'), put('b')]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(stored()).toEqual(['a', 'b']);
  });

  it('goes on after a failure of every job', async () => {
    const failing = () =>
      commits.submit(() => {
        throw new Error('no');
      });
    expect((await Promise.allSettled([failing(), failing()])).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await put('a')).toBe('A');
    expect(stored()).toEqual(['a']);
  });

  it('rejects, and stores nothing, while another process holds the file; then it goes on', async () => {
    reader.exec('begin immediate');
    await expect(put('a')).rejects.toThrow('locked');
    reader.exec('rollback');
    expect(await put('b')).toBe('B');
    expect(stored()).toEqual(['b']);
  });

  it('a job that submits another one does not wait for itself', async () => {
    let inner: Promise<string> | undefined;
    await commits.submit(() => {
      inner = put('inner');
    });
    expect(await inner).toBe('INNER');
    expect(transactions).toBe(2);
  });

  it('flush commits what waits, at once', async () => {
    const job = put('a');
    commits.flush();
    expect(stored()).toEqual(['a']);
    expect(await job).toBe('A');
    commits.flush();
    expect(transactions).toBe(1);
  });
});
