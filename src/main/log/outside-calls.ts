import type { ExchangeSummaryRow } from '../store/repositories/exchanges.ts';
import type { Tx } from '../store/store.ts';

/**
 * Follows who has called from outside: the first call with a valid token, and the latest call. It never looks through anything twice,
 * because a rehearsal may have put hundreds of thousands of its own requests in between.
 */
export class OutsideCalls {
  #first: number | null = null;
  #latest: number | null = null;
  #firstSoughtTo = 0;
  #latestSoughtTo = 0;

  look(tx: Tx): { first: ExchangeSummaryRow | undefined; latest: ExchangeSummaryRow | undefined } {
    const last = tx.exchanges.lastId();
    // An emptied log may use its numbers again.
    if (last < Math.max(this.#firstSoughtTo, this.#latestSoughtTo)) this.#forget();
    const first = known(tx, this.#first) ?? tx.exchanges.firstAuthenticated(this.#first === null ? this.#firstSoughtTo : 0);
    const latest = tx.exchanges.latestFromOutside(this.#latestSoughtTo) ?? this.#stillLatest(tx);
    this.#first = first?.id ?? null;
    this.#latest = latest?.id ?? null;
    this.#firstSoughtTo = last;
    this.#latestSoughtTo = last;
    return { first, latest };
  }

  #stillLatest(tx: Tx): ExchangeSummaryRow | undefined {
    if (this.#latest === null) return undefined;
    return known(tx, this.#latest) ?? tx.exchanges.latestFromOutside(0);
  }

  #forget(): void {
    this.#first = null;
    this.#latest = null;
    this.#firstSoughtTo = 0;
    this.#latestSoughtTo = 0;
  }
}

function known(tx: Tx, id: number | null): ExchangeSummaryRow | undefined {
  const row = id === null ? undefined : tx.exchanges.get(id);
  return row?.made_by === null ? row : undefined;
}
