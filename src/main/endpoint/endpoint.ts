import type { JsonValue } from '#shared/scim/wire.ts';
import type { EventHub } from '../console/event-hub.ts';
import type { Caller, WireRequest } from '../dialect/caller.ts';
import { isConnectionTest } from '../dialect/connection-test.ts';
import type { Forgiven } from '../dialect/forgiven.ts';
import { readQuery } from '../dialect/query.ts';
import { recognise, unknownCaller } from '../dialect/recognise.ts';
import { type Target, readTarget } from '../dialect/target.ts';
import type { ChangeDraft, Outcome, OutcomeFacts } from '../directory/work.ts';
import type { Note } from '../explain/facts.ts';
import { viewSummary } from '../log/views.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { ScimError } from '../scim/errors.ts';
import type { Clock, Logger } from '../service/ports.ts';
import type { ExchangeRow } from '../store/repositories/exchanges.ts';
import type { TokenRow } from '../store/repositories/tokens.ts';
import type { Tx } from '../store/store.ts';
import { Authenticator } from '../token/authenticate.ts';
import { BASE_PATH, baseUrl } from './base-url.ts';
import { factsOfRefusal } from './facts-of-refusal.ts';
import { BODY_LIMIT, parseBody } from './parse-body.ts';
import { perform } from './perform.ts';
import type { Answer, RawRequest } from './raw-request.ts';
import { recordExchange } from './record.ts';
import { type Route, methodsOf, routeOf } from './route.ts';
import { MinuteCounter, secondsToNextMinute } from './throttle.ts';

/** Failed log-ins of one address in a minute, after which they are told to wait; good tokens pass all the same. */
const FAILED_LOGINS = 600;
/** Rule 23: the figure of the vendor's sister API. */
const RATE_LIMIT = 300;
const LAST_USED_EVERY_MS = 1000;

/** The stand-in for the vendor's endpoint: takes raw requests, answers them, and leaves nothing out of the log. */
export class Endpoint {
  readonly #sandbox: Sandbox;
  readonly #events: EventHub;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #callers = new Map<string, Caller>();
  readonly #lastUsed = new Map<string, number>();
  readonly #failedLogins = new MinuteCounter();
  readonly #requests = new MinuteCounter();
  readonly #authenticator = new Authenticator();
  #dataVersion: number;
  #lastExchange: number;

