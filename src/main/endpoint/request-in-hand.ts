import type { JsonValue } from '#shared/scim/wire.ts';
import type { Caller, WireRequest } from '../dialect/caller.ts';
import { isConnectionTest } from '../dialect/connection-test.ts';
import type { Forgiven } from '../dialect/forgiven.ts';
import { readQuery } from '../dialect/query.ts';
import { recognise, unknownCaller } from '../dialect/recognise.ts';
import { type Target, readTarget } from '../dialect/target.ts';
import type { ChangeDraft, Outcome, RequestMailing } from '../directory/work.ts';
import type { Note } from '../explain/facts.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Maker } from '../service/own-traffic.ts';
import { ScimError } from '../scim/errors.ts';
import type { TokenRow } from '../store/repositories/tokens.ts';
import type { Tx } from '../store/store.ts';
import { BASE_PATH, basePathOf, baseUrl } from './base-url.ts';
import { BODY_LIMIT, parseBody } from './parse-body.ts';
import { perform } from './perform.ts';
import type { RawRequest } from './raw-request.ts';
import { type Route, methodsOf, routeOf } from './route.ts';

/** What is known of one request, growing step by step. */
export class RequestInHand {
  readonly tx: Tx;
  readonly raw: RawRequest;
  /** whose doing it is; null: it came from outside */
  maker: Maker | null;
  readonly target: Target | null;
  readonly forgiven: Forgiven[] = [];
  readonly notes: Note[] = [];
  readonly changes: ChangeDraft[] = [];
  readonly mailing: RequestMailing;
  token: TokenRow | undefined;
  caller: Caller = unknownCaller;
  body: JsonValue | undefined;
  route: Route | null = null;
  readonly #sandbox: Sandbox;
  readonly #basePath: string;

  constructor(tx: Tx, raw: RawRequest, sandbox: Sandbox, mailing: RequestMailing, maker: Maker | null) {
    this.tx = tx;
    this.maker = maker;
    this.raw = raw;
    this.#sandbox = sandbox;
    this.mailing = mailing;
    this.#basePath = basePathOf(raw.url, sandbox.name);
    this.target = readTarget(raw.url, this.#basePath);
    if (this.target !== null) this.forgiven.push(...this.target.forgiven);
  }

  /** path and query below the tenant URL, as sent */
  get shownPath(): string {
    return this.target === null ? this.raw.url : this.raw.url.slice(this.#basePath.length) || '/';
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
    const { settings, accountSettings, profile } = this.#sandbox;
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
        accounts: accountSettings,
        caller,
        origin: 'scim',
        now: raw.receivedAt.toISOString(),
        base: baseUrl(raw, this.#basePath),
        tokenOwnerId: token?.owner_id ?? null,
        hasResourceList: this.#sandbox.hasResourceList,
        ifMatch: conditional ? raw.headers['if-match'] : undefined,
        ifNoneMatch: conditional ? raw.headers['if-none-match'] : undefined,
        notes: this.notes,
        changes: this.changes,
        mailing: this.mailing,
      },
    });
    return isConnectionTest(caller, this.wire) ? { ...outcome, facts: { ...outcome.facts, operation: 'probe' } } : outcome;
  }
}
