import { setImmediate } from 'node:timers/promises';
import { ObservedTraffic } from '../mapping/observe/traffic.ts';
import type { CompiledProfile } from '../profile/compile.ts';
import type { Store } from '../store/store.ts';
import { observedExchanges } from './observed-exchanges.ts';

/** How many exchanges back to look: as many as an initial cycle of some thousand people sends. */
const OBSERVED_AT_MOST = 20_000;
const PAGE = 500;

/** What was sent, and which part of the log that rests on. */
export interface Observation {
  /** what came from outside */
  readonly traffic: ObservedTraffic;
  /** what the simulator sent */
  readonly simulated: ObservedTraffic;
  /** how many exchanges of any kind were read */
  readonly looked: number;
  /** whether the log holds older ones that were not */
  readonly bounded: boolean;
}

interface Known {
  readonly traffic: ObservedTraffic;
  readonly simulated: ObservedTraffic;
  /** the range of exchange ids that it covers: after `from`, up to `to` */
  readonly from: number;
  to: number;
}

/**
 * Goes through the recorded exchanges for what identity providers sent. What was read is kept, so that the next time only newer ones are
 * read. It reads in pages and gives way in between, so that no request waits for it.
 */
export class TrafficObserver {
  readonly #store: Store;
  readonly #profile: CompiledProfile;
  readonly #atMost: number;
  #known: Known | null = null;
  #running: Promise<Observation> | null = null;

  constructor(store: Store, profile: CompiledProfile, atMost: number = OBSERVED_AT_MOST) {
    this.#store = store;
    this.#profile = profile;
    this.#atMost = atMost;
  }

  /** All who ask at the same time get the same answer. */
  observe(): Promise<Observation> {
    this.#running ??= this.#observe().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #observe(): Promise<Observation> {
    const { first, last } = this.#store.read((tx) => ({ first: tx.exchanges.firstId(), last: tx.exchanges.lastId() }));
    const oldest = Math.max(0, first - 1);
    const known = this.#stillValid(oldest, last) ?? {
      traffic: new ObservedTraffic(),
      simulated: new ObservedTraffic(),
      from: Math.max(oldest, last - this.#atMost),
      to: Math.max(oldest, last - this.#atMost),
    };
    // Kept only once it is complete: after a failure halfway it begins anew.
    this.#known = null;
    await this.#read(known, last);
    this.#known = known;
    const { traffic, simulated } = known;
    return { traffic, simulated, looked: known.to - known.from, bounded: known.from > oldest };
  }

  /** A log that was emptied, or has grown far beyond the bound, is read anew. */
  #stillValid(oldest: number, last: number): Known | null {
    const known = this.#known;
    if (known === null || known.from < oldest || known.to > last) return null;
    return last - known.from > 2 * this.#atMost ? null : known;
  }

  async #read(known: Known, last: number): Promise<void> {
    const answerOf = (id: number) => this.#store.read((tx) => tx.exchanges.get(id))?.response_body ?? null;
    while (known.to < last) {
      const rows = this.#store.read((tx) => tx.exchanges.sent({ after: known.to, upTo: last, limit: PAGE }));
      for (const row of rows) {
        // What checks and replays send is no provider's choice of attributes.
        const into = row.made_by === null ? known.traffic : row.made_by === 'simulator' ? known.simulated : null;
        if (into === null) continue;
        for (const exchange of observedExchanges(row, this.#profile, answerOf)) into.add(exchange);
      }
      known.to = rows.length < PAGE ? last : (rows.at(-1)?.id ?? last);
      if (known.to < last) await setImmediate();
    }
  }
}
