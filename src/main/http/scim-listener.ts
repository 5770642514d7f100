import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import Koa, { type Context } from 'koa';
import type { Answer, RawRequest } from '../endpoint/raw-request.ts';
import type { Logger } from '../service/ports.ts';
import { closeServer, handlerOf, listen } from './listen.ts';
import { readRequest } from './read-request.ts';

/*
 * The SCIM listener. Threat model: it binds loopback, but a tunnel may show it to the whole internet. So every path wants the
 * bearer token, everything that can be sent is bounded (body, headers, time), every answer is SCIM JSON without a stack trace,
 * and nothing of the console is here.
 */

/** One bulk request (RFC 7644 §3.7.4); the endpoint holds every other body to its own, smaller cap. */
const LARGEST_BODY = 4 * 1024 * 1024;
const SERVER_OPTIONS = {
  maxHeaderSize: 32 * 1024,
  headersTimeout: 15_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 75_000,
  connectionsCheckingInterval: 5000,
};

export interface ScimEndpoint {
  answer(request: RawRequest): Promise<Answer>;
  /** the client was gone before the answer was out */
  markCutOff(exchangeId: number): void;
}

export interface ScimListener {
  readonly port: number;
  close(): Promise<void>;
}

/** @throws StartupError when the port is taken */
export async function startScimListener(options: {
  port: number;
  endpoint: ScimEndpoint;
  logger: Logger;
}): Promise<ScimListener> {
  const { endpoint, logger } = options;
  const app = new Koa();
  app.use(async (ctx) => {
    const answer = await endpoint.answer(await readRequest(ctx.req, LARGEST_BODY));
    ctx.res.once('close', () => {
      if (!ctx.res.writableFinished) endpoint.markCutOff(answer.exchangeId);
    });
    send(ctx, answer);
  });
  app.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') logger.error('SCIM request failed', error);
  });

  const handler = handlerOf(app);
  const server: Server = await listen(handler, options.port, 'SCIM', '--port', SERVER_OPTIONS);
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    void answerMalformed(endpoint, error, socket).catch((cause: unknown) => {
      logger.error('a malformed request could not be logged', cause);
      socket.destroy();
    });
  });
  // An expectation other than 100-continue, or CONNECT, is a request like any other: refused, and logged.
  server.on('checkExpectation', handler);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the SCIM listener has no port');
  return { port: address.port, close: () => closeServer(server) };
}

function send(ctx: Context, answer: Answer): void {
  ctx.status = answer.status;
  ctx.set(answer.headers);
  if (answer.body === null) {
    ctx.body = null;
    // Koa turns an empty body into 204.
    ctx.status = answer.status;
    return;
  }
  ctx.body = answer.body;
}

/** What the HTTP parser refuses never becomes a request; it is answered and logged all the same. */
async function answerMalformed(endpoint: ScimEndpoint, error: NodeJS.ErrnoException, socket: Socket): Promise<void> {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, detail } = describeMalformed(error);
  const answer = await endpoint.answer({
    method: '?',
    url: '?',
    rawHeaders: [],
    headers: {},
    remote: socket.remoteAddress ?? '',
    body: 'rawPacket' in error && Buffer.isBuffer(error.rawPacket) ? error.rawPacket.subarray(0, 4096) : null,
    bodyBytes: 0,
    bodyProblem: { kind: 'malformed', status, detail },
    receivedAt: new Date(),
    started: performance.now(),
  });
  const body = answer.body ?? '';
  const head = [
    `HTTP/1.1 ${answer.status} ${status === 431 ? 'Request Header Fields Too Large' : 'Bad Request'}`,
    ...Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function describeMalformed(error: NodeJS.ErrnoException): { status: number; detail: string } {
  if (error.code === 'HPE_HEADER_OVERFLOW') return { status: 431, detail: 'The request headers are larger than 32 KiB.' };
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') return { status: 408, detail: 'The request did not arrive in time.' };
  return { status: 400, detail: `This is not an HTTP request (${error.message}).` };
}
