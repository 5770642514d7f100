import type { Difference, RunStep, RunSummary } from '#shared/contract/replay.ts';
import type { Store } from '../store/store.ts';
import { readDifferences, viewStep } from './views.ts';
import { htmlReport } from './report-html.ts';

const CHUNK = 200;

export interface ReportedStep extends RunStep {
  readonly differences: readonly Difference[];
}

/** A run as a file to keep: JSON for programs, one self-contained HTML file for people. No token is in it. */
export async function reportRun(
  store: Store,
  run: RunSummary,
  format: 'json' | 'html',
): Promise<{ fileName: string; text: string }> {
  const steps = await allSteps(store, run.id);
  const text =
    format === 'json'
      ? `${JSON.stringify({ format: 'scim-rehearsal-replay', version: 1, run, steps }, null, 2)}\n`
      : htmlReport(run, steps);
  return { fileName: `replay-${run.id}.${format}`, text };
}

/** Reads every step of a run in pages, so that no request waits for a long run. */
export async function allSteps(store: Store, runId: number): Promise<ReportedStep[]> {
  const steps: ReportedStep[] = [];
  for (;;) {
    const rows = store.read((tx) => tx.runs.steps(runId, { after: steps.at(-1)?.seq ?? 0, limit: CHUNK }));
    steps.push(...rows.map((row) => ({ ...viewStep(row), differences: readDifferences(row.differences) })));
    if (rows.length < CHUNK) return steps;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
