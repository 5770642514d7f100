import type { Database as Sqlite } from 'better-sqlite3';

/** What can be bound to a statement that writes. */
export type Bound = string | number | null | Uint8Array;

/** One statement that changed something, with what was bound to it. Run again on the same state, it does the same. */
export interface Write {
  readonly sql: string;
  readonly values: readonly Bound[];
}

/** Notes every statement that writes while a long transaction is open, so that the redo log can do it again. */
export class WriteRecorder {
  #writes: Write[] = [];
  /** only inside a long transaction is anything noted */
  isOn = false;

  note(sql: string, values: readonly unknown[]): void {
    // What is bound is what the tables hold: text, numbers, null and bytes.
    if (this.isOn) this.#writes.push({ sql, values: values as readonly Bound[] });
  }

  /** a place to go back to */
  mark(): number {
    return this.#writes.length;
  }

  /** Forgets what was noted since; its savepoint was rolled back. */
  undoTo(mark: number): void {
    this.#writes.length = mark;
  }

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
    recorder = new WriteRecorder();
    recorders.set(sqlite, recorder);
  }
  return recorder;
}
