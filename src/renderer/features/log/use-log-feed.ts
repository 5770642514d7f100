import { useEffect, useState } from 'react';
import type { ExchangeFilter } from '#shared/contract/exchanges.ts';
import { client } from '../../api/client.ts';
import { connection, onConsoleEvent } from '../../api/event-stream.ts';
import { useStore } from '../../api/store.ts';
import { LogFeed, type LogSource, type LogState } from './log-feed.ts';

const source: LogSource = {
  list: (input, signal) => client.exchanges.list(input, signal),
  onEvent: onConsoleEvent,
  onOpen: (listener) =>
    connection.subscribe(() => {
      if (connection.get() === 'open') listener();
    }),
};

/** The log under a filter; a changed filter starts a new feed. */
export function useLogFeed(filter: ExchangeFilter): { feed: LogFeed; state: LogState } {
  const key = JSON.stringify(filter);
  const [current, setCurrent] = useState(() => ({ key, feed: new LogFeed(filter, source) }));
  if (current.key !== key) {
    current.feed.close();
    setCurrent({ key, feed: new LogFeed(filter, source) });
  }
  const { feed } = current;
  useEffect(() => () => feed.close(), [feed]);
  return { feed, state: useStore(feed.state) };
}
