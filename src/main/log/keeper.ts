import type { Retention } from '#shared/contract/log.ts';
import type { Clock, Logger } from '../service/ports.ts';
import type { Store, Tx } from '../store/store.ts';

const LOOK_EVERY_MS = 60_000;
const BATCH = 200;
const PAUSE_MS = 5;
const PAGES = 1000;

/**
 * Keeps the log within the limits that the admin set: age, number, size. The oldest exchange goes first, a pinned one never. It works in
 * batches of some milliseconds, gives way to requests in between, and returns the space to the disk.
 */
export class LogKeeper {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #onRemoved: () => void;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #closed = false;
  #removed = 0;

  constructor(options: { store: Store; clock: Clock; logger: Logger; onRemoved: () => void }) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#onRemoved = options.onRemoved;
    this.#schedule(LOOK_EVERY_MS);
  }

  /** Looks soon, for example after the limits were changed. */
  look(): void {
    this.#schedule(PAUSE_MS);
  }

  /** For when the log was emptied: makes the file small at once. */
  compact(): void {
    try {
      this.#store.compact();
    } catch (error) {
      // Another process may have the file open; the space is reused all the same.
      this.#logger.error('the sandbox file could not be made smaller', error);
    }
  }

  close(): void {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #schedule(delay: number): void {
    if (this.#closed) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#work(), delay);
    this.#timer.unref();
  }

  #work(): void {
    this.#timer = null;
    let removed = 0;
    try {
      removed = this.#store.write((tx) => removeSome(tx, this.#clock.now()));
      if (removed > 0) this.#store.shrink(PAGES);
    } catch (error) {
      this.#logger.error('the log could not be kept within its limits; it is tried again in a minute', error);
    }
    this.#removed += removed;
    if (removed > 0) return this.#schedule(PAUSE_MS);
    if (this.#removed > 0) this.#onRemoved();
    this.#removed = 0;
    this.#schedule(LOOK_EVERY_MS);
  }
}

/** @returns how many went */
function removeSome(tx: Tx, now: Date): number {
  const retention = tx.log.retention.get();
  if (Object.values(retention).every((limit) => limit === null)) return 0;
  const oldest = tx.log.removal.oldestUnpinned(0, BATCH);
  const surplus = surplusOf(tx, retention);
  const tooOld = retention.days === null ? 0 : tx.log.search.firstIdSince(now.getTime() - retention.days * 86_400_000);
  return tx.log.removal.remove(oldest.filter((id, place) => place < surplus || id < tooOld));
}

function surplusOf(tx: Tx, { exchanges, megabytes }: Retention): number {
  const count = tx.log.index.countAll();
  const tooMany = exchanges === null ? 0 : count - exchanges;
  const bytes = megabytes === null ? 0 : tx.log.removal.usedBytes() - megabytes * 1_000_000;
  // As many as hold that many bytes on average; what is still missing goes with the next batch.
  const tooLarge = bytes <= 0 ? 0 : Math.ceil((bytes / tx.log.removal.usedBytes()) * count);
  return Math.max(tooMany, tooLarge);
}
