import type { EffectiveRight, GroupRight, RightView } from '#shared/contract/rights.ts';
import type { Right } from '#shared/contract/tokens.ts';
import type { ResourceRow } from '../store/repositories/resources.ts';
import type { TokenRow } from '../store/repositories/tokens.ts';
import type { Tx } from '../store/store.ts';
import { ALL_RIGHTS, REQUIRED_RIGHTS, RIGHT_LABELS, RIGHT_MEANINGS, missingRights } from './rights.ts';
import { ownerStanding } from './tokens.ts';
import { displayNameOf } from '../scim/names.ts';
import { parseDoc } from '../store/document.ts';

const GROUPS_SHOWN = 200;

/** Every right with the groups that have it. */
export function listRights(tx: Tx): RightView[] {
  const grants = tx.rights.all();
  return ALL_RIGHTS.map((right) => ({
    ...textsOf(right),
    documented: REQUIRED_RIGHTS.some((one) => one === right),
    groups: grants
      .filter((grant) => grant.right === right)
      .slice(0, GROUPS_SHOWN)
      .map(toRef),
  }));
}

/**
 * Every right as the group has it or not, with the tokens that would be refused without it.
 * @param tokensNeedRights whether the rule token-rights asks for the two documented ones
 */
export function rightsOfGroup(tx: Tx, group: ResourceRow, tokensNeedRights: boolean): GroupRight[] {
  const granted = tx.rights.ofGroup(group.seq);
  return ALL_RIGHTS.map((right) => ({
    ...textsOf(right),
    granted: granted.includes(right),
    locksOut: tokensNeedRights && granted.includes(right) ? lockedOutWithout(tx, group, right) : [],
  }));
}

/** What a user may do, and which groups give it (rule 9: the rights of several groups add up). */
export function rightsOfUser(tx: Tx, user: ResourceRow): EffectiveRight[] {
  const sources = tx.rights.sourcesOf(user.seq);
  return ALL_RIGHTS.map((right) => ({
    ...textsOf(right),
    groups: sources.filter((source) => source.right === right).map(toRef),
  })).filter(({ groups }) => groups.length > 0);
}

/** Live tokens that work, and whose owner has the right from no other group. */
function lockedOutWithout(tx: Tx, group: ResourceRow, right: Right): GroupRight['locksOut'] {
  if (missingRights(ALL_RIGHTS.filter((one) => one !== right)).length === 0) return [];
  const works = (token: TokenRow) => token.revoked === null && ownerStanding(tx, token).problem === null;
  return tx.tokens
    .all()
    .filter((token) => works(token) && dependsOn(tx, token, group, right))
    .map((token) => ({
      tokenId: token.id,
      tokenName: token.name === '' ? token.prefix : token.name,
      ownerId: token.owner_id,
      ownerName: token.owner_name,
    }));
}

function dependsOn(tx: Tx, token: TokenRow, group: ResourceRow, right: Right): boolean {
  const owner = tx.resources.byId(token.owner_id);
  if (owner === undefined) return false;
  const sources = tx.rights.sourcesOf(owner.seq).filter((source) => source.right === right);
  return sources.length > 0 && sources.every(({ seq }) => seq === group.seq);
}

function textsOf(right: Right) {
  return { right, label: RIGHT_LABELS[right], meaning: RIGHT_MEANINGS[right] };
}

function toRef(group: { id: string; doc: string }) {
  return { id: group.id, name: displayNameOf(parseDoc(group)) ?? group.id };
}