  constructor(options: { sandbox: Sandbox; events: EventHub; clock: Clock; logger: Logger }) {
    this.#sandbox = options.sandbox;
    this.#events = options.events;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#lastExchange = options.sandbox.store.read((tx) =>
      Math.max(tx.exchanges.lastId(), tx.changes.lastExchange()),
    );
    this.#dataVersion = options.sandbox.store.dataVersion();
    options.events.subscribe(({ event }) => {
      if (event.type === 'tokens.changed' || event.type === 'rules.changed') this.#authenticator.forget();
    });
  }

  /** Resolves when everything that the answer says is committed, and so is its row of the log. */
  async answer(raw: RawRequest): Promise<Answer> {
    const { row, answer, changes } = await this.#sandbox.store.commit((tx) => this.#handle(tx, raw));
    this.#publish(row, changes);
    return answer;
  }

  markCutOff(exchangeId: number): void {
    this.#sandbox.store
      .commit((tx) => tx.exchanges.markCutOff(exchangeId))
      .catch((error: unknown) => this.#logger.error('an exchange could not be marked as cut off', error));
  }

  #handle(tx: Tx, raw: RawRequest): { row: ExchangeRow; answer: Answer; changes: readonly ChangeDraft[] } {
    this.#noticeOtherProcesses();
    const request = new RequestInHand(tx, raw, this.#sandbox);
    const attempt = this.#attempt(request);
    const headers = headersOf(attempt, raw.method);
    this.#lastExchange += 1;
    const id = this.#lastExchange;
    const changes = attempt.error === null ? request.changes : [];
    if (changes.some((change) => this.#decidesOnTokens(change))) this.#authenticator.forget();
    const row = recordExchange(tx, {
      id,
      raw,
      path: request.shownPath,
      caller: request.caller,
      token: request.token,
      status: attempt.status,
      headers,
      body: raw.method === 'HEAD' ? null : attempt.body,
      facts: attempt.facts,
      error: attempt.error,
      forgiven: request.forgiven,
      notes: attempt.error === null ? request.notes : [],
      changes,
    });
    return { row, answer: { exchangeId: id, status: attempt.status, headers, body: attempt.body }, changes };
  }

  #attempt(request: RequestInHand): Attempt {
    try {
      this.#admit(request);
      return { ...request.tx.savepoint(() => request.perform()), error: null };
    } catch (error) {
      const refusal = error instanceof ScimError ? error : this.#internalError(error);
      const facts = factsOfRefusal(request);
      return { status: refusal.status, body: JSON.stringify(refusal), headers: refusal.headers, facts, error: refusal };
    }
  }

  /** The command line may have made or revoked a token meanwhile. */
  #noticeOtherProcesses(): void {
    const version = this.#sandbox.store.dataVersion();
    if (version === this.#dataVersion) return;
    this.#dataVersion = version;
    this.#authenticator.forget();
  }

  /** Rights follow from groups, and a token from its owner. */
  #decidesOnTokens({ resourceType, resourceId, kind }: ChangeDraft): boolean {
    return kind !== 'created' && (resourceType === 'Group' || this.#authenticator.isOwner(resourceId));
  }

  /** Everything that can refuse a request before it is looked at closely. */
  #admit(request: RequestInHand): void {
    const { raw, tx } = request;
    if (raw.bodyProblem?.kind === 'malformed') throw new ScimError(raw.bodyProblem.status, raw.bodyProblem.detail);
    const { token, error } = this.#authenticator.authenticate(tx, raw.headers['authorization'], this.#sandbox.settings);
    request.token = token;
    if (error !== undefined) {
      request.recognise(undefined);
      throw this.#throttledLogin(request, error);
    }
    if (token === undefined) throw new Error('authenticated without a token');
    const parsed = request.readBody();
    request.recognise(this.#callers.get(token.id));
    this.#callers.set(token.id, request.caller);
    this.#noteUse(tx, token);
    this.#limitRate(token);
    request.findRoute();
    if (parsed !== null) throw parsed;
  }

  #throttledLogin({ raw }: RequestInHand, error: ScimError): ScimError {
    const now = this.#clock.now().getTime();
    if (error.status !== 401 || this.#failedLogins.count(raw.remote, now) <= FAILED_LOGINS) return error;
    const wait = String(secondsToNextMinute(now));
    return new ScimError(429, `More than ${FAILED_LOGINS} requests without a good secret token came in this minute.`, {
      reason: 'auth-throttled',
      headers: { 'Retry-After': wait },
    });
  }

  #limitRate(token: TokenRow): void {
    if (this.#sandbox.settings['rate-limit'] !== 'on') return;
    const now = this.#clock.now().getTime();
    if (this.#requests.count(token.id, now) <= RATE_LIMIT) return;
    throw new ScimError(429, `More than ${RATE_LIMIT} requests came in this minute (rule rate-limit).`, {
      ruleId: 'rate-limit',
      reason: 'rate-limited',
      headers: { 'Retry-After': String(secondsToNextMinute(now)) },
    });
  }

  #noteUse(tx: Tx, token: TokenRow): void {
    const now = this.#clock.now();
    if (now.getTime() - (this.#lastUsed.get(token.id) ?? 0) < LAST_USED_EVERY_MS) return;
    this.#lastUsed.set(token.id, now.getTime());
    tx.tokens.setLastUsed(token.id, now.toISOString());
  }

  #internalError(error: unknown): ScimError {
    this.#logger.error('a SCIM request failed inside', error);
    return new ScimError(500, 'Something went wrong inside SCIM Rehearsal; nothing was changed.', { reason: 'internal', cause: error });
  }

  #publish(row: ExchangeRow, changes: readonly ChangeDraft[]): void {
    this.#events.publish({ type: 'exchange.logged', exchange: viewSummary(row) });
    const types = new Set(changes.map((change) => change.resourceType));
    for (const resourceType of types) {
      const resourceIds = changes.filter((one) => one.resourceType === resourceType).map((one) => one.resourceId);
      this.#events.publish({ type: 'directory.changed', resourceType, resourceIds });
    }
  }
}

interface Attempt extends Omit<Outcome, 'facts'> {
  readonly facts: OutcomeFacts;
  readonly error: ScimError | null;
}

/** What is known of one request, growing step by step. */
export class RequestInHand {
  readonly tx: Tx;
  readonly raw: RawRequest;
  readonly target: Target | null;
  readonly forgiven: Forgiven[] = [];
  readonly notes: Note[] = [];
  readonly changes: ChangeDraft[] = [];
  token: TokenRow | undefined;
  caller: Caller = unknownCaller;
  body: JsonValue | undefined;
  route: Route | null = null;
  readonly #sandbox: Sandbox;

  constructor(tx: Tx, raw: RawRequest, sandbox: Sandbox) {
    this.tx = tx;
    this.raw = raw;
    this.#sandbox = sandbox;
    this.target = readTarget(raw.url, BASE_PATH);
    if (this.target !== null) this.forgiven.push(...this.target.forgiven);
  }

  /** path and query below the tenant URL, as sent */
  get shownPath(): string {
    return this.target === null ? this.raw.url : this.raw.url.slice(BASE_PATH.length) || '/';
  }

  /** the wire request, for the dialect step */
  get wire(): WireRequest {
    const { target, raw } = this;
    return {
      method: raw.method,
      path: target?.path ?? raw.url,
      query: target?.query ?? '',
      bareQuery: target?.bareQuery ?? false,
      headers: raw.headers,
      body: this.body,
    };
  }

  /** @returns why the body is refused, or null; what could be read of it is kept for recognising the caller */
  readBody(): ScimError | null {
    const isBulk = this.target?.segments[0]?.toLowerCase() === 'bulk';
    const limit = isBulk ? this.#sandbox.profile.features.bulk.maxPayloadSize : BODY_LIMIT;
    const { body, refusal } = parseBody(this.raw, this.#sandbox.settings, limit);
    this.body = body;
    return refusal;
  }

  recognise(previous: Caller | undefined): void {
    this.caller = recognise(this.wire, previous);
  }

  /** @throws ScimError 404 for an unknown path, 405 with `Allow` for a method it does not take */
  findRoute(): void {
    const { target, raw } = this;
    const route = target === null ? null : routeOf(target.segments, this.#sandbox.profile);
    if (route === null) {
      const detail = `There is nothing at "${(target?.path ?? raw.url).slice(0, 200)}". The tenant URL ends in ${BASE_PATH}.`;
      throw new ScimError(404, detail, { reason: 'unknown-path' });
    }
    this.route = route;
    const allowed = methodsOf(route);
    if (allowed.includes(raw.method)) return;
    const detail = `${raw.method} is not possible on "${target?.path ?? ''}"; it takes ${allowed.join(', ')}.`;
    throw new ScimError(405, detail, { reason: 'method-not-allowed', headers: { Allow: allowed.join(', ') } });
  }

  /** @throws ScimError for every refusal */
  perform(): Outcome {
    const { raw, target, route, token, caller } = this;
    if (route === null || target === null) throw new Error('performed without a route');
    const { settings, profile } = this.#sandbox;
    const { params, forgiven } = readQuery(target.query, settings);
    this.forgiven.push(...forgiven);
    const conditional = profile.features.etag;
    const outcome = perform({
      profile,
      method: raw.method,
      route,
      params,
      body: this.body,
      bodyBytes: raw.bodyBytes,
      forgiven: this.forgiven,
      work: {
        tx: this.tx,
        profile,
        settings,
        caller,
        now: raw.receivedAt.toISOString(),
        base: baseUrl(raw),
        tokenOwnerId: token?.owner_id ?? null,
        ifMatch: conditional ? raw.headers['if-match'] : undefined,
        ifNoneMatch: conditional ? raw.headers['if-none-match'] : undefined,
        notes: this.notes,
        changes: this.changes,
      },
    });
    return isConnectionTest(caller, this.wire) ? { ...outcome, facts: { ...outcome.facts, operation: 'probe' } } : outcome;
  }
}

/** RFC 7644 §3.1: the media type goes bare, without a charset. */
function headersOf({ status, body, headers }: Attempt, method: string): Record<string, string> {
  const hasBody = body !== null || method === 'HEAD';
  return {
    ...(hasBody && status !== 204 && status !== 304 ? { 'Content-Type': 'application/scim+json' } : {}),
    ...headers,
  };
}
