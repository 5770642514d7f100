import { ConsoleEvent } from '#shared/contract/events.ts';
import { failureOf } from './failure.ts';
import { sandboxHeader } from './sandbox.ts';
import { reportSignedOut } from './session.ts';
import { createStore } from './store.ts';

/** `lost` only after the stream was cut or could not be opened; the first attempt is `opening`. */
export const connection = createStore<'opening' | 'open' | 'lost'>('opening');

type EventListener = (event: ConsoleEvent) => void;

const listeners = new Set<EventListener>();
const LONGEST_WAIT_MS = 4000;
/** The service sends a heartbeat every 15 s; silence for longer means that the connection is dead. */
const SILENCE_MS = 40_000;

/** @returns the way to stop listening */
export function onConsoleEvent(listener: EventListener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/**
 * Reads `GET /api/events` for as long as the page lives. A plain `fetch` instead of `EventSource`, because it works on the
 * desktop's `app:` protocol too and tells a refused session from a lost connection.
 * After a gap it resumes with `Last-Event-ID`; the service says `stream.reset` when it no longer knows what was missed.
 * @param onOpened called each time the stream opens: what was read before may have missed something
 */
export async function followEvents(signal: AbortSignal, onOpened: () => void): Promise<void> {
  let lastId: string | null = null;
  let failures = 0;
  while (!signal.aborted) {
    try {
      for await (const { id, data } of readStream(lastId, signal, () => {
        connection.set('open');
        failures = 0;
        onOpened();
      })) {
        lastId = id ?? lastId;
        publish(data);
      }
    } catch (error) {
      if (signal.aborted) return;
      console.info('event stream interrupted', error);
    }
    if (signal.aborted) return;
    failures += 1;
    connection.set('lost');
    await wait(Math.min(250 * 2 ** failures, LONGEST_WAIT_MS), signal);
  }
}

function publish(data: string): void {
  const event = ConsoleEvent.safeParse(JSON.parse(data));
  if (!event.success) {
    console.warn('an event of the service is not known to this page', event.error);
    return;
  }
  for (const listener of listeners) listener(event.data);
}

async function* readStream(
  lastId: string | null,
  signal: AbortSignal,
  onOpen: () => void,
): AsyncGenerator<{ id: string | null; data: string }> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  const headers: Record<string, string> = { accept: 'text/event-stream', ...sandboxHeader() };
  if (lastId !== null) headers['last-event-id'] = lastId;
  try {
    const response = await fetch('/api/events', {
      headers,
      cache: 'no-store',
      signal: AbortSignal.any([signal, silence.signal]),
    });
    if (!response.ok || response.body === null) {
      const failure = await failureOf(response);
      if (failure.code === 'not_signed_in') reportSignedOut();
      throw failure;
    }
    onOpen();
    let rest = '';
    for await (const text of chunksOf(response.body)) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
      const blocks = (rest + text).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const message = parseBlock(block);
        if (message !== null) yield message;
      }
    }
  } finally {
    clearTimeout(timer);
  }
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield decoder.decode(value, { stream: true });
    }
  } finally {
    await reader.cancel().catch((error: unknown) => console.info('event stream closed', error));
  }
}

/** One event of the stream (HTML Living Standard §9.2.6); null for comments and `retry:`. */
function parseBlock(block: string): { id: string | null; data: string } | null {
  let id: string | null = null;
  const data: string[] = [];
  for (const line of block.split('\n')) {
    if (line.startsWith('id:')) id = line.slice(3).trim();
    else if (line.startsWith('data:')) data.push(line.slice(5).trimStart());
  }
  return data.length === 0 ? null : { id, data: data.join('\n') };
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    window.addEventListener('online', done);
    signal.addEventListener('abort', done);
    function done() {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
