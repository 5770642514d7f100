import type { EventHub } from '../console/event-hub.ts';
import { createOwnToken, revokeOwnTokens } from '../sandbox/own-token.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Clock } from '../service/ports.ts';
import type { TokenRow } from '../store/repositories/tokens.ts';
import { RUN_TOKEN_NAMES } from '../token/run-tokens.ts';

/** The name in the token list. */
export const REPLAY_TOKEN = RUN_TOKEN_NAMES.replay;

/** A token for what the console itself sends to its sandbox; made when first needed, revoked when the host stops, its secret only in memory. */
export class ReplayToken {
  readonly #sandbox: Sandbox;
  readonly #events: EventHub;
  readonly #clock: Clock;
  #live: { row: TokenRow; secret: string } | null = null;

  constructor(options: { sandbox: Sandbox; events: EventHub; clock: Clock }) {
    this.#sandbox = options.sandbox;
    this.#events = options.events;
    this.#clock = options.clock;
  }

  /** @throws NoTokenError when no user may own one */
  secret(): string {
    const { store } = this.#sandbox;
    const { row, secret } = this.#live ?? {};
    if (row !== undefined && secret !== undefined) {
      const now = store.read((tx) => tx.tokens.byId(row.id));
      if (now !== undefined && now.revoked === null) return secret;
    }
    const made = store.write((tx) => createOwnToken(tx, { name: REPLAY_TOKEN, now: this.#now() }));
    this.#live = made;
    this.#events.publish({ type: 'tokens.changed' });
    return made.secret;
  }

  /** Revokes it; the next use makes another one. */
  revoke(): void {
    const id = this.#live?.row.id;
    this.#live = null;
    if (id !== undefined) this.#sandbox.store.write((tx) => tx.tokens.revoke(id, this.#now()));
  }

  /** Revokes what a killed host left behind. */
  revokeLeftOvers(): void {
    revokeOwnTokens(this.#sandbox.store, { name: REPLAY_TOKEN, now: this.#now() });
  }

  #now(): string {
    return this.#clock.now().toISOString();
  }
}
