import { type ServerResponse, createServer, request } from 'node:http';

/** A line between browser and console that a test can cut, as a suspended laptop or a closed lid does, while the host runs on. */
export interface Line {
  /** the start link, by way of this line */
  readonly startUrl: string;
  readonly origin: string;
  /** ends what is open and refuses what comes */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** @param startUrl of the host; it takes only its own name, so the line speaks to it under that */
export async function openLine(startUrl: string): Promise<Line> {
  const host = new URL(startUrl);
  const open = new Set<ServerResponse>();
  let whole = true;
  const server = createServer((incoming, outgoing) => {
    if (!whole) {
      incoming.socket.destroy();
      return;
    }
    open.add(outgoing);
    outgoing.once('close', () => open.delete(outgoing));
    const { origin: _ofTheLine, ...headers } = incoming.headers;
    const onward = request(
      {
        host: host.hostname,
        port: host.port,
        method: incoming.method,
        path: incoming.url,
        headers: { ...headers, host: host.host },
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        outgoing.flushHeaders();
        answer.pipe(outgoing);
      },
    );
    // Either side may hang up first; the other then has nobody to talk to.
    onward.once('error', () => outgoing.destroy());
    outgoing.once('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the line has no port');
  const origin = `http://127.0.0.1:${address.port}`;
  const cut = () => {
    whole = false;
    for (const answer of open) answer.destroy();
    server.closeAllConnections();
  };
  return {
    startUrl: `${origin}/${host.hash}`,
    origin,
    cut,
    mend: () => {
      whole = true;
    },
    close: async () => {
      cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
