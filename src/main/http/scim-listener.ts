import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import Koa, { type Context } from 'koa';
import type { Answer, RawRequest, Refusal } from '../endpoint/raw-request.ts';
import { answerUnrecorded } from '../endpoint/unrecorded.ts';
import type { Invitations } from '../mail/invitations.ts';
import type { ProbeAnswer } from '../reach/probe.ts';
import type { Logger } from '../service/ports.ts';
import { corsHeaders, preflightHeaders } from './cors.ts';
import { INVITATION_PATH, answerInvitation, isInvitation, readLink } from './invitation-handler.ts';
import type { Page } from './invitation-page.ts';
import { closeServer, handlerOf, listen } from './listen.ts';
import { isAskedForLocally } from './loopback.ts';
import { MalformedRequests } from './malformed.ts';
import { sendFaulty } from './faulty-answer.ts';
import { readRequest } from './read-request.ts';

/*
 * The SCIM listener. Threat model: it binds loopback, but a tunnel may show it to the whole internet. So every path wants the
 * bearer token, everything that can be sent is bounded (body, headers, time), every answer is SCIM JSON without a stack trace,
 * and nothing of the console is here. The one page, behind the link of an invitation, is there for this machine's browsers alone.
 * Two kinds of request never get to the endpoint: those of the doctor's own check while one runs (reach/probe.ts), and the preflights of
 * web pages that the admin lets call.
 */

/** One bulk request (RFC 7644 §3.7.4); the endpoint holds every other body to its own, smaller cap. */
const LARGEST_BODY = 4 * 1024 * 1024;
const SERVER_OPTIONS = {
  maxHeaderSize: 32 * 1024,
  headersTimeout: 15_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 75_000,
  connectionsCheckingInterval: 5000,
  // Node's own refusal would be no SCIM, and not in the log.
  requireHostHeader: false,
};

/** Every sandbox of the host: which one answers, the path says. */
export interface ScimEndpoint {
  /** `exchangeId` is null where not even the log could be written */
  answer(request: RawRequest): Promise<ListenerAnswer>;
  /** the client was gone before the answer was out */
  markCutOff(exchangeId: number, url: string): void;
  /** Runs `work` with the invitations of a sandbox; null, or one that there is not: of the default one. */
  withInvitations<T>(sandbox: string | null, work: (invitations: Invitations) => Promise<T>): Promise<T>;
}

/** What is to be known about requests from outside this machine. */
export interface FromOutside {
  /** a check of the way runs */
  readonly isProbed: boolean;
  /** @returns null for a request that is none of the check's */
  answerProbe(request: RawRequest): ProbeAnswer | null;
  /** what comes from outside is refused */
  readonly isClosed: boolean;
  refusal(): Refusal | null;
  /** of web pages that may call */
  readonly origins: ReadonlySet<string>;
}

type ListenerAnswer = Pick<Answer, 'status' | 'headers' | 'body' | 'fault'> & { readonly exchangeId: number | null };

export interface ScimListener {
  readonly port: number;
  close(): Promise<void>;
}

/** @throws StartupError when the port is taken */
export async function startScimListener(options: {
  port: number;
  endpoint: ScimEndpoint;
  /** left out: nothing is known, and everything is as on this machine */
  outside?: FromOutside;
  logger: Logger;
}): Promise<ScimListener> {
  const { endpoint, outside = NOTHING_KNOWN, logger } = options;
  const malformed = new MalformedRequests((request) => endpoint.answer(request));
  const app = new Koa();
  app.use(async (ctx) => {
    malformed.watch(ctx.res);
    if (isInvitation(ctx.req)) {
      const { sandbox, secret } = readLink(ctx.req.url ?? '');
      return sendPage(
        ctx,
        await endpoint.withInvitations(sandbox, (invitations) => answerInvitation(ctx.req, invitations, secret)),
      );
    }
    if (outside.origins.size > 0 && letCall(ctx, outside.origins) === 'answered') return;
    const request = toldRefused(withoutLinkSecret(await readRequest(ctx.req, LARGEST_BODY)), ctx, outside);
    const probed = outside.isProbed ? outside.answerProbe(request) : null;
    if (probed !== null) return send(ctx, probed);
    // What follows a broken request on its connection cannot be told from the rest of it.
    if (request.bodyProblem?.kind === 'malformed') ctx.set('Connection', 'close');
    const answer = await endpoint.answer(request).catch((error: unknown): ListenerAnswer => {
      logger.error('a SCIM request could not be written down', error);
      return answerUnrecorded(error);
    });
    if (answer.exchangeId !== null) watchArrival(ctx, endpoint, answer.exchangeId, request.url);
    if (answer.fault !== undefined && (await sendFaulty(ctx, answer, answer.fault))) return;
    send(ctx, answer);
  });
  app.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') logger.error('SCIM request failed', error);
  });

  const handler = handlerOf(app);
  const server: Server = await listen(handler, options.port, 'SCIM', '--port', SERVER_OPTIONS);
  const giveUp = (socket: Socket) => (cause: unknown) => {
    logger.error('a malformed request could not be logged', cause);
    socket.destroy();
  };
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    malformed.refuse(error, socket).catch(giveUp(socket));
  });
  server.on('connect', (message, socket: Socket) => {
    malformed.connect(message, socket).catch(giveUp(socket));
  });
  // An expectation other than 100-continue is a request like any other: answered, and logged.
  server.on('checkExpectation', handler);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the SCIM listener has no port');
  return { port: address.port, close: () => closeServer(server) };
}

const NOTHING_KNOWN: FromOutside = {
  isProbed: false,
  answerProbe: () => null,
  isClosed: false,
  refusal: () => null,
  origins: new Set(),
};

/** Lets a web page that may call read the answer. A preflight is answered at once: it does nothing, and carries no token. */
function letCall(ctx: Context, origins: ReadonlySet<string>): 'answered' | 'goes-on' {
  const preflight = preflightHeaders(ctx.method, ctx.req.headers, origins);
  ctx.set(preflight ?? corsHeaders(ctx.req.headers, origins) ?? {});
  if (preflight === null) return 'goes-on';
  ctx.status = 204;
  return 'answered';
}

/** Once the time outside is over, a request that came from there is refused, and in the log like any other. */
function toldRefused(request: RawRequest, ctx: Context, outside: FromOutside): RawRequest {
  if (!outside.isClosed || isAskedForLocally(ctx.req)) return request;
  const refusal = outside.refusal();
  return refusal === null ? request : { ...request, refusal };
}

/** Someone tried the link from outside: what opens it here does not go into the log. */
function withoutLinkSecret(request: RawRequest): RawRequest {
  return request.url.startsWith(INVITATION_PATH) ? { ...request, url: `${INVITATION_PATH}••••` } : request;
}

function sendPage(ctx: Context, page: Page): void {
  ctx.status = page.status;
  ctx.set(page.headers);
  ctx.body = page.body;
  // A form that was not read to its end leaves bytes that would be taken for the next request.
  if (!ctx.req.complete) ctx.set('Connection', 'close');
}

/** An answer that never got to its client is marked in the log. */
function watchArrival(ctx: Context, endpoint: ScimEndpoint, exchangeId: number, url: string): void {
  ctx.res.once('close', () => {
    if (!ctx.res.writableFinished) endpoint.markCutOff(exchangeId, url);
  });
}

function send(ctx: Context, answer: Pick<Answer, 'status' | 'headers' | 'body'>): void {
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
