import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Store } from '#main/store/store.ts';
import { afterAll, beforeAll } from 'vitest';

/** A store in a folder of its own, which goes when it is closed. */
export interface OpenStore {
  readonly store: Store;
  readonly folder: string;
  readonly file: string;
  readonly close: () => void;
}

export async function openStore(): Promise<OpenStore> {
  const folder = mkdtempSync(join(tmpdir(), 'scim rehearsal store '));
  const file = join(folder, 'sandbox.sqlite');
  const store = await Store.open(file);
  return {
    store,
    folder,
    file,
    close: () => {
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Opens a store for all tests of the file or of the `describe`, and closes it behind them. */
export function withStore(): Pick<OpenStore, 'store' | 'folder'> {
  let opened: OpenStore | undefined;
  beforeAll(async () => {
    opened = await openStore();
  });
  afterAll(() => opened?.close());
  const now = (): OpenStore => {
    if (opened === undefined) throw new Error('the store has not been opened yet');
    return opened;
  };
  return {
    get store() {
      return now().store;
    },
    get folder() {
      return now().folder;
    },
  };
}
