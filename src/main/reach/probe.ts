import { createHash, randomBytes } from 'node:crypto';
import type { RawRequest } from '../endpoint/raw-request.ts';

/*
 * How the checks prove that what answers at an address is this very process, without opening a hole for anybody else. While a check
 * runs, requests whose path holds the probe's random name are answered here instead of at the endpoint: they leave no trace in the log,
 * touch no sandbox, and give a caller nothing but a random text. Without the probe's own token they get 401, as everywhere.
 */

const MARK = 'probe-';
const IN_PATH = /\/probe-([0-9a-f]{32})(?:[/?]|$)/;
const ERROR_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** A request of the checks as it arrived, and what was answered. */
export interface Arrival {
  readonly method: string;
  /** path and query as they arrived */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyBytes: number;
  readonly bodyHash: string;
  readonly hasToken: boolean;
  /** random: whoever knows it has seen this answer */
  readonly proof: string;
  readonly status: number;
}

export interface ProbeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** The requests of one check. */
export class Probe {
  readonly #id = randomBytes(16).toString('hex');
  /** for `Authorization: Bearer`; it opens nothing but this probe */
  readonly token = randomBytes(16).toString('hex');
  #arrivals: Arrival[] = [];

  get id(): string {
    return this.#id;
  }

  /** the last part of its path, which looks like the id of a user */
  get name(): string {
    return MARK + this.#id;
  }

  /** @returns what arrived since the last call */
  take(): readonly Arrival[] {
    const arrivals = this.#arrivals;
    this.#arrivals = [];
    return arrivals;
  }

  /** Answers as the endpoint would if it accepted the request. */
  answer(request: RawRequest): ProbeAnswer {
    const hasToken = request.headers['authorization'] === `Bearer ${this.token}`;
    const proof = randomBytes(16).toString('hex');
    const status = hasToken ? statusOf(request.method) : 401;
    this.#arrivals.push({
      method: request.method,
      url: request.url,
      headers: request.headers,
      bodyBytes: request.bodyBytes,
      bodyHash: hashOf(request.body ?? Buffer.alloc(0)),
      hasToken,
      proof,
      status,
    });
    const type = { 'Content-Type': 'application/scim+json', 'Cache-Control': 'no-store' };
    if (!hasToken) {
      const body = { schemas: [ERROR_SCHEMA], detail: 'The token of the check is missing.', status: '401', proof };
      return { status, headers: { ...type, 'WWW-Authenticate': 'Bearer realm="SCIM"' }, body: JSON.stringify(body) };
    }
    if (status === 204) return { status, headers: {}, body: null };
    const created = status === 201 ? { Location: request.url } : {};
    return { status, headers: { ...type, ...created, ETag: `W/"${proof}"` }, body: JSON.stringify({ id: this.name, proof }) };
  }
}

/** SHA-256 as hex digits. */
export function hashOf(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex');
}

/** RFC 7644 §3.3 to §3.6. */
function statusOf(method: string): number {
  if (method === 'POST') return 201;
  return method === 'DELETE' ? 204 : 200;
}

/** @returns the random part of a probe's name in a path; null where there is none */
export function probeIdIn(url: string): string | null {
  return IN_PATH.exec(url)?.[1] ?? null;
}
