import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';

export interface StubTarget {
  readonly url: string;
  /** method and path of what came in */
  readonly seen: string[];
  close(): Promise<void>;
}

/** A target that behaves as a test wants it to. */
export async function startStub(
  answer: (request: IncomingMessage, response: ServerResponse, nth: number) => void,
): Promise<StubTarget> {
  const seen: string[] = [];
  const server: Server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    request.resume();
    request.once('end', () => answer(request, response, seen.length));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the stub has no port');
  return {
    url: `http://127.0.0.1:${address.port}/scim/v2`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function scim(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/scim+json' }).end(JSON.stringify(body));
}
