import { type IncomingHttpHeaders, createServer } from 'node:http';

export interface Passing {
  method: string;
  /** path and query */
  url: string;
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A proxy before an endpoint that spoils what passes: so a check can be seen to fail, and for the right reason. */
export interface AlteringProxy {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * @param origin `http://127.0.0.1:4700` of the endpoint
 * @param spoil.request what is asked for instead, as `/scim/v2/…`
 */
export async function startProxy(
  origin: string,
  spoil: { request?: (method: string, url: string) => string; answer?: (passing: Passing) => Passing },
): Promise<AlteringProxy> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => {
      const { method = 'GET', url = '/' } = request;
      const body = Buffer.concat(chunks);
      pass(origin + (spoil.request?.(method, url) ?? url), method, request.headers, body)
        .then((passed) => {
          const { status, headers, body: text } = spoil.answer?.({ method, url, ...passed }) ?? passed;
          response.writeHead(status, headers).end(text === '' ? undefined : text);
        })
        .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    url: `http://127.0.0.1:${address.port}/scim/v2`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function pass(url: string, method: string, headers: IncomingHttpHeaders, body: Buffer) {
  const { authorization, 'content-type': type, 'if-match': match, 'if-none-match': noneMatch } = headers;
  const given = { authorization, 'content-type': type, 'if-match': match, 'if-none-match': noneMatch };
  const sent = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const answer = await fetch(url, { method, headers: sent, ...(body.length === 0 ? {} : { body: new Uint8Array(body) }) });
  const names = ['content-type', 'location', 'etag', 'www-authenticate'];
  const kept = names.map((name) => [name, answer.headers.get(name)] as const);
  return {
    status: answer.status,
    headers: Object.fromEntries(kept.filter((entry): entry is [string, string] => entry[1] !== null)),
    body: await answer.text(),
  };
}
