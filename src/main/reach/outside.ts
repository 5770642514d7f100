import type { RawRequest, Refusal } from '../endpoint/raw-request.ts';
import { type Probe, type ProbeAnswer, probeIdIn } from './probe.ts';

/** Microsoft's web page that tests SCIM services from the admin's browser. */
export const VALIDATOR_ORIGIN = 'https://scimvalidator.microsoft.com';

const COME_AGAIN_S = 300;

/** What the listener asks about requests from outside. Until the admin turns something on, it costs no more than a look at a field. */
export class Outside {
  readonly #probes = new Map<string, Probe>();
  /** origins of web pages whose scripts may call (Fetch Standard, CORS protocol) */
  origins: ReadonlySet<string> = new Set();
  /** why requests from outside are refused; null when they are not */
  #closed: string | null = null;

  get isProbed(): boolean {
    return this.#probes.size > 0;
  }

  get isClosed(): boolean {
    return this.#closed !== null;
  }

  /** Refuses what comes from outside. @param why one sentence for whoever calls */
  close(why: string): void {
    this.#closed = why;
  }

  open(): void {
    this.#closed = null;
  }

  /** @returns a function that removes it again */
  addProbe(probe: Probe): () => void {
    this.#probes.set(probe.id, probe);
    return () => void this.#probes.delete(probe.id);
  }

  /** @returns null for a request that did not come from the checks */
  answerProbe(request: RawRequest): ProbeAnswer | null {
    const id = probeIdIn(request.url);
    return (id === null ? undefined : this.#probes.get(id))?.answer(request) ?? null;
  }

  /** @returns why a request from outside goes no further; null when it may */
  refusal(): Refusal | null {
    if (this.#closed === null) return null;
    return { status: 503, detail: this.#closed, reason: 'exposure-over', headers: { 'Retry-After': String(COME_AGAIN_S) } };
  }
}
