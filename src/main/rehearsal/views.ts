import { z } from 'zod';
import type { RehearsalStep } from '#shared/contract/rehearsals.ts';
import { RehearsalDrill, RehearsalExchange, RehearsalOutcome, RehearsalSummary, StoryName } from '#shared/contract/rehearsals.ts';
import type { RehearsalRow, RehearsalStepRow } from '../store/repositories/rehearsals.ts';
import { PROVIDERS } from './idps.ts';
import { resultWords } from './result-words.ts';
import { KeptPlan } from './plan.ts';

export type Counts = RehearsalSummary['counts'];
export const NO_COUNTS: Readonly<Counts> = { ok: 0, unexpected: 0, failed: 0, skipped: 0 };

/** What is known about a running rehearsal beyond its row. */
export interface LiveView {
  readonly counts: Counts;
  readonly requests: number;
  readonly drills: readonly RehearsalDrill[];
  readonly now: RehearsalSummary['now'];
}

/** A row as the console's contract has it. @param live left out for a rehearsal that is over */
export function viewRehearsal(row: RehearsalRow, live?: LiveView): RehearsalSummary {
  const plan = KeptPlan.parse(JSON.parse(row.plan));
  const { name, variant } = PROVIDERS[plan.idp];
  const title = variant === null ? name : `${name}, ${variant}`;
  const counts = live?.counts ?? RehearsalSummary.shape.counts.parse(JSON.parse(row.counts));
  const requests = live?.requests ?? row.requests;
  const drills = live === undefined ? z.array(RehearsalDrill).parse(JSON.parse(row.drills)) : [...live.drills];
  const { state, problem } = row;
  return {
    id: row.id,
    created: row.created,
    finished: row.finished,
    idpName: name,
    title,
    ...plan,
    state,
    problem,
    result: resultWords({ counts, state, problem, requests, drills }),
    remarks: z.array(z.string()).parse(JSON.parse(row.remarks)),
    counts,
    requests,
    drills,
    now: live?.now ?? null,
  };
}

/** A row as the console's contract has it. */
export function viewStep(row: RehearsalStepRow): RehearsalStep {
  return {
    seq: row.seq,
    story: StoryName.parse(row.story),
    sentence: row.sentence,
    expectation: row.expectation,
    outcome: RehearsalOutcome.parse(row.outcome),
    told: row.told,
    exchanges: z.array(RehearsalExchange).parse(JSON.parse(row.exchanges)),
    exchangeCount: row.exchange_count,
    durationMs: row.duration_ms,
    drilled: row.drilled,
  };
}

/** A step as it is kept; what `viewStep` reads. */
export function stepRow(rehearsalId: number, step: RehearsalStep): RehearsalStepRow {
  return {
    rehearsal_id: rehearsalId,
    seq: step.seq,
    story: step.story,
    sentence: step.sentence,
    expectation: step.expectation,
    outcome: step.outcome,
    told: step.told,
    exchanges: JSON.stringify(step.exchanges),
    exchange_count: step.exchangeCount,
    duration_ms: step.durationMs,
    drilled: step.drilled,
  };
}
