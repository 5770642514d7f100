import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { migrations } from '#main/store/migrations/index.ts';
import { DatabaseError, openDatabase } from '#main/store/open-database.ts';
import { afterAll, afterEach, describe, expect, it } from 'vitest';

const root = mkdtempSync(join(tmpdir(), 'open database '));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let number = 0;
function newFile(): string {
  number += 1;
  return join(root, `sandbox-${number}.sqlite`);
}

async function refusal(file: string): Promise<DatabaseError> {
  try {
    (await openDatabase(file)).sqlite.close();
  } catch (error) {
    if (error instanceof DatabaseError) return error;
    throw error;
  }
  return expect.fail('nothing was refused');
}

/** A file as this program made it, then changed by hand. */
async function prepared(change: (sqlite: SqliteDatabase.Database) => void): Promise<string> {
  const file = newFile();
  const { sqlite } = await openDatabase(file);
  change(sqlite);
  sqlite.close();
  return file;
}

describe('a sandbox file', () => {
  it('is made when absent, for its owner only, and has every migration', async () => {
    const file = newFile();
    const { sqlite } = await openDatabase(file);
    expect(sqlite.prepare('select name from kysely_migration').pluck().all()).toEqual(Object.keys(migrations));
    expect(sqlite.pragma('journal_mode', { simple: true })).toBe('wal');
    sqlite.close();
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(root).filter((name) => name.includes('.before-'))).toEqual([]);
  });

  it('keeps what is in it when it is opened again, and is not backed up without need', async () => {
    const file = await prepared((sqlite) => sqlite.exec("insert into rule_setting values ('a', 'b')"));
    const { sqlite } = await openDatabase(file);
    expect(sqlite.prepare('select * from rule_setting').all()).toEqual([{ id: 'a', value: 'b' }]);
    sqlite.close();
    expect(readdirSync(root).filter((name) => name.includes('.before-'))).toEqual([]);
  });

  it('of a newer version is refused in one sentence that says what to do, and is left as it was', async () => {
    const file = await prepared((sqlite) => sqlite.exec("insert into kysely_migration values ('9990-from-the-future', '2030')"));
    const before = readFileSync(file);
    const { message } = await refusal(file);
    expect(message).toContain(file);
    expect(message).toContain('newer version');
    expect(message).toContain('9990-from-the-future');
    expect(message).toContain('--data');
    expect(readFileSync(file)).toEqual(before);
  });

  it('that is no SQLite file is refused, and is left as it was', async () => {
    const file = newFile();
    writeFileSync(file, 'this is a letter to my aunt, and not a database at all');
    expect((await refusal(file)).message).toContain(file);
    expect(readFileSync(file, 'utf8')).toContain('aunt');
  });

  it('that cannot be written is refused', async () => {
    expect((await refusal(join(root, 'no such folder', 'sandbox.sqlite'))).message).toContain('cannot be opened');
    expect(existsSync(join(root, 'no such folder'))).toBe(false);
  });

  it('that is empty becomes a sandbox', async () => {
    const file = newFile();
    writeFileSync(file, '');
    const { sqlite } = await openDatabase(file);
    expect(sqlite.prepare('select count(*) from resource').pluck().get()).toBe(0);
    sqlite.close();
  });

  describe('of an older version', () => {
    const NEXT = '9000-of-a-later-program';
    afterEach(() => {
      delete migrations[NEXT];
    });

    it('is backed up before it is migrated, with what stands only in its write-ahead log', async () => {
      const file = newFile();
      const { sqlite: older } = await openDatabase(file);
      older.exec("insert into rule_setting values ('a', 'kept')");
      migrations[NEXT] = { up: (db) => db.schema.dropTable('rule_setting').execute() };
      const { sqlite } = await openDatabase(file);
      expect(sqlite.prepare("select name from sqlite_master where name = 'rule_setting'").all()).toEqual([]);
      sqlite.close();
      older.close();
      const backup = new SqliteDatabase(`${file}.before-${NEXT}`, { readonly: true });
      expect(backup.prepare('select id, value from rule_setting').all()).toEqual([{ id: 'a', value: 'kept' }]);
      backup.close();
    });

    it('that cannot be migrated is refused, and keeps what it had', async () => {
      const file = await prepared((sqlite) => sqlite.exec("insert into rule_setting values ('a', 'kept')"));
      migrations[NEXT] = {
        async up(db) {
          await db.schema.dropTable('rule_setting').execute();
          throw new Error('the later program has a bug');
        },
      };
      expect((await refusal(file)).message).toContain('the later program has a bug');
      delete migrations[NEXT];
      const { sqlite } = await openDatabase(file);
      expect(sqlite.prepare('select value from rule_setting').pluck().all()).toEqual(['kept']);
      sqlite.close();
    });
  });
});
