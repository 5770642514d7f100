import { randomUUID } from 'node:crypto';
import type { Right, Token } from '#shared/contract/tokens.ts';
import type { ResourceRow } from '../store/repositories/resources.ts';
import type { TokenRow } from '../store/repositories/tokens.ts';
import type { Tx } from '../store/store.ts';
import { RIGHT_LABELS, missingRights } from './rights.ts';
import { runOfToken } from './run-tokens.ts';
import { hashSecret, newSecret, prefixOf } from './secret.ts';
import { userNameOf } from '../scim/names.ts';
import { parseDoc } from '../store/document.ts';

/** Live tokens that one user may own (product brief, rule 2). */
const TOKENS_PER_OWNER = 25;

export class TokenLimitError extends Error {
  override readonly name = 'TokenLimitError';
  constructor(ownerName: string) {
    super(`${ownerName} already has ${TOKENS_PER_OWNER} tokens, the most that one user may have. Revoke one first.`);
  }
}

/**
 * Makes a token for a user. The secret is not kept: what is returned is the only copy.
 * @param secret a given one (`--bootstrap-token`); left out: a fresh random one
 * @throws TokenLimitError at 25 live tokens of that owner
 */
export function createToken(
  tx: Tx,
  owner: ResourceRow,
  options: { name: string; now: string; secret?: string },
): { row: TokenRow; secret: string } {
  const ownerName = userNameOf(parseDoc(owner)) ?? owner.key;
  if (tx.tokens.countLiveOf(owner.id) >= TOKENS_PER_OWNER) throw new TokenLimitError(ownerName);
  const secret = options.secret ?? newSecret();
  const row: TokenRow = {
    id: randomUUID(),
    name: options.name,
    hash: hashSecret(secret),
    prefix: prefixOf(secret),
    owner_id: owner.id,
    owner_name: ownerName,
    created: options.now,
    last_used: null,
    revoked: null,
  };
  tx.tokens.insert(row);
  return { row, secret };
}

/** What a token's owner may do at this moment, and why not, in the vendor's words. */
export interface OwnerStanding {
  readonly owner: ResourceRow | undefined;
  readonly rights: readonly Right[];
  readonly problem: OwnerProblem | null;
}

export interface OwnerProblem {
  readonly kind: 'owner-deleted' | 'owner-inactive' | 'right-missing';
  readonly missing: readonly Right[];
  readonly sentence: string;
}

/** Owner, rights (through the owner's groups) and what stands in the way of using the token (product brief, rule 3). */
export function ownerStanding(tx: Tx, token: TokenRow): OwnerStanding {
  const owner = tx.resources.byId(token.owner_id);
  if (owner === undefined) {
    const sentence = `The token's owner ${token.owner_name} was deleted.`;
    return { owner, rights: [], problem: { kind: 'owner-deleted', missing: [], sentence } };
  }
  const rights = tx.rights.ofUser(owner.seq);
  if (owner.active === 0) {
    const sentence = `The token's owner ${token.owner_name} is not active.`;
    return { owner, rights, problem: { kind: 'owner-inactive', missing: [], sentence } };
  }
  const missing = missingRights(rights);
  if (missing.length === 0) return { owner, rights, problem: null };
  const names = missing.map((right) => `"${RIGHT_LABELS[right]}"`).join(' and ');
  const sentence = `The token's owner ${token.owner_name} lacks the right ${names}.`;
  return { owner, rights, problem: { kind: 'right-missing', missing, sentence } };
}

/** The token as the console and the command line show it. */
export function viewToken(tx: Tx, row: TokenRow): Token {
  const { rights, problem } = ownerStanding(tx, row);
  const because = row.revoked === null ? (problem?.sentence ?? null) : 'The token was revoked.';
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    ownerId: row.owner_id,
    ownerName: row.owner_name,
    rights: [...rights],
    usable: because === null,
    unusableBecause: because,
    created: row.created,
    lastUsed: row.last_used,
    revoked: row.revoked,
    ofRun: runOfToken(row),
  };
}
