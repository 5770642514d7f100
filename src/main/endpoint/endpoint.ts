import type { EventHub } from '../console/event-hub.ts';
import type { Caller } from '../dialect/caller.ts';
import type { Drills } from '../drill/drills.ts';
import type { ChangeDraft, Outcome, OutcomeFacts } from '../directory/work.ts';
import type { Note } from '../explain/facts.ts';
import { viewSummary } from '../log/views.ts';
import type { MailWriter } from '../mail/silent-outbox.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { ScimError } from '../scim/errors.ts';
import { type Maker, ownTraffic } from '../service/own-traffic.ts';
import type { Clock, Logger } from '../service/ports.ts';
import type { ExchangeRow } from '../store/repositories/exchanges.ts';
import type { TokenRow } from '../store/repositories/tokens.ts';
import { storageFailureOf } from '../store/storage-failure.ts';
import type { Tx } from '../store/store.ts';
import { Authenticator } from '../token/authenticate.ts';
import { meetDrill } from './drill.ts';
import { factsOfRefusal } from './facts-of-refusal.ts';
import { Guests } from './guests.ts';
import { heldByRehearsal } from './held-by-rehearsal.ts';
import type { Answer, AnswerFault, RawRequest } from './raw-request.ts';
import { recordExchange } from './record.ts';
import { MinuteCounter, secondsToNextMinute } from './throttle.ts';
import { RequestInHand } from './request-in-hand.ts';
import { toldAs } from './told-as.ts';

/** Failed log-ins of one address in a minute, after which they are told to wait; good tokens pass all the same. */
const FAILED_LOGINS = 600;
/** Rule 23: the figure of the vendor's sister API. */
const RATE_LIMIT = 300;
/** A body with 60,000 unknown attributes is told by the first ones; nobody reads more. */
const MOST_TOLD = 200;
const LAST_USED_EVERY_MS = 1000;

/** The stand-in for the vendor's endpoint: takes raw requests, answers them, and leaves nothing out of the log. */
export class Endpoint {
  readonly #sandbox: Sandbox;
  readonly #outbox: MailWriter;
  readonly #events: EventHub;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #drills: Drills | null;
  readonly #callers = new Map<string, Caller>();
  readonly #lastUsed = new Map<string, number>();
  readonly #failedLogins = new MinuteCounter();
  readonly #requests = new MinuteCounter();
  readonly #authenticator = new Authenticator();
  readonly #guests = new Guests();
  #dataVersion: number;

  constructor(options: {
    sandbox: Sandbox;
    outbox: MailWriter;
    events: EventHub;
    clock: Clock;
    logger: Logger;
    drills?: Drills;
  }) {
    this.#sandbox = options.sandbox;
    this.#outbox = options.outbox;
    this.#events = options.events;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#drills = options.drills ?? null;
    this.#dataVersion = options.sandbox.store.dataVersion();
    options.events.subscribe(({ event }) => {
      if (event.type === 'tokens.changed' || event.type === 'rules.changed') this.#authenticator.forget();
    });
  }

  /** Resolves when everything that the answer says is committed, and so is its row of the log. */
  async answer(raw: RawRequest): Promise<Answer> {
    const { row, answer, changes, hasMail } = await this.#sandbox.store.commit((tx) => this.#handle(tx, raw));
    this.#publish(row, changes);
    if (hasMail) this.#outbox.committed();
    return answer;
  }

  markCutOff(exchangeId: number): void {
    try {
      this.#sandbox.store.write((tx) => tx.exchanges.markCutOff(exchangeId));
    } catch (error) {
      this.#logger.error('an exchange could not be marked as cut off', error);
    }
  }

