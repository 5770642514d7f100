import type { ReachCheckId, ReachOutcome } from '#shared/contract/reach.ts';
import { type Question, type Reply, ask } from './ask.ts';
import type { Arrival, Probe } from './probe.ts';

/** A body that is nothing but one. */
export const SMALL_BODY = Buffer.from(JSON.stringify({ active: true }));

/** What a check found. */
export interface Finding {
  readonly outcome: Exclude<ReachOutcome, 'skipped'>;
  /** what was seen, one sentence or two */
  readonly seen: string;
  readonly fix: string | null;
  /** nothing that comes after it means anything */
  readonly stops: boolean;
}

/** One thing that has to be so on the way from outside to the service. */
export interface ReachCheck {
  readonly id: ReachCheckId;
  readonly title: string;
  /** @throws AskError when no answer came */
  run(bench: Bench): Promise<Finding>;
}

type BenchOptions = Pick<Bench, 'tenantUrl' | 'tenantPath' | 'port' | 'isNew' | 'signal'> & { readonly probe: Probe };

/** What the checks work with: the address, the probe, and a way to ask. */
export class Bench {
  /** the tenant URL from outside */
  readonly tenantUrl: URL;
  /** its path on this machine */
  readonly tenantPath: string;
  /** where the service listens on this machine */
  readonly port: number;
  /** the address is some seconds old, so its name may not have got around yet */
  readonly isNew: boolean;
  readonly signal: AbortSignal;
  /** an answer came back from outside that only this process can have given */
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
   * @param options.token left out: with the token of the probe
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

export function ok(seen: string): Finding {
  return { outcome: 'ok', seen, fix: null, stops: false };
}

export function warning(seen: string, fix: string): Finding {
  return { outcome: 'warning', seen, fix, stops: false };
}

/** The rest still means something. */
export function failed(seen: string, fix: string): Finding {
  return { outcome: 'failed', seen, fix, stops: false };
}

/** There is no going on from here. */
export function deadEnd(seen: string, fix: string): Finding {
  return { outcome: 'failed', seen, fix, stops: true };
}
