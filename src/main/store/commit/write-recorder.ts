import type { Database as Sqlite } from 'better-sqlite3';

/** What can be bound to a statement that writes. */
export type Bound = string | number | null | Uint8Array;

/** One statement that changed something, with what was bound to it. Run again on the same state, it does the same. */
export interface Write {
  readonly sql: string;
  readonly values: readonly Bound[];
}

interface Postponed {
  /** its place among the writes of the group */
  readonly at: number;
  readonly run: () => void;
}

/** Notes every statement that writes while a long transaction is open, so that the redo log can do it again. */
export class WriteRecorder {
  #writes: Write[] = [];
  #postponed: Postponed[] = [];
  /** only inside a long transaction is anything noted */
  isOn = false;

  note(sql: string, values: readonly unknown[]): void {
    // What is bound is what the tables hold: text, numbers, null and bytes.
    if (this.isOn) this.#writes.push({ sql, values: values as readonly Bound[] });
  }

  /** Notes a write that is only done with `catchUp`, when those who wait have their answer. */
  postpone(sql: string, values: readonly unknown[], run: () => void): void {
    this.#postponed.push({ at: this.#writes.length, run });
    this.note(sql, values);
  }

  get isBehind(): boolean {
    return this.#postponed.length > 0;
  }

  /** Does what was postponed. */
  catchUp(): void {
    const postponed = this.#postponed;
    this.#postponed = [];
    for (const { run } of postponed) run();
  }

  /** a place to go back to */
  mark(): number {
    return this.#writes.length;
  }

  /** @returns what was noted before a mark */
  before(mark: number): readonly Write[] {
    return this.#writes.slice(0, mark);
  }

  /** Forgets what was noted since; its savepoint was rolled back. */
  undoTo(mark: number): void {
    this.#writes.length = mark;
    this.#postponed = this.#postponed.filter(({ at }) => at < mark);
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
    recorder = new WriteRecorder();
    recorders.set(sqlite, recorder);
  }
  return recorder;
}
