import type { CheckExchange } from '#shared/contract/conformance.ts';
import { URN } from '#shared/scim/urns.ts';
import { sleep, waitOf } from '../replay/patience.ts';
import { type Answered, type Header, type Outgoing, headerValue, parseJson } from '../replay/recorded.ts';
import type { Target } from '../replay/target.ts';
import type { Maker } from '../service/own-traffic.ts';
import { CheckFailure } from './check.ts';

export interface Reply {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly text: string | null;
  /** the body as JSON; undefined when it is none */
  readonly json: unknown;
}

export interface SendOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** sent as it is, instead of JSON */
  readonly raw?: string;
  /** `none`: no token at all · `wrong`: one that nobody has */
  readonly token?: 'none' | 'wrong';
}

export interface Targets {
  readonly own: Target;
  readonly anonymous: Target;
  readonly wrong: Target;
}

/** More of a body is of no use in a report. */
const LONGEST_BODY = 64 * 1024;
/** A limit on requests is no answer to a check, so what it refuses is sent again when the endpoint says so. */
const TRIES = 4;
const CHECK: Maker = { by: 'conformance', run: null, refusedOnPurpose: null };

/** A small SCIM client that writes down everything that goes out and comes back, the token aside. */
export class RecordingClient {
  readonly #targets: Targets;
  #signal: AbortSignal;
  #recorded: CheckExchange[] = [];

  constructor(targets: Targets, signal: AbortSignal) {
    this.#targets = targets;
    this.#signal = signal;
  }

  /** What was recorded since the last time. */
  take(): CheckExchange[] {
    const taken = this.#recorded;
    this.#recorded = [];
    return taken;
  }

  /** From now on a stop is no longer heeded: for cleaning up. */
  goOnAfterStop(): void {
    this.#signal = new AbortController().signal;
  }

  /** @throws TargetError when no answer came that SCIM knows; the reason of the signal when the run was stopped */
  async send(method: string, path: string, body?: unknown, options: SendOptions = {}): Promise<Reply> {
    this.#signal.throwIfAborted();
    const text = options.raw ?? (body === undefined ? null : JSON.stringify(body));
    const { own, anonymous, wrong } = this.#targets;
    const target = options.token === 'none' ? anonymous : options.token === 'wrong' ? wrong : own;
    const given = { Accept: 'application/scim+json', ...(text === null ? {} : { 'Content-Type': 'application/scim+json' }) };
    const headers = Object.entries({ ...given, ...options.headers }).map(([name, value]) => ({ name, value }));
    const request: Outgoing = { method, path, headers, body: text, at: new Date().toISOString() };
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#exchange(target, request);
      const { status, body: answered } = answer;
      if (status !== 429 || attempt === TRIES) {
        return { status, headers: answer.headers, text: answered, json: parseJson(answered) };
      }
      await sleep(waitOf(headerValue(answer.headers, 'retry-after'), attempt, new Date()), this.#signal);
      this.#signal.throwIfAborted();
    }
  }

  async #exchange(target: Target, request: Outgoing): Promise<Answered> {
    const started = performance.now();
    const record = (status: number | null, responseHeaders: readonly Header[], responseBody: string | null) =>
      this.#recorded.push({
        method: request.method,
        path: request.path,
        requestHeaders: [...request.headers],
        requestBody: shorten(request.body),
        status,
        responseHeaders: [...responseHeaders],
        responseBody: shorten(responseBody),
        durationMs: performance.now() - started,
      });
    try {
      const answer = await target.send(request, CHECK);
      record(answer.status, answer.headers, answer.body);
      return answer;
    } catch (error) {
      record(null, [], null);
      throw error;
    }
  }

  get(path: string, options?: SendOptions): Promise<Reply> {
    return this.send('GET', path, undefined, options);
  }

  post(path: string, body: unknown, options?: SendOptions): Promise<Reply> {
    return this.send('POST', path, body, options);
  }

  put(path: string, body: unknown, options?: SendOptions): Promise<Reply> {
    return this.send('PUT', path, body, options);
  }

  patch(path: string, operations: readonly object[], options?: SendOptions): Promise<Reply> {
    return this.send('PATCH', path, { schemas: [URN.patchOp], Operations: operations }, options);
  }

  delete(path: string, options?: SendOptions): Promise<Reply> {
    return this.send('DELETE', path, undefined, options);
  }
}

function shorten(text: string | null): string | null {
  return text === null || text.length <= LONGEST_BODY ? text : `${text.slice(0, LONGEST_BODY)}…`;
}

export function header(reply: Reply, name: string): string | undefined {
  return headerValue(reply.headers, name.toLowerCase());
}

/** A value inside JSON by its path: `emails.0.value`. Names in any case (RFC 7643 §2.1). */
export function at(value: unknown, path: string): unknown {
  let here: unknown = value;
  for (const step of path.split('.')) {
    if (Array.isArray(here)) here = (here as unknown[])[Number(step)];
    else if (typeof here === 'object' && here !== null) {
      here = Object.entries(here).find(([name]) => name.toLowerCase() === step.toLowerCase())?.[1];
    } else return undefined;
  }
  return here;
}

export function textAt(value: unknown, path: string): string {
  const found = at(value, path);
  return typeof found === 'string' ? found : '';
}

export function listAt(value: unknown, path: string): readonly unknown[] {
  const found = at(value, path);
  return Array.isArray(found) ? (found as unknown[]) : [];
}

/** @throws CheckFailure when it is not so */
export function expect(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw new CheckFailure(otherwise);
}

/** @throws CheckFailure when the answer has another status; says what the endpoint gave as its reason */
export function expectStatus(reply: Reply, expected: number | readonly number[], what: string): void {
  const allowed = typeof expected === 'number' ? [expected] : expected;
  if (allowed.includes(reply.status)) return;
  const detail = textAt(reply.json, 'detail');
  const said = detail === '' ? '' : ` It said: “${detail.slice(0, 300)}”`;
  throw new CheckFailure(`${what} should be answered with ${allowed.join(' or ')}, and was with ${reply.status}.${said}`);
}

/** @throws CheckFailure unless it is a refusal with this status, a SCIM Error body and, where named, this scimType (RFC 7644 §3.12) */
export function expectError(
  reply: Reply,
  status: number | readonly number[],
  what: string,
  scimTypes: readonly string[] = [],
): void {
  expectStatus(reply, status, what);
  expect(
    listAt(reply.json, 'schemas').includes(URN.error),
    `${what} was refused without a SCIM Error body (schema ${URN.error}).`,
  );
  expect(at(reply.json, 'status') === String(reply.status), `The Error body should say status "${reply.status}" as text.`);
  if (scimTypes.length === 0) return;
  const scimType = textAt(reply.json, 'scimType');
  expect(
    scimTypes.includes(scimType),
    `${what} should be refused with scimType ${scimTypes.join(' or ')}, and was with ${scimType === '' ? 'none' : scimType}.`,
  );
}
