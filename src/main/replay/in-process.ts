import type { Verdict } from '#shared/contract/exchanges.ts';
import { BASE_PATH } from '../endpoint/base-url.ts';
import type { Endpoint } from '../endpoint/endpoint.ts';
import type { BodyProblem, RawRequest } from '../endpoint/raw-request.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Maker } from '../service/own-traffic.ts';
import type { Answered, Outgoing } from './recorded.ts';

/** Sends to an endpoint of this process, past any socket. */
export interface InProcess {
  readonly sandbox: Sandbox;
  readonly endpoint: Endpoint;
  readonly secret: string;
  /** `127.0.0.1:4700`, for the locations in answers */
  readonly host: string;
  /** path of the sandbox's tenant URL; left out: `/scim/v2` */
  readonly basePath?: string | undefined;
}

/** @param receivedAt when the request counts as having arrived */
export async function sendInProcess(
  to: InProcess,
  request: Outgoing,
  receivedAt: Date,
  maker: Maker,
): Promise<Answered & { exchangeId: number }> {
  const started = performance.now();
  const answer = await to.endpoint.answer({ ...rawRequest(to, request, receivedAt, started), maker });
  const row = to.sandbox.store.read((tx) => tx.exchanges.get(answer.exchangeId));
  return {
    exchangeId: answer.exchangeId,
    status: answer.status,
    headers: Object.entries(answer.headers).map(([name, value]) => ({ name, value })),
    body: request.method === 'HEAD' ? null : answer.body,
    durationUs: Math.round((performance.now() - started) * 1000),
    verdict: (row?.verdict ?? null) as Verdict | null,
    told: row?.sentence ?? null,
  };
}

function rawRequest(to: InProcess, request: Outgoing, receivedAt: Date, started: number): RawRequest {
  const body = request.body === null ? null : Buffer.from(request.body);
  const all = [
    { name: 'Host', value: to.host },
    { name: 'Authorization', value: `Bearer ${to.secret}` },
    ...request.headers,
    ...(body === null ? [] : [{ name: 'Content-Length', value: String(body.length) }]),
  ];
  const headers: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const { name, value } of all) {
    const key = name.toLowerCase();
    headers[key] = headers[key] === undefined ? value : `${headers[key]}, ${value}`;
  }
  return {
    method: request.method,
    url: (to.basePath ?? BASE_PATH) + (request.path === '/' ? '' : request.path),
    rawHeaders: all.flatMap(({ name, value }) => [name, value]),
    headers,
    remote: '127.0.0.1',
    body,
    bodyBytes: body?.length ?? 0,
    bodyProblem: encodingProblem(headers['content-encoding']),
    receivedAt,
    started,
  };
}

function encodingProblem(encoding: string | undefined): BodyProblem | null {
  return encoding === undefined || encoding === 'identity' ? null : { kind: 'encoded', encoding };
}
