import { statSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LogIndexer } from '#main/log/indexer.ts';
import { readLogQuery } from '#main/log/read-query.ts';
import { countLog, findAll, searchLog } from '#main/log/search-log.ts';
import type { Store } from '#main/store/store.ts';
import { record } from './logbook-fixture.ts';
import { openStore } from './with-store.ts';

let store: Store;
let close: () => void;
let file: string;
beforeEach(async () => ({ store, close, file } = await openStore()));
afterEach(() => close());

function terms(query: string) {
  const read = readLogQuery(query, Date.parse('2026-03-02T15:00:00Z'));
  if (read.terms === null) throw new Error(read.problem.message);
  return read.terms;
}

/** ids, newest first */
async function found(query: string): Promise<number[]> {
  return (await findAll(store, terms(query))).toReversed();
}

const fileSize = () => statSync(file).size;
const index = () => LogIndexer.catchUp(store);

describe('a search of the log', () => {
  test('finds the same before and after the index has caught up, and half-way', async () => {
    const words = ['anna', 'Ben', 'Jürgen', 'sales', 'x.y@contoso.example', 'title: "Chief"'];
    for (let id = 1; id <= 60; id++) {
      const word = words[id % words.length] ?? '';
      record(store, id, {
        body: JSON.stringify({ displayName: word, n: id }),
        method: id % 4 === 0 ? 'PATCH' : 'POST',
        path: id % 4 === 0 ? `/Users/u${id}` : '/Users',
        status: id % 5 === 0 ? 400 : 201,
        verdict: id % 5 === 0 ? 'refused' : 'ok',
        idp: id % 7 === 0 ? 'okta' : 'entra',
        made_by: id % 6 === 0 ? 'check-back' : id % 3 === 0 ? 'simulator' : null,
        duration_us: id * 700,
        sentence: id % 8 === 0 ? `Entra ID disabled ${word}` : `Entra ID created ${word}`,
        resource_name: word,
        rules: id % 5 === 0 ? ['unlisted-attributes'] : [],
      });
    }
    const part = fc.constantFrom(
      'anna',
      'ann',
      'nna',
      'jürgen',
      '"Chief"',
      'contoso',
      'y@contoso',
      'user:ben',
      '-user:ben',
      'is:refused',
      '-is:refused',
      'by:simulator',
      '-by:simulator',
      'by:outside',
      '-by:outside',
      'by:outside,check-back',
      'op:disable',
      'op:update',
      'op:create',
      'status:4xx',
      'status:>=201',
      'status:400',
      'duration:>10ms',
      'duration:<5ms',
      'idp:okta',
      '-idp:okta',
      'rule:unlisted-attributes',
      'has:finding',
      'since:2026-03-02T14:00:30Z',
      'id:10..20',
      'method:PATCH',
      'path:/Users/u1',
      'token:entra',
      'resource:u12',
      '-has:finding',
      'zzz',
    );
    const queries = fc
      .sample(fc.array(part, { minLength: 1, maxLength: 3 }), { numRuns: 120, seed: 7 })
      .map((list) => list.join(' '));
    const before = await Promise.all(queries.map(found));
    store.write((tx) => tx.log.index.advance(30, () => false));
    const halfWay = await Promise.all(queries.map(found));
    index();
    const after = await Promise.all(queries.map(found));
    expect(halfWay).toEqual(before);
    expect(after).toEqual(before);
    expect(after.filter((ids) => ids.length > 0 && ids.length < 60).length).toBeGreaterThan(40);
  });

  test('comes page by page, newest first, without gaps or repeats', async () => {
    for (let id = 1; id <= 500; id++) record(store, id, { verdict: id % 3 === 0 ? 'refused' : 'ok' });
    index();
    const ids: number[] = [];
    let below: number | undefined;
    for (;;) {
      const page = await searchLog(store, terms('is:refused'), { below, limit: 37 });
      ids.push(...page.rows.map(({ id }) => id));
      if (page.next === null) break;
      below = page.next;
    }
    expect(ids).toEqual(Array.from({ length: 166 }, (_, place) => 498 - place * 3));
  });

  test('counts without looking at each, and says when a number is not exact', async () => {
    for (let id = 1; id <= 300; id++) record(store, id, { body: id % 2 === 0 ? 'free text' : 'text, but free' });
    index();
    const count = async (query: string) =>
      countLog(store, terms(query), await searchLog(store, terms(query), { limit: 10 }), true);
    expect(await count('')).toEqual({ count: 300, kind: 'exact' });
    expect(await count('user:user12')).toEqual({ count: 11, kind: 'exact' });
    expect(await count('"free text"')).toEqual({ count: 300, kind: 'about' });
    expect(await found('"free text"')).toHaveLength(150);
  });

  test('finds a word in a body that is kept compressed', async () => {
    record(store, 1, { body: `${'{"a":"b"} '.repeat(1000)} needle` });
    record(store, 2);
    expect(await found('needle')).toEqual([1]);
    index();
    expect(await found('needle')).toEqual([1]);
  });

  test('an exchange that is marked as cut off later is found as that', async () => {
    record(store, 1);
    index();
    store.write((tx) => tx.exchanges.markCutOff(1));
    expect(await found('is:cut-off')).toEqual([1]);
    expect(await found('is:ok')).toEqual([]);
  });

  test('finds what is pinned, noted and tagged', async () => {
    for (let id = 1; id <= 5; id++) record(store, id);
    index();
    store.write((tx) => {
      tx.log.marks.set(2, { pinned: true, note: null, tags: [] });
      tx.log.marks.set(3, { pinned: false, note: 'Ask HR', tags: ['hr', 'ticket-17'] });
    });
    expect(await found('is:pinned')).toEqual([2]);
    expect(await found('-is:pinned id:1..3')).toEqual([3, 1]);
    expect(await found('has:note')).toEqual([3]);
    expect(await found('tag:hr')).toEqual([3]);
    expect(await found('tag:hr user:user4')).toEqual([]);
  });
});

