import type { RunStepRow } from '../store/repositories/runs.ts';

/** How many steps of a run came out how; the rest waits. */
export interface Counts {
  same: number;
  differs: number;
  cannot: number;
  inDoubt: number;
  refusedBefore: number;
  refusedNow: number;
}

export const NO_COUNTS: Readonly<Counts> = { same: 0, differs: 0, cannot: 0, inDoubt: 0, refusedBefore: 0, refusedNow: 0 };

export type FinalOutcome = Extract<RunStepRow['outcome'], 'same' | 'differs' | 'cannot' | 'in-doubt'>;

/** Counts a step that came to its end. */
export function count(counts: Counts, outcome: FinalOutcome, statuses: { before: number; now: number | null }): void {
  if (outcome === 'in-doubt') counts.inDoubt += 1;
  else counts[outcome] += 1;
  if (outcome !== 'same' && outcome !== 'differs') return;
  if (statuses.before >= 400) counts.refusedBefore += 1;
  if (statuses.now !== null && statuses.now >= 400) counts.refusedNow += 1;
}

/** Reads the counts that a run has stored. */
export function readCounts(json: string): Counts {
  return { ...NO_COUNTS, ...(JSON.parse(json) as Partial<Counts>) };
}
