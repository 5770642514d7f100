import type { Store } from '../store/store.ts';

/** How far back to look: others may call the sandbox while the rehearsal does. */
const LOOKED_AT = 20;

/** Finds the exchange that was just answered in the log: the newest one of this method and path. */
export function findExchangeIn(store: Store): (method: string, path: string) => number | null {
  return (method, path) =>
    store.read((tx) => {
      const last = tx.exchanges.lastId();
      for (let id = last; id > 0 && id > last - LOOKED_AT; id--) {
        const row = tx.exchanges.get(id);
        if (row !== undefined && row.method === method && row.path === path) return id;
      }
      return null;
    });
}