  #handle(tx: Tx, raw: RawRequest): Handled {
    this.#noticeOtherProcesses();
    const id = this.#sandbox.nextNumber();
    const mailing = { outbox: this.#outbox, exchangeId: id, written: [] };
    const request = new RequestInHand(tx, raw, this.#sandbox, mailing, makerOf(raw));
    const attempt = this.#attempt(request);
    const { maker } = request;
    const headers = headersOf(attempt, raw.method);
    const changes = attempt.error === null ? request.changes : [];
    if (changes.some((change) => this.#decidesOnTokens(change))) this.#authenticator.forget();
    const row = recordExchange(tx, {
      id,
      raw,
      path: request.shownPath,
      caller: toldAs(request.caller, maker),
      token: request.token,
      maker,
      runId: maker?.run?.sandbox === this.#sandbox.name ? maker.run.id : null,
      status: attempt.status,
      headers,
      body: raw.method === 'HEAD' ? null : attempt.body,
      facts: attempt.facts,
      error: attempt.error,
      forgiven: request.forgiven.slice(0, MOST_TOLD),
      notes: notesOf(request, attempt),
      changes,
    });
    const answer = { exchangeId: id, status: attempt.status, headers, body: attempt.body };
    const hasMail = attempt.error === null && request.mailing.written.length > 0;
    return { row, answer: attempt.fault === null ? answer : { ...answer, fault: attempt.fault }, changes, hasMail };
  }

  #attempt(request: RequestInHand): Attempt {
    let fault: AnswerFault | null = null;
    try {
      this.#admit(request);
      if (this.#drills?.isOn === true) fault = meetDrill(this.#drills, request, this.#clock.now().getTime());
      return { ...request.tx.savepoint(() => request.perform()), error: null, fault };
    } catch (error) {
      // What cannot be written cannot be recorded either: the caller answers, and nothing of it is left.
      if (storageFailureOf(error) !== null) throw error;
      const refusal = error instanceof ScimError ? heldByRehearsal(request, error) : this.#internalError(error);
      const facts = factsOfRefusal(request);
      return { status: refusal.status, body: JSON.stringify(refusal), headers: refusal.headers, facts, error: refusal, fault };
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
    if (raw.refusal !== undefined) throw new ScimError(raw.refusal.status, raw.refusal.detail, raw.refusal);
    if (raw.bodyProblem?.kind === 'malformed') throw new ScimError(raw.bodyProblem.status, raw.bodyProblem.detail);
    const { token, error } = this.#authenticator.authenticate(tx, raw.headers['authorization'], this.#sandbox.settings);
    request.token = token;
    request.maker ??= this.#guests.makerOf(raw, token, this.#clock.now().getTime());
    if (error !== undefined) {
      request.recognise(undefined);
      throw this.#throttledLogin(request, error);
    }
    if (token === undefined) throw new Error('authenticated without a token');
    const parsed = request.readBody();
    // Who is played here with the token of a real provider says nothing of that provider.
    const known = request.maker === null ? token.id : `${token.id} ${request.maker.by}`;
    request.recognise(this.#callers.get(known));
    // A tool used by hand in between does not make the identity provider forgotten.
    if (request.caller.idp !== 'unknown') this.#callers.set(known, request.caller);
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
    return new ScimError(500, 'Something went wrong inside SCIM Rehearsal; nothing was changed.', {
      reason: 'internal',
      cause: error,
    });
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

interface Handled {
  readonly row: ExchangeRow;
  readonly answer: Answer;
  readonly changes: readonly ChangeDraft[];
  readonly hasMail: boolean;
}

interface Attempt extends Omit<Outcome, 'facts'> {
  readonly facts: OutcomeFacts;
  readonly error: ScimError | null;
  /** what a drill does to the answer */
  readonly fault: AnswerFault | null;
}

function makerOf({ maker, method, url, headers, body, bodyBytes }: RawRequest): Maker | null {
  return maker ?? ownTraffic.makerOf({ method, url, authorization: headers['authorization'], body, bodyBytes });
}

/** What was noticed on the way to a refusal was undone with it; what a drill did was not. */
function notesOf({ notes }: RequestInHand, { error }: Attempt): readonly Note[] {
  return error === null ? notes.slice(0, MOST_TOLD) : notes.filter(({ code }) => code === 'drill');
}

/** RFC 7644 §3.1: the media type goes bare, without a charset. */
function headersOf({ status, body, headers }: Attempt, method: string): Record<string, string> {
  const hasBody = body !== null || method === 'HEAD';
  return {
    ...(hasBody && status !== 204 && status !== 304 ? { 'Content-Type': 'application/scim+json' } : {}),
    ...headers,
  };
}
