import type { Maker } from '../service/own-traffic.ts';

/** A request as it came off the socket: nothing was believed yet. */
export interface RawRequest {
  readonly method: string;
  /** request target as sent, path and query */
  readonly url: string;
  /** name, value, name, value … as sent */
  readonly rawHeaders: readonly string[];
  /** by lower-cased name; repeated ones joined */
  readonly headers: Readonly<Record<string, string>>;
  readonly remote: string;
  /** what was kept of the body; null when none was sent */
  readonly body: Buffer | null;
  /** bytes that came, which can be more than were kept */
  readonly bodyBytes: number;
  /** why the body is not whole */
  readonly bodyProblem: BodyProblem | null;
  /** why the listener lets it go no further than the log */
  readonly refusal?: Refusal;
  readonly receivedAt: Date;
  /** `performance.now()` at arrival */
  readonly started: number;
  /** whose doing it is, where it came from inside past any socket */
  readonly maker?: Maker;
}

export interface Refusal {
  readonly status: number;
  readonly detail: string;
  /** one of `errorCodes` in explain/codes.ts */
  readonly reason: string;
  readonly headers: Readonly<Record<string, string>>;
}

export type BodyProblem =
  | { readonly kind: 'too-large'; readonly limit: number }
  | { readonly kind: 'broken-off' }
  | { readonly kind: 'encoded'; readonly encoding: string }
  /** the HTTP parser gave up: garbage, header flood, slow client */
  | { readonly kind: 'malformed'; readonly status: number; readonly detail: string };

/** What goes back. `exchangeId` names the row of the log, for marking an answer that never arrived. */
export interface Answer {
  readonly exchangeId: number;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** what a drill has the listener do to the answer, which is in the log as if it had gone out */
  readonly fault?: AnswerFault;
}

/** An answer that comes late, not at all, or in half. */
export type AnswerFault =
  | { readonly kind: 'delay'; readonly milliseconds: number }
  | { readonly kind: 'drop' }
  | { readonly kind: 'truncate' };
