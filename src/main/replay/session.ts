import type { PlannedRow } from '../store/repositories/runs.ts';
import type { Store, Tx } from '../store/store.ts';

const GAP_MS = 10 * 60_000;
const LONGEST = 10_000;
const PAGE = 500;

/**
 * The burst of one identity provider that an exchange belongs to: its neighbours from the same provider, none further than ten
 * minutes from the next. Oldest first; empty when there is no such exchange.
 * @param around an exchange of it; left out: the latest one
 */
export function sessionAround(store: Store, around?: number): PlannedRow[] {
  return store.read((tx) => {
    const seed = around === undefined ? tx.runs.exchangesBack(Number.MAX_SAFE_INTEGER, 1)[0] : rowOf(tx, around);
    return seed === undefined ? [] : [...before(tx, seed).toReversed(), seed, ...after(tx, seed)];
  });
}

function rowOf(tx: Tx, id: number): PlannedRow | undefined {
  return tx.runs.exchanges({ from: id, to: id, limit: 1 })[0];
}

function before(tx: Tx, seed: PlannedRow): PlannedRow[] {
  return neighbours(seed, (last) => tx.runs.exchangesBack(last, PAGE));
}

function after(tx: Tx, seed: PlannedRow): PlannedRow[] {
  return neighbours(seed, (last) => tx.runs.exchanges({ from: last + 1, to: Number.MAX_SAFE_INTEGER, limit: PAGE }));
}

/** Walks away from the seed until nobody of its provider called for too long; the log is in the order of time. */
function neighbours(seed: PlannedRow, pageBehind: (id: number) => PlannedRow[]): PlannedRow[] {
  const found: PlannedRow[] = [];
  for (let last = seed; ;) {
    const page = pageBehind(last.id);
    for (const row of page) {
      const known = found.at(-1) ?? seed;
      if (Math.abs(Date.parse(known.at) - Date.parse(row.at)) > GAP_MS || found.length >= LONGEST) return found;
      if (row.idp === seed.idp) found.push(row);
      last = row;
    }
    if (page.length < PAGE) return found;
  }
}
