import type { TokenRow } from '../store/repositories/tokens.ts';
import type { Store, Tx } from '../store/store.ts';
import { missingRights } from '../token/rights.ts';
import { TokenLimitError, createToken } from '../token/tokens.ts';
import { listTokenOwners } from './owners.ts';

/** No user can own a token that SCIM Rehearsal needs for its own requests; the message says what to do. */
export class NoTokenError extends Error {
  override readonly name = 'NoTokenError';
}

/**
 * Makes a token for requests that SCIM Rehearsal sends to this sandbox itself.
 * @param name what the token list shows, and what `revokeOwnTokens` finds it by
 * @param now ISO 8601, UTC
 * @throws NoTokenError when no active user with both rights can own one more
 */
export function createOwnToken(tx: Tx, { name, now }: { name: string; now: string }): { row: TokenRow; secret: string } {
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
    'What SCIM Rehearsal sends itself needs a token, and no active user with both rights can own one more. Restore the service user, or revoke a token that is not used.',
  );
}

/** Revokes the tokens of this name, which a killed host left behind. @param now ISO 8601, UTC */
export function revokeOwnTokens(store: Store, { name, now }: { name: string; now: string }): void {
  const left = store.read((tx) => tx.tokens.all()).filter((row) => row.name === name && row.revoked === null);
  if (left.length === 0) return;
  store.write((tx) => {
    for (const { id } of left) tx.tokens.revoke(id, now);
  });
}
