import type { RawRequest, Refusal } from '../endpoint/raw-request.ts';
import { type Probe, type ProbeAnswer, probeIdIn } from './probe.ts';

/** The web page with which Microsoft tests SCIM services from the admin's browser. */
export const VALIDATOR_ORIGIN = 'https://scimvalidator.microsoft.com';

const COME_AGAIN_S = 300;

/** What the listener asks about requests from outside. All of it is off until the admin wants it, and costs a look at a field then. */
export class Outside {
  readonly #probes = new Map<string, Probe>();
  /** origins of web pages whose scripts may call (Fetch Standard, CORS protocol) */
  origins: ReadonlySet<string> = new Set();
  /** why what comes from outside is refused; null: it is not */
  #closed: string | null = null;

  get isProbed(): boolean {
    return this.#probes.size > 0;
  }

  get isClosed(): boolean {
    return this.#closed !== null;
  }

  /** @param why one sentence for whoever calls */
  close(why: string): void {
    this.#closed = why;
  }

  open(): void {
    this.#closed = null;
  }

  /** @returns the way to end it */
  addProbe(probe: Probe): () => void {
    this.#probes.set(probe.id, probe);
    return () => void this.#probes.delete(probe.id);
  }

  /** @returns null for a request that is none of the doctor's */
  answerProbe(request: RawRequest): ProbeAnswer | null {
    const id = probeIdIn(request.url);
    return (id === null ? undefined : this.#probes.get(id))?.answer(request) ?? null;
  }

  /** @returns why a request from outside goes no further */
  refusal(): Refusal | null {
    if (this.#closed === null) return null;
    return { status: 503, detail: this.#closed, reason: 'exposure-over', headers: { 'Retry-After': String(COME_AGAIN_S) } };
  }
}
