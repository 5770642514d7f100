import type { ExchangeSummaryRow } from '../store/repositories/exchanges.ts';
import type { Store } from '../store/store.ts';

const GAP_MS = 10 * 60_000;
const LONGEST = 10_000;
const PAGE = 500;

/**
 * The burst of one identity provider that an exchange belongs to: its neighbours from the same provider, none further than ten
 * minutes from the next. Oldest first; empty when there is no such exchange.
 * @param around an exchange of it; left out: the latest one
 */
export function sessionAround(store: Store, around?: number): ExchangeSummaryRow[] {
  const seed = around === undefined ? newest(store) : store.read((tx) => tx.exchanges.get(around));
  if (seed === undefined) return [];
  return store.read((tx) => {
    const session: ExchangeSummaryRow[] = [];
    let before = Number.MAX_SAFE_INTEGER;
    for (;;) {
      const { rows } = tx.exchanges.search({ filter: { idps: [seed.idp as 'entra'] }, before, limit: PAGE });
      for (const row of rows) {
        const next = session.at(-1);
        const isFar = next !== undefined && Date.parse(next.at) - Date.parse(row.at) > GAP_MS;
        if (isFar && next.id <= seed.id) return session.toReversed();
        if (isFar) session.length = 0;
        session.push(row);
        if (session.length >= LONGEST) return session.toReversed();
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE) return session.toReversed();
      before = last.id;
    }
  });
}

function newest(store: Store): ExchangeSummaryRow | undefined {
  return store.read((tx) => tx.exchanges.search({ filter: {}, limit: 1 }).rows[0]);
}
