import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { app } from './app.ts';

type Handler = (request: Request) => Response | Promise<Response>;
type CheckHandler = (contents: null, permission: string, requestingOrigin: string, details: object) => boolean;
type RequestHandler = (contents: object, permission: string, callback: (granted: boolean) => void, details: object) => void;

interface Scheme {
  readonly scheme: string;
  readonly privileges: Readonly<Record<string, boolean>>;
}

/*
 * A Chromium that is not Electron's cannot be taught a scheme. So the handler of `app:` gets a loopback door of its own, and the
 * page is opened at `http://HOST.localhost:PORT/`, which Chromium treats as secure like `app://HOST/` in Electron. The handler
 * sees only `app:` addresses; streams run through as they are.
 */
class Protocol {
  #schemes: readonly Scheme[] = [];
  readonly #handlers = new Map<string, Handler>();
  #door: Promise<{ server: Server; port: number }> | null = null;

  registerSchemesAsPrivileged(schemes: readonly Scheme[]): void {
    app.demandNotReady('protocol.registerSchemesAsPrivileged');
    this.#schemes = schemes;
  }

  handle(scheme: string, handler: Handler): void {
    const privileges = this.#schemes.find((registered) => registered.scheme === scheme)?.privileges;
    // Without these a page of the scheme has no origin and no fetch; the stand-in's page would have both all the same.
    if (privileges?.['standard'] !== true || privileges['supportFetchAPI'] !== true || privileges['secure'] !== true) {
      throw new Error(`${scheme}: is not registered as standard, secure and open to fetch`);
    }
    this.#handlers.set(scheme, handler);
  }

  isProtocolHandled(scheme: string): boolean {
    return this.#handlers.has(scheme);
  }

  async answer(request: Request): Promise<Response> {
    const handler = this.#handlers.get(new URL(request.url).protocol.slice(0, -1));
    if (handler === undefined) throw new Error('net::ERR_UNKNOWN_URL_SCHEME');
    return handler(request);
  }

  /** @returns where the browser finds an `app:` address */
  async toBrowserUrl(url: string): Promise<string> {
    const { protocol: scheme, host, pathname, search, hash } = new URL(url);
    if (scheme !== 'app:') return url;
    this.#door ??= openDoor((request) => this.answer(request));
    const { port } = await this.#door;
    return `http://${host}.localhost:${port}${pathname}${search}${hash}`;
  }
}

/** The other way round: what the browser names is told to the app as Electron would name it. */
export function toAppUrl(url: string): string {
  return url.replace(/^http:\/\/([a-z]+)\.localhost:\d+/, 'app://$1');
}

async function openDoor(answer: Handler): Promise<{ server: Server; port: number }> {
  const server = createServer((incoming, outgoing) => {
    passThrough(answer, incoming, outgoing).catch((error: unknown) => {
      const cutOff = error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
      if (!cutOff) process.stderr.write(`stand-in: ${String(error)}\n`);
      outgoing.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return { server, port: (server.address() as AddressInfo).port };
}

async function passThrough(answer: Handler, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (name === 'host' || name === 'connection' || value === undefined) continue;
    headers.set(name, toAppUrl(String(value)));
  }
  const url = toAppUrl(`http://${incoming.headers.host}${incoming.url}`);
  const method = incoming.method ?? 'GET';
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const body = hasBody ? new Uint8Array(await buffer(incoming)) : null;
  const response = await answer(new Request(url, { method, headers, body }));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.flushHeaders();
  if (response.body === null) outgoing.end();
  else await pipeline(chunksOf(response.body), outgoing);
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    await reader.cancel();
  }
}

class Session {
  readonly protocol = protocol;
  #check: CheckHandler | null = null;
  #request: RequestHandler | null = null;

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.#check = handler;
  }

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.#request = handler;
  }

  setDevicePermissionHandler(): void {
    // The browser of the tests has no devices to give.
  }

  /** What Electron would say to a page of this address: a permission needs both handlers, and a missing handler allows. */
  async allows(permission: string, url: string): Promise<boolean> {
    const checked = this.#check?.(null, permission, url, { requestingUrl: url, isMainFrame: true }) ?? true;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    if (this.#request === null) resolve(true);
    else this.#request({ getURL: () => url }, permission, resolve, { requestingUrl: url, isMainFrame: true });
    return checked && (await promise);
  }
}

export const protocol = new Protocol();
export const session = { defaultSession: new Session() };
/** `net.fetch` of the app's own schemes; there is no other network in the tests. */
export const net = { fetch: (url: string, init?: RequestInit) => protocol.answer(new Request(url, init)) };
