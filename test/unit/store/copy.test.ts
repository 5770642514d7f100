import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Store } from '#main/store/store.ts';

const folder = mkdtempSync(join(tmpdir(), 'scim-rehearsal-copy-'));
let store: Store;
beforeAll(async () => {
  store = await Store.open(join(folder, 'original.sqlite'));
});
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const settings = (of: Store) => of.read((tx) => tx.ruleSettings.all());

test('a copy has what was committed when it was asked for, and nothing that was written while it was made', async () => {
  store.write((tx) => {
    for (let i = 0; i < 20_000; i++) tx.ruleSettings.set(`before-${i}`, 'x'.repeat(100));
  });
  const copied = new AbortController();
  const copying = store.copyTo(join(folder, 'copy.sqlite')).then(() => copied.abort());
  let written = 0;
  while (!copied.signal.aborted) {
    await store.commit((tx) => tx.ruleSettings.set(`meanwhile-${written}`, 'y'));
    written += 1;
  }
  await copying;
  expect(written, 'requests are answered meanwhile').toBeGreaterThan(2);
  const copy = await Store.open(join(folder, 'copy.sqlite'));
  const ids = Object.keys(settings(copy));
  copy.close();
  expect(ids).toHaveLength(20_000);
  expect(ids.filter((id) => id.startsWith('meanwhile'))).toEqual([]);
  expect(Object.keys(settings(store))).toHaveLength(20_000 + written);
});
