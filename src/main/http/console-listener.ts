import type { Server } from 'node:http';
import Koa, { type Context } from 'koa';
import type { Logger } from '../service/ports.ts';
import { ConsoleSession } from './console-session.ts';
import { sendResponse, toRequest } from './fetch-adapter.ts';
import { closeServer, handlerOf, listen } from './listen.ts';
import { securityHeaders } from './security-headers.ts';

/*
 * The headless console's own listener. Threat model: any page in the admin's browser and any program on this machine may
 * send requests here. So: loopback only; only our own Host, or a page could reach us through a name that it points at
 * 127.0.0.1 (DNS rebinding); only our own Origin and Sec-Fetch-Site; and nothing under /api without the cookie that only the
 * start URL's key buys. The SCIM listener, which may be exposed through a tunnel, never serves any of this.
 */

export interface ConsoleListener {
  /** `http://127.0.0.1:4701` */
  readonly origin: string;
  /** with the key in the fragment */
  readonly startUrl: string;
  close(): Promise<void>;
}

/** @throws StartupError when the port is taken */
export async function startConsoleListener(options: {
  port: number;
  handler: (request: Request) => Promise<Response>;
  logger: Logger;
}): Promise<ConsoleListener> {
  const session = new ConsoleSession();
  const app = new Koa();
  let origin = '';

  app.use(async (ctx, next) => {
    for (const [name, value] of Object.entries(securityHeaders())) ctx.set(name, value);
    const problem = foreignness(ctx, origin);
    if (problem === null) await next();
    else refuse(ctx, 403, 'forbidden_origin', problem);
  });
  app.use(async (ctx, next) => {
    if (ctx.path === '/api/session' && ctx.method === 'POST') await signIn(ctx, session);
    else if (!ctx.path.startsWith('/api/') || session.isSignedIn(ctx.get('cookie'))) await next();
    else refuse(ctx, 401, 'not_signed_in', 'Open the console with the link that was printed when the service started.');
  });
  app.use(async (ctx) => sendResponse(ctx, await options.handler(toRequest(ctx, origin))));
  app.on('error', (error: NodeJS.ErrnoException) => {
    // A console tab that is closed ends its event stream early; that is no failure.
    if (error.code === 'ERR_STREAM_PREMATURE_CLOSE' || error.code === 'ECONNRESET' || error.code === 'EPIPE') return;
    options.logger.error('console request failed', error);
  });

  const server: Server = await listen(handlerOf(app), options.port, 'console', '--console-port');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the console listener has no port');
  origin = `http://127.0.0.1:${address.port}`;
  return { origin, startUrl: `${origin}/#key=${session.key}`, close: () => closeServer(server) };
}

/** @returns why a request does not come from our own page, or null when it does */
function foreignness(ctx: Context, origin: string): string | null {
  const own = new URL(origin);
  const hosts = [own.host, `localhost:${own.port}`];
  if (!hosts.includes(ctx.get('host'))) return 'This console answers only under its own address.';
  const sent = ctx.get('origin');
  if (sent !== '' && !hosts.some((host) => sent === `http://${host}`)) return 'Another site may not use this console.';
  const site = ctx.get('sec-fetch-site');
  if (site !== '' && site !== 'same-origin' && site !== 'none') {
    // A link on another site may open the page itself, which carries no data; nothing more.
    const opensPage = ctx.get('sec-fetch-mode') === 'navigate' && !ctx.path.startsWith('/api');
    if (!opensPage) return 'Another site may not use this console.';
  }
  return null;
}

async function signIn(ctx: Context, session: ConsoleSession): Promise<void> {
  if (!/^application\/json\s*(;|$)/i.test(ctx.get('content-type'))) {
    return refuse(ctx, 400, 'invalid_input', 'Send the key as JSON.');
  }
  const cookie = session.trade(await readKey(ctx));
  if (cookie === null) {
    return refuse(ctx, 401, 'not_signed_in', 'This link is of an earlier start. Open the link that was printed last.');
  }
  ctx.set('set-cookie', cookie);
  ctx.status = 204;
}

async function readKey(ctx: Context): Promise<string> {
  let text = '';
  for await (const chunk of ctx.req) {
    text += String(chunk);
    if (text.length > 1000) return '';
  }
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && 'key' in body && typeof body.key === 'string' ? body.key : '';
  } catch {
    // Not JSON, so there is no key in it: the same answer as for a wrong one.
    return '';
  }
}

function refuse(ctx: Context, status: number, code: string, message: string): void {
  ctx.status = status;
  ctx.set('content-type', 'application/json');
  ctx.body = JSON.stringify({ code, message });
}
