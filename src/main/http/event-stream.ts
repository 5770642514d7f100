import type { EventHub, NumberedEvent } from '../console/event-hub.ts';

const HEARTBEAT_MS = 15_000;
/** A console that does not read (a suspended laptop) is cut off rather than buffered for; it resumes when it is back. */
const MAX_BUFFERED = 5000;

/**
 * `GET /api/events`: server-sent events with resume (HTML Living Standard §9.2).
 * @param lastEventId the header `Last-Event-ID` or the query parameter of that name
 */
export function openEventStream(hub: EventHub, lastEventId: string | null): Response {
  const encoder = new TextEncoder();
  let stop: () => void = () => undefined;
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const send = (text: string) => {
          if ((controller.desiredSize ?? 0) < -MAX_BUFFERED) {
            stop();
            controller.close();
            return;
          }
          controller.enqueue(encoder.encode(text));
        };
        send('retry: 1000\n\n');
        for (const missed of hub.missedSince(parseId(lastEventId))) send(format(missed));
        const unsubscribe = hub.follow((event) => send(format(event)));
        const heartbeat = setInterval(() => send(': still here\n\n'), HEARTBEAT_MS);
        heartbeat.unref();
        stop = () => {
          unsubscribe();
          clearInterval(heartbeat);
        };
      },
      cancel() {
        stop();
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(stream, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
  });
}

function parseId(text: string | null): number | undefined {
  if (text === null || text === '') return undefined;
  const id = Number(text);
  return Number.isSafeInteger(id) ? id : -1;
}

function format({ id, event }: NumberedEvent): string {
  return `id: ${id}\ndata: ${JSON.stringify(event)}\n\n`;
}
