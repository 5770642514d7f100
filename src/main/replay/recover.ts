import type { Store, Tx } from '../store/store.ts';
import { type Counts, count, readCounts } from './counts.ts';

/** For after a host was killed: marks what was under way, so that nothing is sent twice without saying so. */
export function recoverRuns(tx: Tx): void {
  for (const run of tx.runs.all()) {
    if (run.state !== 'running' && run.state !== 'paused') continue;
    const counts = readCounts(run.counts);
    for (const step of tx.runs.sending(run.id)) {
      const isRead = step.method === 'GET' || step.method === 'HEAD';
      if (!isRead) count(counts, 'in-doubt', { before: step.original_status, now: null });
      tx.runs.setOutcome(
        run.id,
        step.seq,
        isRead ? 'waiting' : 'in-doubt',
        isRead ? null : 'It was being sent when SCIM Rehearsal ended, so nobody knows whether it was done.',
      );
    }
    tx.runs.update(run.id, {
      state: 'broken',
      problem: 'SCIM Rehearsal ended while this replay was under way.',
      counts: JSON.stringify(counts),
    });
  }
}

/** Sends what is in doubt a second time, because the admin asked for it, and notes that it did. */
export function putBackInDoubt(store: Store, runId: number, counts: Counts): void {
  const steps = store.read((tx) => tx.runs.steps(runId, { outcomes: ['in-doubt'], after: 0, limit: 100_000 }));
  counts.inDoubt -= steps.length;
  store.write((tx) => {
    for (const { seq } of steps) {
      tx.runs.setOutcome(
        runId,
        seq,
        'waiting',
        'Sent a second time, because the first one got no answer; it may have been done twice.',
      );
    }
  });
}
