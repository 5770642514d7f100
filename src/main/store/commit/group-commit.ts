import type { LongTransaction } from './long-transaction.ts';

interface Job<Tx> {
  run(tx: Tx): void;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Every answered request is on disk, but a transaction for each would cost more than the request. So all work that
 * arrives within one turn of the event loop is made durable by one write, and is answered only after that.
 */
export class GroupCommit<Tx> {
  readonly #tx: Tx;
  readonly #long: LongTransaction;
  #waiting: Job<Tx>[] = [];
  #scheduled = false;
  #lastSize = 1;

  constructor(tx: Tx, long: LongTransaction) {
    this.#tx = tx;
    this.#long = long;
  }

  /** @returns what `work` returned, once it is durable; rejects with what `work` or the disk threw */
  submit<T>(work: (tx: Tx) => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let result: T;
      this.#waiting.push({
        run: (tx) => {
          result = work(tx);
        },
        resolve: () => resolve(result),
        reject,
      });
      if (this.#scheduled) return;
      this.#scheduled = true;
      setImmediate(() => this.#gather(0));
    });
  }

  /**
   * Waits for as many as came together last, as long as every turn of the event loop brings more: clients that were answered
   * together ask again together. One that is alone never waits.
   * @param before how many waited a turn ago
   */
  #gather(before: number): void {
    const now = this.#waiting.length;
    if (now === before || now >= this.#lastSize) this.flush();
    else setImmediate(() => this.#gather(now));
  }

  /** Makes durable what waits now. */
  flush(): void {
    this.#scheduled = false;
    const jobs = this.#waiting;
    this.#waiting = [];
    if (jobs.length === 0) return;
    this.#lastSize = jobs.length;
    if (this.#runTogether(jobs)) return;
    // One of them broke the group. Alone, each stands or falls for itself.
    for (const job of jobs) this.#runTogether([job]);
  }

  /** @returns false when they must be run again, one by one */
  #runTogether(jobs: readonly Job<Tx>[]): boolean {
    try {
      this.#long.perform(() => {
        for (const job of jobs) job.run(this.#tx);
      });
    } catch (error) {
      if (jobs.length > 1) return false;
      jobs[0]?.reject(error);
      return true;
    }
    for (const job of jobs) job.resolve();
    return true;
  }
}
