import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Store } from '#main/store/store.ts';
import { withStore } from './with-store.ts';

const opened = withStore();

const settings = (of: Store) => of.read((tx) => tx.ruleSettings.all());

test('a copy has what was committed when it was asked for, and nothing that was written while it was made', async () => {
  const { store, folder } = opened;
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
