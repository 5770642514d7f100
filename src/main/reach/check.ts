import type { ReachCheckId, ReachOutcome } from '#shared/contract/reach.ts';
import { type Question, type Reply, ask } from './ask.ts';
import type { Arrival, Probe } from './probe.ts';

/** A body without meaning: it only has to arrive. */
export const SMALL_BODY = Buffer.from(JSON.stringify({ active: true }));

/** What a check found. */
export interface Finding {
  readonly outcome: Exclude<ReachOutcome, 'skipped'>;
  /** what was seen, in one or two sentences */
  readonly seen: string;
  readonly fix: string | null;
  /** the checks after it would mean nothing */
  readonly stops: boolean;
}

/** One thing that must hold on the way from outside to the service. */
export interface ReachCheck {
  readonly id: ReachCheckId;
  readonly title: string;
  /** @throws AskError when no answer came */
  run(bench: Bench): Promise<Finding>;
}

type BenchOptions = Pick<Bench, 'tenantUrl' | 'tenantPath' | 'port' | 'isNew' | 'signal'> & { readonly probe: Probe };

/** What the checks work with: the address, the probe, and a way to send requests. */
export class Bench {
  /** the tenant URL from outside */
  readonly tenantUrl: URL;
  /** its path on this machine */
  readonly tenantPath: string;
  /** where the service listens on this machine */
  readonly port: number;
  /** the address is only seconds old, so DNS may not know its name everywhere yet */
  readonly isNew: boolean;
  readonly signal: AbortSignal;
  /** set once an answer came back from outside that only this process can have given */
  isProven = false;
  readonly #probe: Probe;

  constructor(options: BenchOptions) {
    this.tenantUrl = options.tenantUrl;
    this.tenantPath = options.tenantPath;
    this.port = options.port;
    this.isNew = options.isNew;
    this.signal = options.signal;
    this.#probe = options.probe;
  }

  /** @returns the path below the tenant URL that the probe answers at */
  get probePath(): string {
    return `/Users/${this.#probe.name}`;
  }

  /**
   * Sends a request to the probe, through the public address.
   * @param options.token when left out, the token of the probe is sent
   * @param options.query with its question mark
   */
  async send(
    method: string,
    options: { token?: false; query?: string; headers?: Readonly<Record<string, string>>; body?: Buffer; local?: true } = {},
  ): Promise<{ reply: Reply; arrival: Arrival | null }> {
    const { token, query = '', headers = {}, body, local } = options;
    this.#probe.take();
    const base = local === true ? `http://127.0.0.1:${this.port}${this.tenantPath}` : this.tenantUrl.href;
    const question: Question = {
      method,
      url: new URL(base + this.probePath + query),
      headers: {
        Accept: 'application/scim+json',
        'User-Agent': 'SCIM-Rehearsal-check',
        ...(token === false ? {} : { Authorization: `Bearer ${this.#probe.token}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/scim+json' }),
        ...headers,
      },
      signal: this.signal,
      ...(body === undefined ? {} : { body }),
    };
    const reply = await ask(question);
    return { reply, arrival: this.#probe.take().at(-1) ?? null };
  }
}

/** Nothing to do. */
export function ok(seen: string): Finding {
  return { outcome: 'ok', seen, fix: null, stops: false };
}

/** Works, with something to know. */
export function warning(seen: string, fix: string): Finding {
  return { outcome: 'warning', seen, fix, stops: false };
}

/** A failure after which the other checks still mean something. */
export function failed(seen: string, fix: string): Finding {
  return { outcome: 'failed', seen, fix, stops: false };
}

/** A failure after which the other checks mean nothing. */
export function deadEnd(seen: string, fix: string): Finding {
  return { outcome: 'failed', seen, fix, stops: true };
}
