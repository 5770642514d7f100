import type { Database as Sqlite } from 'better-sqlite3';
import { rmSync, statSync } from 'node:fs';
import { RedoLog, generationOf, raiseGeneration, redo } from './redo-log.ts';
import { type Savepoint, savepointOf } from './savepoint.ts';
import { TransactionLostError, storageFailureOf } from '../storage-failure.ts';
import { type WriteRecorder, recorderOf } from './write-recorder.ts';

/** How long work may wait in the redo log. Long enough to share the pages of a commit, short enough that other processes see it soon. */
const LONGEST_MS = 50;
const LARGEST_LOG = 8 * 1024 * 1024;
/** A process that wanted to write and left its sign behind was ended. */
const SIGN_IS_STALE_MS = 10_000;

/**
 * One SQLite transaction for all requests of some milliseconds. A commit writes every page that it touched, a dozen for a new
 * user, so a commit for each request costs more than the request. Here a request is durable by one append to the redo log; the
 * pages are written once for all. When the process is killed in between, the next one does again what the redo log holds.
 */
export class LongTransaction {
  readonly #sqlite: Sqlite;
  readonly #file: string;
  readonly #recorder: WriteRecorder;
  readonly #begin: () => void;
  readonly #commit: () => void;
  readonly #savepoint: Savepoint;
  readonly #onLateFailure: (error: unknown) => void;
  #redo: RedoLog | null = null;
  #isOpen = false;
  /** another process waits for the write lock: commit each group, as if there were no redo log */
  #isShort = false;
  /** something was undone in this one already: from now on each attempt has a savepoint, so that undoing again is cheap */
  #isCautious = false;
  #openings = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** @param onLateFailure told when a commit fails with nobody waiting for it; what was answered stays in the redo log, and it is tried again */
  constructor(sqlite: Sqlite, file: string, onLateFailure: (error: unknown) => void) {
    this.#sqlite = sqlite;
    this.#file = file;
    this.#recorder = recorderOf(sqlite);
    const begin = sqlite.prepare('begin immediate');
    const commit = sqlite.prepare('commit');
    this.#begin = () => void begin.run();
    this.#commit = () => void commit.run();
    this.#savepoint = savepointOf(sqlite);
    this.#onLateFailure = onLateFailure;
  }

  /** whether work runs inside it now */
  get isOpen(): boolean {
    return this.#isOpen && this.#sqlite.inTransaction;
  }

  /**
   * Makes the tables have all that was answered, when it is open.
   * @returns whether it is
   * @throws when the file cannot be written
   */
  isReadable(): boolean {
    if (!this.isOpen) return false;
    this.#recorder.catchUp();
    return true;
  }

  /** rises with each transaction; no other process commits to the file while it stays the same */
  get openings(): number {
    return this.#openings;
  }

  /**
   * Runs `work` inside, and returns when what it wrote is durable.
   * @throws what `work` throws, or the disk; nothing of `work` is left then, and everything before it is
   */
  perform(work: () => void): void {
    this.#enter();
    try {
      work();
      if (!this.#isShort) this.#redo?.append(this.#recorder.take());
    } catch (error) {
      this.#goBack();
      throw error;
    }
    if (this.#isShort || (this.#redo?.size ?? 0) > LARGEST_LOG) this.settle();
    else if (this.#recorder.isBehind) setImmediate(() => this.#catchUpLate());
  }

  /**
   * Undoes what `work` wrote when it throws, and throws on. Most that throw have written nothing yet, so nothing is kept for going
   * back: SQLite would copy each page before it is written, a tenth of a request. Where there is something to undo, all of
   * the transaction is undone and done again up to here.
   */
  attempt<T>(work: () => T): T {
    const recorder = this.#recorder;
    if (!recorder.isOn || this.#isCautious) return this.#savepoint(work, recorder);
    const mark = recorder.mark();
    try {
      return work();
    } catch (error) {
      if (!this.#sqlite.inTransaction) throw asLost(error);
      if (recorder.hasDoneSince(mark)) this.#undoTo(mark);
      else recorder.undoTo(mark);
      throw error;
    }
  }

  /**
   * Commits, so that other processes and other transactions of this one find everything.
   * @throws when the file cannot be written
   */
  settle(): void {
    if (!this.#isOpen) return;
    this.#enter();
    this.#commit();
    this.#isOpen = false;
    this.#isShort = false;
    this.#isCautious = false;
    this.#recorder.isOn = false;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** @throws when the file cannot be written; the redo log is kept then, for the next process */
  close(): void {
    this.settle();
    this.#redo?.close();
    this.#redo = null;
  }

  /** Opens the transaction, unless it is open; nothing is postponed then. */
  #enter(): void {
    if (this.isOpen) return this.#recorder.catchUp();
    this.#begin();
    this.#openings += 1;
    try {
      // It was given up, by SQLite itself when the disk is full: what was answered is in the redo log alone.
      if (!this.#isOpen || redo(this.#sqlite, this.#file) === 0) this.#start();
    } catch (error) {
      this.#rollback();
      throw error;
    }
    this.#isOpen = true;
    this.#recorder.isOn = !this.#isShort;
    this.#timer ??= setTimeout(() => this.#commitLate(), LONGEST_MS).unref();
  }

  /**
   * To where everything was durable: all of the transaction is undone, and with the next `#enter` the redo log is done again. That is
   * slow and rare, and costs nothing else; a savepoint around each group would cost every group.
   */
  #goBack(): void {
    this.#recorder.undoTo(0);
    this.#rollback();
    if (this.#isShort) this.#isOpen = false;
  }

  /** Back to a mark of the group that is under way. */
  #undoTo(mark: number): void {
    const kept = this.#recorder.before(mark);
    this.#goBack();
    this.#enter();
    this.#isCautious = true;
    for (const { sql, values } of kept) {
      this.#sqlite.prepare(sql).run(...values);
      this.#recorder.note(sql, values);
    }
  }

  #rollback(): void {
    if (this.#sqlite.inTransaction) this.#sqlite.exec('rollback');
  }

  #start(): void {
    this.#isShort = isWanted(this.#file);
    if (this.#isShort) return;
    this.#redo ??= new RedoLog(this.#file);
    const generation = generationOf(this.#sqlite);
    raiseGeneration(this.#sqlite, generation);
    this.#redo.start(generation);
  }

  #catchUpLate(): void {
    try {
      this.#recorder.catchUp();
    } catch (error) {
      this.#onLateFailure(error);
    }
  }

  #commitLate(): void {
    this.#timer = null;
    try {
      this.settle();
    } catch (error) {
      this.#onLateFailure(error);
      this.#timer = setTimeout(() => this.#commitLate(), 1000).unref();
    }
  }
}

/** Whatever went wrong first: nothing more may be written for that work. */
function asLost(error: unknown): unknown {
  return storageFailureOf(error) === null ? new TransactionLostError('The transaction was undone.', { cause: error }) : error;
}

/** The sign of a process that waits for the write lock of a sandbox file. */
export function wantedFileOf(sandboxFile: string): string {
  return `${sandboxFile}-wanted`;
}

function isWanted(sandboxFile: string): boolean {
  const sign = wantedFileOf(sandboxFile);
  const stats = statSync(sign, { throwIfNoEntry: false });
  if (stats === undefined) return false;
  if (Date.now() - stats.mtimeMs < SIGN_IS_STALE_MS) return true;
  rmSync(sign, { force: true });
  return false;
}
