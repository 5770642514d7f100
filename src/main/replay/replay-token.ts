import type { EventHub } from '../console/event-hub.ts';
import { listTokenOwners } from '../sandbox/owners.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Clock } from '../service/ports.ts';
import type { TokenRow } from '../store/repositories/tokens.ts';
import type { Tx } from '../store/store.ts';
import { missingRights } from '../token/rights.ts';
import { RUN_TOKEN_NAMES } from '../token/run-tokens.ts';
import { TokenLimitError, createToken } from '../token/tokens.ts';

const NAME = RUN_TOKEN_NAMES.replay;

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
    const made = store.write((tx) => createReplayToken(tx, this.#clock.now().toISOString()));
    this.#live = made;
    this.#events.publish({ type: 'tokens.changed' });
    return made.secret;
  }

  /** Revokes it; the next use makes another one. */
  revoke(): void {
    const id = this.#live?.row.id;
    this.#live = null;
    if (id !== undefined) this.#revoke((row) => row.id === id);
  }

  /** Revokes those that a killed host left behind. */
  revokeLeftOvers(): void {
    this.#revoke((row) => row.name === NAME);
  }

  #revoke(isMeant: (row: TokenRow) => boolean): void {
    this.#sandbox.store.write((tx) => {
      const now = this.#clock.now().toISOString();
      for (const row of tx.tokens.all()) if (isMeant(row) && row.revoked === null) tx.tokens.revoke(row.id, now);
    });
  }
}

/** Nobody can own the token that a replay needs; the message says why. */
export class NoTokenError extends Error {
  override readonly name = 'NoTokenError';
}

/** @throws NoTokenError */
export function createReplayToken(tx: Tx, now: string, name: string = NAME): { row: TokenRow; secret: string } {
  const owners = listTokenOwners(tx).filter((owner) => owner.active && missingRights(owner.rights).length === 0);
  for (const owner of owners) {
    const row = tx.resources.byId(owner.id);
    if (row === undefined) continue;
    try {
      return createToken(tx, row, { name, now });
    } catch (error) {
      if (!(error instanceof TokenLimitError)) throw error;
    }
  }
  throw new NoTokenError(
    'What this console sends itself needs a token, and no active user with both rights can own one more. Restore the service user, or revoke a token that is not used.',
  );
}
