import { SESSION_GAP_MS } from '../store/logbook/session-gap.ts';
import type { PlannedRow } from '../store/repositories/runs.ts';
import type { Store, Tx } from '../store/store.ts';

const LONGEST = 10_000;
const PAGE = 500;

/**
 * The latest burst of one identity provider, cut at the same gap as the sessions of the log: a real one's and a simulated one's are two.
 * Unlike those sessions it needs no index, and does not depend on the token that the requests came with. Oldest first; empty when nothing was
 * recorded.
 */
export function latestSession(store: Store): PlannedRow[] {
  return store.read((tx) => {
    const seed = latestSeed(tx);
    return seed === undefined ? [] : [...before(tx, seed).toReversed(), seed, ...after(tx, seed)];
  });
}

/** A stray caller with an unknown token makes no session, nor does SCIM Rehearsal with its own checks, unless there is nobody else. */
function latestSeed(tx: Tx): PlannedRow | undefined {
  const latest = tx.runs.exchangesBack(Number.MAX_SAFE_INTEGER, PAGE);
  return latest.find((row) => row.status !== 401 && !isOwnCheck(row)) ?? latest[0];
}

/** What no identity provider would send: nobody replays it to see what a provider will meet. */
function isOwnCheck({ made_by: madeBy }: PlannedRow): boolean {
  return madeBy === 'check-back' || madeBy === 'conformance';
}

function before(tx: Tx, seed: PlannedRow): PlannedRow[] {
  return neighbours(seed, (last) => tx.runs.exchangesBack(last, PAGE));
}

function after(tx: Tx, seed: PlannedRow): PlannedRow[] {
  return neighbours(seed, (last) => tx.runs.exchanges({ from: last + 1, to: Number.MAX_SAFE_INTEGER, limit: PAGE }));
}

/** Walks away from the seed until its provider was silent for too long; the log is in order of time. */
function neighbours(seed: PlannedRow, pageBehind: (id: number) => PlannedRow[]): PlannedRow[] {
  const found: PlannedRow[] = [];
  for (let last = seed; ;) {
    const page = pageBehind(last.id);
    for (const row of page) {
      const known = found.at(-1) ?? seed;
      if (Math.abs(Date.parse(known.at) - Date.parse(row.at)) > SESSION_GAP_MS || found.length >= LONGEST) return found;
      if (row.idp === seed.idp && row.made_by === seed.made_by) found.push(row);
      last = row;
    }
    if (page.length < PAGE) return found;
  }
}
