import { z } from 'zod';
import { RehearsalExchange, RehearsalOutcome, RehearsalStep, RehearsalSummary, StoryName } from '#shared/contract/rehearsals.ts';
import type { RehearsalRow, RehearsalStepRow } from '../store/repositories/rehearsals.ts';
import { PROVIDERS } from './idps.ts';
import { KeptPlan } from './plan.ts';

export type Counts = RehearsalSummary['counts'];
export const NO_COUNTS: Readonly<Counts> = { ok: 0, unexpected: 0, failed: 0, skipped: 0 };

/** What is known of a rehearsal while it runs and is not written down yet. */
export interface LiveView {
  readonly counts: Counts;
  readonly requests: number;
  readonly now: RehearsalSummary['now'];
}

export function viewRehearsal(row: RehearsalRow, live?: LiveView): RehearsalSummary {
  const plan = KeptPlan.parse(JSON.parse(row.plan));
  const { name, variant } = PROVIDERS[plan.idp];
  return {
    id: row.id,
    created: row.created,
    finished: row.finished,
    idpName: name,
    title: variant === null ? name : `${name}, ${variant}`,
    ...plan,
    state: row.state,
    problem: row.problem,
    remarks: z.array(z.string()).parse(JSON.parse(row.remarks)),
    counts: live?.counts ?? RehearsalSummary.shape.counts.parse(JSON.parse(row.counts)),
    requests: live?.requests ?? row.requests,
    now: live?.now ?? null,
  };
}

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
  };
}
