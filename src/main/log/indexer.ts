import type { Logger } from '../service/ports.ts';
import type { Store } from '../store/store.ts';

/** After this long without a request, the time is free. */
const QUIET_MS = 600;
/** Where requests never pause, a little is done all the same. */
const AT_LEAST_EVERY_MS = 5000;
/** About as many as fit into `BATCH_MS`: rows that are read but not indexed are garbage, and most of a row is its bodies. */
const BATCH = 60;
const BATCH_MS = 8;

/**
 * Puts recorded exchanges into the index of the log while nobody calls: in batches of some milliseconds, giving way in between. Recording
 * knows nothing about it, so it costs a request nothing.
 */
export class LogIndexer {
  readonly #store: Store;
  readonly #logger: Logger;
  readonly #onIndexed: () => void;
  #lastExchange = 0;
  #lastBatch = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #closed = false;

  /** @param onIndexed is called when all that was waiting is indexed */
  constructor(store: Store, logger: Logger, onIndexed: () => void) {
    this.#store = store;
    this.#logger = logger;
    this.#onIndexed = onIndexed;
    this.#schedule(0);
  }

  /** An exchange was recorded. */
  notice(): void {
    this.#lastExchange = performance.now();
    if (this.#timer === null) this.#schedule(QUIET_MS);
  }

  /** Indexes everything at once, for example before the command line reads. */
  static catchUp(store: Store): void {
    while (store.write((tx) => tx.log.index.advance(BATCH, () => false)).more);
  }

  close(): void {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #schedule(delay: number): void {
    if (this.#closed) return;
    this.#timer = setTimeout(() => this.#work(), delay);
    this.#timer.unref();
  }

  #work(): void {
    this.#timer = null;
    const now = performance.now();
    const quietFor = now - this.#lastExchange;
    if (quietFor < QUIET_MS && now - this.#lastBatch < AT_LEAST_EVERY_MS) return this.#schedule(QUIET_MS - quietFor + 20);
    this.#lastBatch = now;
    try {
      const { taken, more } = this.#store.write((tx) => tx.log.index.advance(BATCH, () => performance.now() - now > BATCH_MS));
      if (more) this.#schedule(quietFor < QUIET_MS ? QUIET_MS : 2);
      else if (taken > 0) this.#onIndexed();
    } catch (error) {
      // The disk may be full, or another process may be writing; the log is complete without its index.
      this.#logger.error('the log could not be indexed; it is tried again in a minute', error);
      this.#schedule(60_000);
    }
  }
}
