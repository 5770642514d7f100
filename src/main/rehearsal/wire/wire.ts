import type { RehearsalExchange } from '#shared/contract/rehearsals.ts';
import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { type Answered, headerValue } from '../../replay/recorded.ts';
import type { Target } from '../../replay/target.ts';
import type { Maker } from '../../service/own-traffic.ts';
import type { Manners } from './manners.ts';
import type { Pace } from './pace.ts';
import { HeldBack } from './refused.ts';

/** What came back, as the identity provider sees it. */
export interface Reply {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly headers: Answered['headers'];
  /** undefined when there is no body, or the body is not JSON */
  readonly json: JsonValue | undefined;
}

export interface WireOptions {
  readonly target: Target;
  /** on whose behalf the next request is sent */
  readonly maker: () => Maker;
  readonly manners: Manners;
  readonly pace: Pace;
  readonly signal: AbortSignal;
  /** false: nothing is deleted */
  readonly deletes: boolean;
  readonly onSent: (exchange: RehearsalExchange) => void;
  /** called when the identity provider was told to wait */
  readonly onWait: (sentence: string) => void;
  /** finds the exchange in the log, where the target is this sandbox */
  readonly findExchange?: ((method: string, path: string) => number | null) | undefined;
}

/** The HTTP client of a simulated identity provider: its headers, its media type, its patience. */
export class Wire {
  readonly #options: WireOptions;

  constructor(options: WireOptions) {
    this.#options = options;
  }

  /** @throws TargetError, HeldBack */
  async send(method: string, path: string, body?: JsonObject): Promise<Reply> {
    const { manners, pace, signal, deletes, onWait } = this.#options;
    if (method === 'DELETE' && !deletes)
      throw new HeldBack('It was not sent, because deleting was not allowed at this endpoint.');
    for (let attempt = 1; ; attempt++) {
      const reply = await this.#sendOnce(method, path, body);
      if ((reply.status !== 429 && reply.status !== 503) || manners.patience.kind === 'next-cycle') return reply;
      const wait = manners.patience.wait(headerValue(reply.headers, 'retry-after'), attempt);
      if (wait === null || signal.aborted) return reply;
      onWait(waitWords(reply.status, wait));
      await pace.wait(wait.ms, { asked: wait.asked, signal });
    }
  }

  async #sendOnce(method: string, path: string, body: JsonObject | undefined): Promise<Reply> {
    const { target, maker, manners, onSent, findExchange } = this.#options;
    const text = body === undefined ? null : JSON.stringify(body);
    const type = text === null ? [] : [{ name: 'Content-Type', value: manners.contentType }];
    const headers = [...manners.headers, ...type];
    const answer = await target.send({ method, path, headers, body: text, at: '' }, maker());
    onSent({
      id: findExchange?.(method, path) ?? null,
      method,
      path,
      status: answer.status,
      durationMs: answer.durationUs / 1000,
    });
    return { method, path, status: answer.status, headers: answer.headers, json: jsonOf(answer.body) };
  }
}

function waitWords(status: number, { ms, asked }: { ms: number; asked: boolean }): string {
  const seconds = Math.round(ms / 1000);
  return asked
    ? `It was answered ${status} and waited the ${seconds} s that it was asked to.`
    : `It was answered ${status} without a \`Retry-After\` in whole seconds, so it would wait ${Math.round(seconds / 60)} min by itself; that time was passed over.`;
}

function jsonOf(text: string | null): JsonValue | undefined {
  if (text === null || text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    // A success that is not JSON was refused before this; an error may come in any form.
    return undefined;
  }
}
