import type { Term } from '#shared/log-query/terms.ts';
import type { LogCount } from '../store/logbook/log-search.ts';
import type { ExchangeSummaryRow } from '../store/repositories/exchanges.ts';
import type { Store } from '../store/store.ts';

export interface LogPage {
  /** newest first */
  readonly rows: readonly ExchangeSummaryRow[];
  /** the next page begins below this id; null when that was all */
  readonly next: number | null;
}

/** A search that finds little in a long log returns after this time with what it has, and says how far it came. */
const BUDGET_MS = 1500;

/**
 * One page of a search. It works in steps of some milliseconds and gives way in between, so that an identity provider that calls meanwhile
 * does not notice.
 * @param below ids from here upwards were seen already
 * @param floor the lowest id of interest
 */
export async function searchLog(
  store: Store,
  terms: readonly Term[],
  page: { below?: number | undefined; floor?: number | undefined; limit: number },
): Promise<LogPage> {
  const query = store.read((tx) => tx.log.search.prepare(terms));
  const rows: ExchangeSummaryRow[] = [];
  let next: number | null = page.below ?? Number.MAX_SAFE_INTEGER;
  const began = performance.now();
  while (next !== null && rows.length < page.limit && performance.now() - began < BUDGET_MS) {
    const from: number = next;
    const step = store.read((tx) =>
      tx.log.search.step(query, { below: from, floor: page.floor ?? 0, limit: page.limit - rows.length }),
    );
    rows.push(...step.rows);
    next = step.next;
    if (next !== null) await turn();
  }
  return { rows, next };
}

/** The ids of all that a search finds, oldest first. */
export async function findAll(store: Store, terms: readonly Term[]): Promise<number[]> {
  const query = store.read((tx) => tx.log.search.prepare(terms));
  const ids: number[] = [];
  let next: number | null = Number.MAX_SAFE_INTEGER;
  while (next !== null) {
    const below: number = next;
    const step = store.read((tx) => tx.log.search.step(query, { below, floor: 0, limit: 1000 }));
    for (const { id } of step.rows) ids.push(id);
    next = step.next;
    await turn();
  }
  return ids.toReversed();
}

/**
 * How many match. Where only looking at each would tell, it is at least what was found.
 * @param isFirst the page begins with the newest
 */
export function countLog(store: Store, terms: readonly Term[], page: LogPage, isFirst: boolean): LogCount {
  if (isFirst && page.next === null) return { count: page.rows.length, kind: 'exact' };
  const counted = store.read((tx) => tx.log.search.count(tx.log.search.prepare(terms)));
  return counted ?? { count: page.rows.length, kind: 'at-least' };
}

/** Lets waiting requests go first. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
