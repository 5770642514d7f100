import type { RehearsalExchange } from '#shared/contract/rehearsals.ts';

const KEPT = 100;
const READS = new Set(['GET', 'HEAD']);

/** The requests of one step. Of a large number only the first ones are kept, and those of the later ones that were refused. */
export class Recorder {
  total = 0;
  writes = 0;
  /** what the identity provider was told to wait for, each sentence once */
  readonly waits = new Set<string>();
  readonly #first: RehearsalExchange[] = [];
  readonly #refused: RehearsalExchange[] = [];

  note(exchange: RehearsalExchange): void {
    this.total += 1;
    if (!READS.has(exchange.method)) this.writes += 1;
    if (this.#first.length < KEPT) this.#first.push(exchange);
    else if (exchange.status >= 400 && this.#refused.length < KEPT) this.#refused.push(exchange);
  }

  /** The requests in the order in which they were sent. */
  kept(): RehearsalExchange[] {
    return [...this.#first.slice(0, KEPT - this.#refused.length), ...this.#refused];
  }
}
