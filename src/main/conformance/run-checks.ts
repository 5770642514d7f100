import type { CheckDetail, CheckOutcome } from '#shared/contract/conformance.ts';
import { TargetError } from '../replay/target.ts';
import { Bench } from './bench.ts';
import { type Check, CheckFailure, NotOffered, whoIsRight } from './check.ts';
import { RecordingClient, type Targets } from './client.ts';

/** So many checks in a row without any answer mean that the endpoint is gone. */
const ENOUGH_SILENCE = 3;

export interface RunOptions {
  readonly checks: readonly Check[];
  readonly targets: Targets;
  /** part of every name that the run makes */
  readonly marker: string;
  /** ends the run after the request under way */
  readonly signal: AbortSignal;
  readonly onStart?: (check: Check) => void;
  readonly onResult?: (result: CheckDetail) => void;
}

export interface RunOutcome {
  readonly state: 'finished' | 'stopped' | 'broken';
  readonly problem: string | null;
  readonly results: readonly CheckDetail[];
  /** addresses of what could not be taken away */
  readonly leftBehind: readonly string[];
}

/** Runs checks one after the other, and takes away what they made however the run ends. */
export async function runChecks(options: RunOptions): Promise<RunOutcome> {
  const { checks, signal } = options;
  const client = new RecordingClient(options.targets, signal);
  const bench = new Bench(client, options.marker);
  const results: CheckDetail[] = [];
  let silent = 0;
  let problem: string | null = null;
  let leftBehind: string[] = [];
  try {
    for (const check of checks) {
      if (signal.aborted) break;
      options.onStart?.(check);
      const { result, error } = await runCheck(check, bench, signal);
      if (result === null) break;
      // Who does not answer at all has broken no RFC: nothing was checked.
      if (error instanceof TargetError && results.length === 0) {
        problem = error.message;
        break;
      }
      results.push(result);
      options.onResult?.(result);
      silent = error instanceof TargetError ? silent + 1 : 0;
      if (error instanceof TargetError && silent >= ENOUGH_SILENCE) {
        problem = error.message;
        break;
      }
    }
  } finally {
    leftBehind = await bench.cleanUp();
  }
  const done = new Set(results.map(({ id }) => id));
  const rest = checks.filter(({ id }) => !done.has(id)).map((check) => resultOf(check, { outcome: 'not-run', what: null }));
  const state = problem !== null ? 'broken' : signal.aborted ? 'stopped' : 'finished';
  return { state, problem, results: [...results, ...rest], leftBehind };
}

async function runCheck(
  check: Check,
  bench: Bench,
  signal: AbortSignal,
): Promise<{ result: CheckDetail | null; error: unknown }> {
  const started = performance.now();
  bench.client.take();
  try {
    for (const feature of check.needs ?? []) await bench.need(feature);
    if (check.needsGroups === true) await bench.needGroups();
    await check.run(bench);
    return { result: finish('pass', null), error: null };
  } catch (error) {
    if (signal.aborted && error === signal.reason) return { result: null, error };
    if (error instanceof NotOffered) return { result: finish('not-offered', error.message), error };
    if (error instanceof CheckFailure || error instanceof TargetError) {
      return { result: finish(check.binding === 'should' ? 'warning' : 'fail', error.message), error };
    }
    throw error;
  }

  function finish(outcome: CheckOutcome, what: string | null): CheckDetail {
    const exchanges = bench.client.take();
    return resultOf(check, { outcome, what, durationMs: performance.now() - started, exchanges });
  }
}

/** A check with what came of it. */
export function resultOf(
  check: Check,
  end: { outcome: CheckOutcome; what: string | null; durationMs?: number; exchanges?: CheckDetail['exchanges'] },
): CheckDetail {
  const { durationMs = 0, exchanges = [] } = end;
  return {
    id: check.id,
    title: check.title,
    group: check.group,
    source: check.source,
    outcome: end.outcome,
    what: end.what,
    whoIsRight: whoIsRight(check),
    fix: check.fix,
    durationMs,
    exchangeCount: exchanges.length,
    exchanges,
  };
}
