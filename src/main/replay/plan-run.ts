import type { ReplayPace, ReplayTarget } from '#shared/contract/replay.ts';
import { encodeBody } from '../store/body-codec.ts';
import type { RunRepository } from '../store/repositories/runs.ts';
import type { Store } from '../store/store.ts';
import { checkedUrl } from './checked-url.ts';
import { NO_COUNTS } from './counts.ts';
import { type LogSource, planned } from './originals.ts';
import type { Recorded } from './recorded.ts';
import { ReplayError } from './replay-error.ts';

const INSERTED_AT_ONCE = 500;

/** Where a replay goes, and how. An empty title is made from what is replayed. */
export interface Plan {
  readonly target: ReplayTarget;
  readonly pace: ReplayPace;
  readonly title: string;
}

type PlannedStep = Omit<Parameters<RunRepository['insertStep']>[0], 'run_id' | 'seq' | 'outcome'>;

/** A replay with everything that it will send. */
export interface PlannedRun extends Plan {
  readonly steps: readonly PlannedStep[];
}

/** Plans to send what is in the log. @throws ReplayError when there is nothing, or the target cannot be one */
export async function planLogged(store: Store, source: LogSource, plan: Plan): Promise<PlannedRun> {
  checkTarget(plan);
  const rows = await planned(store, source);
  const steps = rows.map((row) => ({
    exchange_id: row.id,
    original: null,
    sentence: row.sentence,
    method: row.method,
    path: row.path,
    original_status: row.status,
    original_verdict: row.verdict,
  }));
  return { ...plan, steps, title: plan.title || `${counted(rows.length)} of ${rows[0]?.client ?? ''}` };
}

/** Plans to send what a file holds, which the run then keeps itself. @throws ReplayError when there is nothing, or the target cannot be one */
export function planRecorded(recorded: readonly Recorded[], plan: Plan): PlannedRun {
  checkTarget(plan);
  if (recorded.length === 0) throw new ReplayError('invalid_input', 'There is nothing to replay: the file has no exchange.');
  const steps = recorded.map((one) => ({
    exchange_id: null,
    original: encodeBody(JSON.stringify(one)),
    sentence: one.sentence,
    method: one.method,
    path: one.path,
    original_status: one.status,
    original_verdict: one.verdict,
  }));
  return { ...plan, steps, title: plan.title || counted(steps.length, 'imported ') };
}

/**
 * Writes a plan down, in pieces, so that no request waits for a long one.
 * @param now ISO 8601, UTC
 * @returns the id of the run, which is ready to be started
 */
export async function keepPlan(store: Store, { target, pace, title, steps }: PlannedRun, now: string): Promise<number> {
  const id = await store.commit((tx) =>
    tx.runs.insert({
      created: now,
      title,
      target: JSON.stringify(target),
      pace,
      state: 'ready',
      deletes: 0,
      total: steps.length,
      counts: JSON.stringify(NO_COUNTS),
    }),
  );
  for (let at = 0; at < steps.length; at += INSERTED_AT_ONCE) {
    await store.commit((tx) => {
      for (const [index, step] of steps.slice(at, at + INSERTED_AT_ONCE).entries()) {
        tx.runs.insertStep({ ...step, run_id: id, seq: at + index + 1, outcome: 'waiting' });
      }
    });
  }
  return id;
}

function checkTarget({ target }: Plan): void {
  if (target.kind === 'endpoint') checkedUrl(target.url);
}

function counted(count: number, kind = ''): string {
  return `${count} ${kind}${count === 1 ? 'exchange' : 'exchanges'}`;
}
