import type { ConsoleContract, RunSummary, Service, StepOutcome } from '#shared/contract/index.ts';
import { compareRuns } from '../replay/compare-runs.ts';
import { reportRun } from '../replay/report.ts';
import { resend } from '../replay/resend.ts';
import { latestSession } from '../replay/session.ts';
import { viewStep, viewStepDetail } from '../replay/views.ts';
import type { ConsoleDependencies } from './console.ts';
import { told } from './told.ts';

export function createReplayOperations({ sandbox, replays }: ConsoleDependencies): Service<ConsoleContract>['replay'] {
  const { store } = sandbox;
  return {
    list: () => ({ items: replays.list() }),
    get: ({ id }) => told(() => replays.get(id)),
    steps: ({ id, outcomes, after, limit }) =>
      told(() => {
        const run = replays.get(id);
        const items = store.read((tx) => tx.runs.steps(id, { outcomes, after, limit })).map(viewStep);
        return { items, total: countOf(run, outcomes ?? []) };
      }),
    step: ({ id, seq }) =>
      told(() => {
        const { row, original } = replays.original(id, seq);
        return viewStepDetail(row, original);
      }),
    prepare: ({ source, ...plan }) => told(() => replays.prepare(source, plan)),
    preview: ({ id, token }) => told(() => replays.preview(id, token)),
    start: ({ id, ...options }) => told(() => replays.start(id, options)),
    pause: ({ id }) => told(() => replays.pause(id)),
    next: ({ id }) => told(() => replays.next(id)),
    stop: ({ id }) => told(() => replays.stop(id)),
    remove: ({ id }) =>
      told(() => {
        replays.remove(id);
        return {};
      }),
    report: ({ id, format }) => told(() => reportRun(store, replays.get(id), format)),
    compare: ({ before, now }) =>
      told(() => {
        replays.get(before);
        replays.get(now);
        return compareRuns(store, before, now);
      }),
    resend: (request) => told(() => resend(replays.world, request)),
    lastSession: () => {
      const rows = latestSession(store);
      const [first] = rows;
      const last = rows.at(-1);
      if (first === undefined || last === undefined) return null;
      const refused = rows.filter(({ status }) => status >= 400).length;
      return { ids: rows.map(({ id }) => id), client: last.client, from: first.at, to: last.at, refused };
    },
  };
}

/** A run keeps its counts as it goes; counting its rows again and again would slow down whoever calls meanwhile. */
function countOf({ total, counts }: RunSummary, outcomes: readonly StepOutcome[]): number {
  if (outcomes.length === 0) return total;
  const each: Readonly<Record<StepOutcome, number>> = { ...counts, 'in-doubt': counts.inDoubt, sending: 0 };
  return [...new Set(outcomes)].reduce((sum, outcome) => sum + each[outcome], 0);
}
