import type { Database as Sqlite } from 'better-sqlite3';

interface Job<Tx> {
  run(tx: Tx): void;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Every answered request is on disk, but a transaction for each would cost more than the request. So all work that
 * arrives within one turn of the event loop shares a transaction, and is answered only after that has committed.
 */
export class GroupCommit<Tx> {
  readonly #tx: Tx;
  readonly #begin: () => void;
  readonly #commit: () => void;
  readonly #rollback: () => void;
  #waiting: Job<Tx>[] = [];
  #scheduled = false;

  constructor(sqlite: Sqlite, tx: Tx) {
    this.#tx = tx;
    const begin = sqlite.prepare('begin immediate');
    const commit = sqlite.prepare('commit');
    const rollback = sqlite.prepare('rollback');
    this.#begin = () => void begin.run();
    this.#commit = () => void commit.run();
    this.#rollback = () => {
      if (sqlite.inTransaction) rollback.run();
    };
  }

  /** @returns what `work` returned, once it is committed; rejects with what `work` or the commit threw */
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
      setImmediate(() => this.flush());
    });
  }

  /** Commits what waits now. */
  flush(): void {
    this.#scheduled = false;
    const jobs = this.#waiting;
    this.#waiting = [];
    if (jobs.length === 0) return;
    if (this.#runTogether(jobs)) return;
    // One of them broke the transaction. Alone, each stands or falls for itself.
    for (const job of jobs) this.#runAlone(job);
  }

  #runTogether(jobs: readonly Job<Tx>[]): boolean {
    try {
      this.#begin();
      for (const job of jobs) job.run(this.#tx);
      this.#commit();
    } catch (error) {
      this.#rollback();
      if (jobs.length > 1) return false;
      jobs[0]?.reject(error);
      return true;
    }
    for (const job of jobs) job.resolve();
    return true;
  }

  #runAlone(job: Job<Tx>): void {
    this.#runTogether([job]);
  }
}
