import type { Query, QueryClient } from '@tanstack/react-query';
import type { RehearsalDetail, RehearsalSummary } from '#shared/contract/rehearsals.ts';
import { followEvents, onConsoleEvent } from './event-stream.ts';

const SETTLE_MS = 200;
/** Requests that carry attributes. */
const SENDS = new Set(['POST', 'PUT', 'PATCH']);
/** Traps and the go-live checklist are found in the whole directory: at most once in this time, however much is going on. */
const TRAPS_SETTLE_MS = 1500;

/**
 * Keeps what the page knows true: marks queries as stale when the service says that something changed. Changes that come
 * in a burst (an initial cycle of an IdP) cost one read each `SETTLE_MS`, not one each.
 * @returns the way to stop
 */
export function keepFresh(queryClient: QueryClient): () => void {
  const controller = new AbortController();
  const stale = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | null = null;

  const mark = (...keys: string[]) => {
    for (const key of keys) stale.add(key);
    timer ??= setTimeout(() => {
      timer = null;
      for (const key of stale) markStale(queryClient, key.split('/'));
      stale.clear();
    }, SETTLE_MS);
  };

  let trapTimer: ReturnType<typeof setTimeout> | null = null;
  const markTraps = () => {
    trapTimer ??= setTimeout(() => {
      trapTimer = null;
      markStale(queryClient, ['traps']);
      markStale(queryClient, ['golive']);
    }, TRAPS_SETTLE_MS);
  };

  const stop = onConsoleEvent((event) => {
    if (event.type === 'reach.changed') return mark('reach');
    // All else that happens can make a trap or end one.
    markTraps();
    switch (event.type) {
      case 'exchange.logged': {
        mark('status', 'tokens');
        if (SENDS.has(event.exchange.method)) mark('mappings/observed', 'mappings/from/traffic');
        if (event.exchange.verdict !== 'ok') mark('exchanges/latest-refusal', 'exchanges/touched-by', 'rules');
        return;
      }
      case 'exchanges.cleared': {
        return mark('status', 'exchanges', 'rules', 'log', 'mappings/observed', 'mappings/from/traffic');
      }
      case 'exchanges.removed': {
        return mark('status', 'exchanges', 'rules', 'log', 'mappings/observed', 'mappings/from/traffic');
      }
      case 'log.changed': {
        if (event.exchangeId !== null) mark(`exchanges/get`);
        return mark('log');
      }
      case 'directory.changed': {
        return mark('directory', 'status', 'tokens');
      }
      case 'tokens.changed': {
        return mark('tokens', 'status');
      }
      case 'rules.changed': {
        return mark('rules', 'mappings');
      }
      case 'mails.changed': {
        return mark('mails', 'directory');
      }
      case 'resources.changed': {
        return mark('resources', 'directory');
      }
      case 'settings.changed': {
        return mark('settings', 'directory', 'mappings');
      }
      case 'mappings.changed': {
        return mark('mappings');
      }
      case 'run.progress': {
        queryClient.setQueryData(['runs', 'get', event.run.id], event.run);
        return mark('runs');
      }
      case 'runs.changed': {
        return mark('runs');
      }
      case 'conformance.changed': {
        return mark('conformance');
      }
      case 'drills.changed': {
        return mark('drills');
      }
      case 'rehearsal.progress': {
        const { rehearsal } = event;
        const key = ['rehearsals', 'get', rehearsal.id];
        const before = queryClient.getQueryData<RehearsalDetail>(key);
        if (before !== undefined) queryClient.setQueryData(key, { ...before, ...rehearsal });
        // How far a step is needs no reading; a new step, or the end, does.
        const isFurther = before === undefined || before.state !== rehearsal.state || stepsOf(before) !== stepsOf(rehearsal);
        return isFurther ? mark('rehearsals') : undefined;
      }
      case 'rehearsals.changed': {
        return mark('rehearsals');
      }
      case 'golive.changed': {
        return mark('golive');
      }
      case 'sandboxes.changed': {
        return mark('sandboxes');
      }
      case 'stream.reset': {
        return void queryClient.invalidateQueries();
      }
    }
  });
  void followEvents(controller.signal, () => void queryClient.invalidateQueries());

  return () => {
    stop();
    controller.abort();
    if (timer !== null) clearTimeout(timer);
    if (trapTimer !== null) clearTimeout(trapTimer);
  };
}

/** First reads that are read again once they are there, so that a burst of events adds one read and not one each. */
const readAgain = new WeakSet<Query>();

/**
 * Marks queries as stale and reads those that are looked at. A first read that is under way may have been answered before the change, and
 * invalidating it does nothing: it is read once more when it is there.
 */
function markStale(queryClient: QueryClient, queryKey: readonly string[]): void {
  const underWay = queryClient
    .getQueryCache()
    .findAll({ queryKey, predicate: ({ state }) => state.data === undefined && state.fetchStatus === 'fetching' });
  void queryClient.invalidateQueries({ queryKey });
  for (const query of underWay) {
    if (readAgain.has(query)) continue;
    readAgain.add(query);
    const again = () => {
      readAgain.delete(query);
      void queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true });
    };
    void query.promise?.then(again, again);
  }
}

function stepsOf({ counts }: RehearsalSummary): number {
  return counts.ok + counts.unexpected + counts.failed + counts.skipped;
}
