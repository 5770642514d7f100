import type { Database as Sqlite } from 'better-sqlite3';
import { TransactionLostError } from '../storage-failure.ts';

/** What can be bound to a statement that writes. */
export type Bound = string | number | null | Uint8Array;

/** One statement that changed something, with what was bound to it. Run again on the same state, it does the same. */
export interface Write {
  readonly sql: string;
  readonly values: readonly Bound[];
}

/**
 * Notes every statement that writes while a long transaction is open, so that the redo log can do it again. A write can be postponed:
 * the redo log has it before the answer, and the tables have it before anything else is read or written.
 */
export class WriteRecorder {
  readonly #sqlite: Sqlite;
  #writes: Write[] = [];
  #postponed: (() => void)[] = [];
  /** the place of the first postponed write among those of the group */
  #firstPostponed = 0;
  /** only inside a long transaction is anything noted */
  isOn = false;

  constructor(sqlite: Sqlite) {
    this.#sqlite = sqlite;
  }

  note(sql: string, values: readonly unknown[]): void {
    // What is bound is what the tables hold: text, numbers, null and bytes.
    if (this.isOn) this.#writes.push({ sql, values: values as readonly Bound[] });
  }

  /** Notes a write that is done with `catchUp`. It must not fail for what the tables hold: it may be answered by then. */
  postpone(sql: string, values: readonly unknown[], run: () => void): void {
    if (this.#postponed.length === 0) this.#firstPostponed = this.#writes.length;
    this.#postponed.push(run);
    this.note(sql, values);
  }

  get isBehind(): boolean {
    return this.#postponed.length > 0;
  }

  /**
   * Does what was postponed.
   * @throws when the file cannot be written; the whole transaction is undone then
   */
  catchUp(): void {
    const postponed = this.#postponed;
    if (postponed.length === 0) return;
    this.#postponed = [];
    try {
      if (!this.#sqlite.inTransaction) throw new TransactionLostError('SQLite gave the transaction up.');
      for (const run of postponed) run();
    } catch (error) {
      if (this.#sqlite.inTransaction) this.#sqlite.exec('rollback');
      throw error;
    }
  }

  /** a place to go back to */
  mark(): number {
    return this.#writes.length;
  }

  /** whether the tables have anything that was noted since a mark */
  hasDoneSince(mark: number): boolean {
    return (this.isBehind ? this.#firstPostponed : this.#writes.length) > mark;
  }

  /** @returns what was noted before a mark */
  before(mark: number): readonly Write[] {
    return this.#writes.slice(0, mark);
  }

  /** Forgets what was noted since; the tables do not have it (any more). */
  undoTo(mark: number): void {
    this.#writes.length = mark;
    if (this.isBehind) this.#postponed.length = Math.max(0, mark - this.#firstPostponed);
  }

  /** Hands over what the redo log is to hold; what was postponed is still to be done. */
  take(): readonly Write[] {
    const writes = this.#writes;
    this.#writes = [];
    return writes;
  }
}

const recorders = new WeakMap<Sqlite, WriteRecorder>();

/** The one recorder of a connection. */
export function recorderOf(sqlite: Sqlite): WriteRecorder {
  let recorder = recorders.get(sqlite);
  if (recorder === undefined) {
    recorder = new WriteRecorder(sqlite);
    recorders.set(sqlite, recorder);
  }
  return recorder;
}
