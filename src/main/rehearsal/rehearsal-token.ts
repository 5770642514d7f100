import { type TokenRow } from '../store/repositories/tokens.ts';
import type { Store } from '../store/store.ts';
import { createReplayToken } from '../replay/replay-token.ts';
import { RUN_TOKEN_NAMES } from '../token/run-tokens.ts';

const NAME = RUN_TOKEN_NAMES.rehearsal;

/**
 * A token of its own for each rehearsal, because who calls is told by the token too where a request does not say it.
 * @throws NoTokenError when no user may own one
 */
export function createRehearsalToken(store: Store, now: string): { row: TokenRow; secret: string } {
  return store.write((tx) => createReplayToken(tx, now, NAME));
}

export function revokeRehearsalToken(store: Store, id: string, now: string): void {
  store.write((tx) => tx.tokens.revoke(id, now));
}

/** Revokes those that a killed host left behind. */
export function revokeLeftOvers(store: Store, now: string): void {
  store.write((tx) => {
    for (const row of tx.tokens.all()) if (row.name === NAME && row.revoked === null) tx.tokens.revoke(row.id, now);
  });
}
