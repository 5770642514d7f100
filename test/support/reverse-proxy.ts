import { type IncomingMessage, type ServerResponse, createServer, request as requestHttp } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A request on its way in. */
export interface Incoming {
  method: string;
  /** path and query */
  url: string;
  headers: Record<string, string>;
  body: Buffer;
}

/** An answer on its way back. */
export interface Outgoing {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

export interface Faults {
  /** changes what passes, or answers in its place */
  in?(incoming: Incoming): Outgoing | undefined;
  out?(outgoing: Outgoing, incoming: Incoming): void;
  /** breaks the connection off instead of answering */
  drops?(incoming: Incoming): boolean;
}

export interface ReverseProxy {
  readonly url: string;
  close(): Promise<void>;
}

/** Lines that belong to one connection and not to what it carries (RFC 9110 §7.6.1), and a length that may no longer be true. */
const HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date']);

/**
 * A reverse proxy on loopback as a tunnel's far end is one: it keeps `Host` and says who asked and how. What it does wrong, the test says.
 * @param target origin of what is behind it
 */
export async function startReverseProxy(
  target: string,
  faults: Faults = {},
  tls: { key: string; cert: string } | null = null,
): Promise<ReverseProxy> {
  const scheme = tls === null ? 'http' : 'https';
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    read(request)
      .then((body) => pass({ method: request.method ?? '', url: request.url ?? '/', headers: flat(request), body }, response))
      .catch(() => response.destroy());
  };
  const pass = async (incoming: Incoming, response: ServerResponse) => {
    incoming.headers['x-forwarded-for'] = '203.0.113.7';
    incoming.headers['x-forwarded-proto'] = scheme;
    if (faults.drops?.(incoming) === true) return void response.destroy();
    const outgoing = faults.in?.(incoming) ?? (await forward(target, incoming));
    faults.out?.(outgoing, incoming);
    response.writeHead(outgoing.status, outgoing.headers).end(outgoing.body);
  };
  const server = tls === null ? createServer(handle) : createTlsServer(tls, handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: tls === null ? `http://127.0.0.1:${port}` : `https://localhost:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function forward(target: string, { method, url, headers, body }: Incoming): Promise<Outgoing> {
  return new Promise((resolve, reject) => {
    const length = body.length === 0 ? {} : { 'content-length': String(body.length) };
    const request = requestHttp(new URL(url, target), { method, headers: { ...headers, ...length } }, (response) => {
      read(response).then((text) => resolve({ status: response.statusCode ?? 0, headers: flat(response), body: text }), reject);
    });
    request.once('error', reject);
    request.end(body);
  });
}

async function read(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

function flat({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined || HOP.has(name) ? [] : [[name, String(value)]])),
  );
}
