import { type QueryClient, infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { RunSummary, StepOutcome } from '#shared/contract/replay.ts';
import { client } from '../../api/client.ts';

const PAGE = 200;

export const runsQuery = () =>
  queryOptions({ queryKey: ['runs', 'list'], queryFn: ({ signal }) => client.replay.list({}, signal) });

export const runQuery = (id: number) =>
  queryOptions({ queryKey: ['runs', 'get', id], queryFn: ({ signal }) => client.replay.get({ id }, signal) });

export const stepsQuery = (id: number, outcomes: readonly StepOutcome[]) =>
  infiniteQueryOptions({
    queryKey: ['runs', 'steps', id, outcomes],
    queryFn: ({ pageParam, signal }) =>
      client.replay.steps({ id, outcomes: [...outcomes], after: pageParam, limit: PAGE }, signal),
    initialPageParam: 0,
    getNextPageParam: (page) => (page.items.length < PAGE ? undefined : page.items.at(-1)?.seq),
    placeholderData: keepPreviousData,
  });

export const stepQuery = (id: number, seq: number) =>
  queryOptions({
    queryKey: ['runs', 'step', id, seq],
    queryFn: ({ signal }) => client.replay.step({ id, seq }, signal),
    placeholderData: keepPreviousData,
  });

export const lastSessionQuery = () =>
  queryOptions({
    queryKey: ['runs', 'last-session'],
    queryFn: ({ signal }) => client.replay.lastSession({}, signal),
    // What arrives does not mark it stale, so it is asked anew when it is looked at.
    staleTime: 0,
  });

export const comparisonQuery = (before: number, now: number) =>
  queryOptions({
    queryKey: ['runs', 'compare', before, now],
    queryFn: ({ signal }) => client.replay.compare({ before, now }, signal),
  });

/** Shows a run as an act answered it, and reads it anew: a short run may be over, with its events past, before that answer is here. */
export function takeRun(queryClient: QueryClient, run: RunSummary): void {
  queryClient.setQueryData(runQuery(run.id).queryKey, run);
  void queryClient.invalidateQueries({ queryKey: ['runs'] });
}
