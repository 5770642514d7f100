import { type TokenRow } from '../store/repositories/tokens.ts';
import type { Store } from '../store/store.ts';
import { createReplayToken } from '../replay/replay-token.ts';

/** The name in the token list. */
const NAME = 'Rehearsal with the simulator (ends with it)';

/**
 * Makes a token for one rehearsal. Each has its own, because the token tells who calls where a request does not say so itself.
 * @throws NoTokenError when no user may own one
 */
export function createRehearsalToken(store: Store, now: string): { row: TokenRow; secret: string } {
  return store.write((tx) => createReplayToken(tx, now, NAME));
}

/** @param now ISO 8601, UTC */
export function revokeRehearsalToken(store: Store, id: string, now: string): void {
  store.write((tx) => tx.tokens.revoke(id, now));
}

/** Revokes the tokens that a killed host left behind. */
export function revokeLeftOvers(store: Store, now: string): void {
  store.write((tx) => {
    for (const row of tx.tokens.all()) if (row.name === NAME && row.revoked === null) tx.tokens.revoke(row.id, now);
  });
}
