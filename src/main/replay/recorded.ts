import type { ExchangeDetail, Verdict } from '#shared/contract/exchanges.ts';

export interface Header {
  readonly name: string;
  readonly value: string;
}

/** One exchange as it was recorded, from the log or from a file. */
export interface Recorded {
  /** null when it came from a file */
  readonly exchangeId: number | null;
  /** ISO 8601, UTC */
  readonly at: string;
  readonly sentence: string;
  readonly verdict: Verdict | null;
  readonly method: string;
  /** path and query below the base URL; as received when it was not below it */
  readonly path: string;
  /** request target as received */
  readonly url: string;
  readonly requestHeaders: readonly Header[];
  readonly requestBody: string | null;
  /** bytes received, which for a body over the cap is more than what was kept */
  readonly requestBytes: number;
  readonly status: number;
  readonly responseHeaders: readonly Header[];
  readonly responseBody: string | null;
  /** rules that its findings rest on */
  readonly ruleIds: readonly string[];
}

/** An exchange of the console's contract as one to be sent again. */
export function recordedFrom(detail: ExchangeDetail): Recorded {
  return {
    exchangeId: detail.id,
    at: detail.at,
    sentence: detail.sentence,
    verdict: detail.verdict,
    method: detail.method,
    path: detail.path,
    url: detail.url,
    requestHeaders: detail.requestHeaders,
    requestBody: detail.requestBody,
    requestBytes: detail.requestBytes,
    status: detail.status,
    responseHeaders: detail.responseHeaders,
    responseBody: detail.responseBody,
    ruleIds: detail.findings.map(({ ruleId }) => ruleId).filter((id) => id !== null),
  };
}

/** What goes out, rewritten for the target; the Authorization header is the target's own business. */
export interface Outgoing {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly Header[];
  readonly body: string | null;
  /** when the original came in */
  readonly at: string;
}

/** What came back. */
export interface Answered {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: string | null;
  readonly durationUs: number;
  /** what the target's own log says, where it has one */
  readonly verdict: Verdict | null;
  readonly told: string | null;
}

/** @param name in lower case */
export function headerValue(headers: readonly Header[], name: string): string | undefined {
  return headers.find((header) => header.name.toLowerCase() === name)?.value;
}

/** A body as JSON; undefined when there is none, or it is something else. */
export function parseJson(text: string | null): unknown {
  if (text === null || text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // What is no JSON is compared and rewritten as text.
    return undefined;
  }
}

/** Whether a value of JSON is an object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
