import { afterEach, beforeEach, expect, test } from 'vitest';
import { LogIndexer } from '#main/log/indexer.ts';
import { LogKeeper } from '#main/log/keeper.ts';
import type { Store } from '#main/store/store.ts';
import type { Retention } from '#shared/contract/log.ts';
import { record } from '../store/logbook-fixture.ts';
import { openStore } from '../store/with-store.ts';

const NOW = new Date('2026-03-02T15:00:00Z');
let store: Store;
let close: () => void;
beforeEach(async () => ({ store, close } = await openStore()));
afterEach(() => close());

/** Runs the keeper until it has told that it removed something. */
function keep(retention: Retention) {
  store.write((tx) => tx.log.retention.set(retention));
  return new Promise<void>((resolve, reject) => {
    const keeper = new LogKeeper({
      store,
      clock: { now: () => NOW },
      logger: { info: () => undefined, error: (message, cause) => reject(new Error(message, { cause })) },
      onRemoved: () => {
        keeper.close();
        resolve();
      },
    });
    keeper.look();
  });
}

const left = () =>
  store.read((tx) =>
    tx.log.search.step(tx.log.search.prepare([]), { below: 1e9, floor: 0, limit: 1000 }).rows.map(({ id }) => id),
  );

test('by number: the oldest go, a pinned one never', async () => {
  for (let id = 1; id <= 500; id++) record(store, id);
  LogIndexer.catchUp(store);
  store.write((tx) => tx.log.marks.set(7, { pinned: true, note: null, tags: [] }));
  await keep({ days: null, exchanges: 100, megabytes: null });
  expect(left()).toEqual([...Array.from({ length: 99 }, (_, place) => 500 - place), 7]);
});

test('by age: what is older goes, also where it was never indexed', async () => {
  record(store, 1, { at: '2026-01-01T00:00:00.000Z' });
  record(store, 2, { at: '2026-02-20T00:00:00.000Z' });
  record(store, 3, { at: '2026-03-02T00:00:00.000Z' });
  await keep({ days: 7, exchanges: null, megabytes: null });
  expect(left()).toEqual([3]);
});

test('by size: as much goes as is too much, and the file gets smaller', async () => {
  store.compact();
  for (let id = 1; id <= 300; id++)
    record(store, id, { body: Array.from({ length: 7000 }, (_, n) => ((n * id * 7919) % 9973).toString(36)).join('') });
  const before = store.read((tx) => tx.log.removal.usedBytes());
  const megabytes = Math.max(1, Math.floor(before / 2_000_000));
  await keep({ days: null, exchanges: null, megabytes });
  expect(store.read((tx) => tx.log.removal.usedBytes())).toBeLessThanOrEqual(megabytes * 1_000_000);
  expect(left()[0]).toBe(300);
});
