import { QueryClient, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client } from './client.ts';
import { chosenSandbox } from './sandbox.ts';

/**
 * What the console knows of the service. Nothing here is polled: `live.ts` marks as stale what an event says has changed.
 * A failed read is not tried again on its own, because the event stream notices when the service is back.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: false, networkMode: 'always', refetchOnWindowFocus: false, staleTime: Number.POSITIVE_INFINITY },
    mutations: { networkMode: 'always' },
  },
});

// What was read belongs to the sandbox before.
chosenSandbox.subscribe(() => queryClient.clear());

export const statusQuery = () => queryOptions({ queryKey: ['status'], queryFn: ({ signal }) => client.status.get({}, signal) });

export const sandboxesQuery = () =>
  queryOptions({ queryKey: ['sandboxes', 'list'], queryFn: ({ signal }) => client.sandboxes.list({}, signal) });

export const tokensQuery = () =>
  queryOptions({ queryKey: ['tokens', 'list'], queryFn: ({ signal }) => client.tokens.list({}, signal) });

export const tokenOwnersQuery = () =>
  queryOptions({ queryKey: ['tokens', 'owners'], queryFn: ({ signal }) => client.tokens.owners({}, signal) });

export const accountSettingsQuery = () =>
  queryOptions({ queryKey: ['settings', 'accounts'], queryFn: ({ signal }) => client.accounts.settings({}, signal) });

export const leftBehindQuery = () =>
  queryOptions({ queryKey: ['directory', 'left-behind'], queryFn: ({ signal }) => client.rehearsals.leftBehind({}, signal) });

export const trapsQuery = () => queryOptions({ queryKey: ['traps'], queryFn: ({ signal }) => client.traps.list({}, signal) });

export const rulesQuery = () => queryOptions({ queryKey: ['rules'], queryFn: ({ signal }) => client.rules.list({}, signal) });

export const drillsQuery = () => queryOptions({ queryKey: ['drills'], queryFn: ({ signal }) => client.drills.state({}, signal) });

export const reachQuery = () => queryOptions({ queryKey: ['reach'], queryFn: ({ signal }) => client.reach.state({}, signal) });

export const relayQuery = () =>
  queryOptions({ queryKey: ['mails', 'relay'], queryFn: ({ signal }) => client.mails.relaySettings({}, signal) });

export const resourceQuery = (id: string) =>
  queryOptions({ queryKey: ['directory', 'get', id], queryFn: ({ signal }) => client.directory.get({ id }, signal) });

/** Which of these changes are undone now. */
export const undoneQuery = (changeIds: readonly number[]) =>
  queryOptions({
    queryKey: ['directory', 'undone', changeIds],
    queryFn: ({ signal }) => client.history.undone({ changeIds: changeIds.slice(0, 1000) }, signal),
    placeholderData: keepPreviousData,
  });

/** An answered exchange never changes, so it is read once. */
export const exchangeQuery = (id: number) =>
  queryOptions({
    queryKey: ['exchanges', 'get', id],
    queryFn: ({ signal }) => client.exchanges.get({ id }, signal),
    placeholderData: keepPreviousData,
  });

export const latestRefusalQuery = () =>
  queryOptions({
    queryKey: ['exchanges', 'latest-refusal'],
    queryFn: async ({ signal }) => {
      const page = await client.exchanges.list(
        { filter: { verdicts: ['refused', 'failed'], query: 'by:outside' }, limit: 1 },
        signal,
      );
      const latest = page.items[0];
      return latest === undefined ? null : client.exchanges.get({ id: latest.id }, signal);
    },
  });

export const vocabularyQuery = () =>
  queryOptions({ queryKey: ['log', 'vocabulary'], queryFn: ({ signal }) => client.log.vocabulary({}, signal) });

export const logSessionQuery = (id: number) =>
  queryOptions({ queryKey: ['log', 'session', id], queryFn: ({ signal }) => client.log.session({ id }, signal) });

export const importsQuery = () =>
  queryOptions({ queryKey: ['log', 'imports'], queryFn: ({ signal }) => client.log.imports({}, signal) });

export const importedEntryQuery = (importId: number, place: number) =>
  queryOptions({
    queryKey: ['log', 'imported', importId, place],
    queryFn: ({ signal }) => client.log.importedEntry({ importId, place }, signal),
    placeholderData: keepPreviousData,
  });

export const eventsOfQuery = (exchangeId: number) =>
  queryOptions({
    queryKey: ['log', 'events-of', exchangeId],
    queryFn: ({ signal }) => client.log.eventsOf({ exchangeId }, signal),
  });

export const retentionQuery = () =>
  queryOptions({ queryKey: ['log', 'retention'], queryFn: ({ signal }) => client.log.retention({}, signal) });

export const touchedByRuleQuery = (ruleId: string) =>
  queryOptions({
    queryKey: ['exchanges', 'touched-by', ruleId],
    queryFn: ({ signal }) => client.exchanges.list({ filter: { ruleId }, limit: 5 }, signal),
  });

/** The mapping that was given last, judged; a rehearsal can be played with it. */
export const mappingFileQuery = () =>
  queryOptions({ queryKey: ['mappings', 'file'], queryFn: ({ signal }) => client.mappings.file({}, signal) });
