import type { Database as Sqlite } from 'better-sqlite3';
import type { WriteRecorder } from './write-recorder.ts';

/** Undoes what `work` wrote when it throws, and throws on. */
export type Savepoint = <T>(work: () => T, recorder: WriteRecorder) => T;

/** @returns savepoints of a connection; they may be nested */
export function savepointOf(sqlite: Sqlite): Savepoint {
  const begin = sqlite.prepare('savepoint work');
  const release = sqlite.prepare('release work');
  const rollback = sqlite.prepare('rollback to work');
  return (work, recorder) => {
    // What was noted before it must not be undone with it.
    recorder.catchUp();
    begin.run();
    const mark = recorder.mark();
    try {
      return work();
    } catch (error) {
      // A full disk takes the whole transaction, and with it the savepoint.
      if (sqlite.inTransaction) rollback.run();
      recorder.undoTo(mark);
      throw error;
    } finally {
      if (sqlite.inTransaction) release.run();
    }
  };
}