describe('sessions', () => {
  test('a pause of more than five minutes, another token and another provider begin a new one', () => {
    const at = (minutes: number) => new Date(Date.parse('2026-03-02T14:00:00Z') + minutes * 60_000).toISOString();
    record(store, 1, { at: at(0) });
    record(store, 2, { at: at(4), verdict: 'refused' });
    record(store, 3, { at: at(4), token_id: 't2' });
    record(store, 4, { at: at(8), verdict: 'warning' });
    record(store, 5, { at: at(14) });
    record(store, 6, { at: at(14), idp: 'okta' });
    store.write((tx) => tx.log.index.advance(2, () => false));
    index();
    const sessions = store.read((tx) => tx.log.sessions.page(undefined, 10));
    expect(
      sessions.map(({ caller, first_id, last_id, requests, refused, warnings }) => [
        caller,
        first_id,
        last_id,
        requests,
        refused,
        warnings,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['entra t1', 1, 4, 3, 1, 1],
        ['entra t2', 3, 3, 1, 0, 0],
        ['entra t1', 5, 5, 1, 0, 0],
        ['okta t1', 6, 6, 1, 0, 0],
      ]),
    );
    expect(sessions).toHaveLength(4);
  });

  test('a search for a session finds its requests alone, not those of others between them', async () => {
    record(store, 1);
    record(store, 2, { idp: 'okta' });
    record(store, 3);
    index();
    const id = store.read((tx) => tx.log.sessions.of({ id: 3, idp: 'entra', token_id: 't1' })?.id);
    expect(await found(`session:${id}`)).toEqual([3, 1]);
  });
});

describe('deleting exchanges', () => {
  test('takes them out of the search, the counts and their session', async () => {
    for (let id = 1; id <= 10; id++)
      record(store, id, { verdict: id === 4 ? 'refused' : 'ok', rules: id === 4 ? ['unlisted-attributes'] : [] });
    index();
    expect(store.write((tx) => tx.log.removal.remove([3, 4, 99]))).toBe(2);
    expect(await found('')).toEqual([10, 9, 8, 7, 6, 5, 2, 1]);
    expect(await found('user:user3')).toEqual([]);
    const [session] = store.read((tx) => tx.log.sessions.page(undefined, 10));
    expect(session).toMatchObject({ requests: 8, refused: 0 });
    expect(store.read((tx) => [tx.log.index.countAll(), tx.exchanges.touchedByRule().size])).toEqual([8, 0]);
  });

  test('ids that are given anew afterwards are indexed like any other', async () => {
    record(store, 1);
    record(store, 2, { resource_name: 'old' });
    index();
    store.write((tx) => tx.log.removal.remove([2]));
    record(store, 2, { resource_name: 'fresh' });
    index();
    expect(await found('user:fresh')).toEqual([2]);
    expect(await found('user:old')).toEqual([]);
  });

  test('a log that is emptied gives its room back to the disk', () => {
    for (let id = 1; id <= 300; id++) record(store, id, { body: `${'x'.repeat(3000)}${id}` });
    index();
    store.compact();
    const before = fileSize();
    store.write((tx) => tx.log.removal.clear());
    store.compact();
    expect(fileSize()).toBeLessThan(before / 2);
  });

  test('emptying the log empties all of it', async () => {
    for (let id = 1; id <= 5; id++) record(store, id);
    index();
    store.write((tx) => tx.log.marks.set(2, { pinned: true, note: null, tags: ['a'] }));
    expect(store.write((tx) => tx.log.removal.clear())).toBe(5);
    store.compact();
    record(store, 6);
    index();
    expect(await found('')).toEqual([6]);
    expect(await found('user1')).toEqual([]);
    expect(store.read((tx) => [tx.log.index.countAll(), tx.log.marks.tags(), tx.log.sessions.count()])).toEqual([1, [], 1]);
  });
});
