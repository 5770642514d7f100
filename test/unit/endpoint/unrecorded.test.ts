import { join } from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import SqliteDatabase from 'better-sqlite3';
import { answerUnrecorded } from '#main/endpoint/unrecorded.ts';
import { TransactionLostError } from '#main/store/storage-failure.ts';
import { afterAll, describe, expect, test } from 'vitest';

describe('what cannot be written is answered in SCIM JSON, and the caller is told whether to come again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'unrecorded '));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const thrownBy = (work: () => void): unknown => {
    try {
      work();
    } catch (error) {
      return error;
    }
    throw new Error('nothing was thrown');
  };

  test('RFC 4918 §11.5: 507 for a full disk', () => {
    const sqlite = new SqliteDatabase(join(folder, 'full.sqlite'));
    sqlite.exec('create table t (v)');
    sqlite.pragma(`max_page_count = ${sqlite.pragma('page_count', { simple: true }) as number}`);
    const error = thrownBy(() => sqlite.prepare('insert into t values (zeroblob(100000))').run());
    sqlite.close();
    const answer = answerUnrecorded(error);
    expect(answer).toMatchObject({ status: 507, headers: { 'Content-Type': 'application/scim+json' } });
    expect(JSON.parse(answer.body ?? '')).toMatchObject({ status: '507', detail: expect.stringContaining('disk') });
    const noRoom = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    expect(answerUnrecorded(noRoom).status).toBe(507);
  });

  test('RFC 9110 §15.6.4: 503 with Retry-After for a file that another process holds', () => {
    const file = join(folder, 'busy.sqlite');
    const one = new SqliteDatabase(file);
    const other = new SqliteDatabase(file, { timeout: 0 });
    one.exec('begin immediate');
    const error = thrownBy(() => other.exec('begin immediate'));
    one.close();
    other.close();
    expect(answerUnrecorded(error)).toMatchObject({ status: 503, headers: { 'Retry-After': '5' } });
  });

  test('503 where SQLite gave the transaction up, 500 for a mistake of ours', () => {
    expect(answerUnrecorded(new TransactionLostError('gone')).status).toBe(503);
    expect(answerUnrecorded(new Error('a mistake')).status).toBe(500);
    expect(answerUnrecorded('thrown').status).toBe(500);
  });
});
