import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { Context } from 'koa';

/** A Koa request as a Fetch `Request`, so that one handler serves both hosts. */
export function toRequest(ctx: Context, origin: string): Request {
  const hasBody = ctx.method !== 'GET' && ctx.method !== 'HEAD';
  return new Request(new URL(ctx.req.url ?? '/', origin), {
    method: ctx.method,
    headers: toHeaders(ctx.req),
    ...(hasBody ? { body: Readable.toWeb(ctx.req) as ReadableStream<Uint8Array>, duplex: 'half' as const } : {}),
  });
}

/** Sends a Fetch `Response` through Koa; bodies stream. */
export function sendResponse(ctx: Context, response: Response): void {
  ctx.status = response.status;
  // `set`, not `append`: two policies would both apply, and the page's nonce is only in this one.
  response.headers.forEach((value, name) => ctx.set(name, value));
  if (response.body === null) {
    ctx.body = null;
    ctx.status = response.status;
    return;
  }
  const type = response.headers.get('content-type');
  ctx.body = Readable.fromWeb(response.body);
  // Koa names streams application/octet-stream when it sets the type itself.
  if (type !== null) ctx.set('content-type', type);
}

function toHeaders(message: IncomingMessage): Headers {
  const headers = new Headers();
  for (let i = 0; i + 1 < message.rawHeaders.length; i += 2) {
    const name = message.rawHeaders[i];
    const value = message.rawHeaders[i + 1];
    if (name !== undefined && value !== undefined) headers.append(name, value);
  }
  return headers;
}
