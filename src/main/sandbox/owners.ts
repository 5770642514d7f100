import type { TokenOwner } from '#shared/contract/tokens.ts';
import type { ResourceRow } from '../store/repositories/resources.ts';
import type { Tx } from '../store/store.ts';
import { missingRights } from '../token/rights.ts';
import { SERVICE_USER } from './seed.ts';
import { displayNameOf, userNameOf } from '../scim/names.ts';
import { parseDoc } from '../store/document.ts';

/** Tokens of provisioned users without rights do not work; some of these users are listed, so that the refusal can be rehearsed. */
const OTHERS_LISTED = 100;

/** Users who may own a token: the recommended one first, then those with rights, then others, by name. */
export function listTokenOwners(tx: Tx): TokenOwner[] {
  const entitled = tx.lists.usersWithRights();
  const known = new Set(entitled.map((row) => row.seq));
  const others = tx.lists.users({ text: '', show: 'all', offset: 0, limit: OTHERS_LISTED }).rows;
  const owners = [...entitled, ...others.filter((row) => !known.has(row.seq))].map((row) => viewOwner(tx, row));
  return owners.toSorted(
    (a, b) =>
      Number(b.recommended) - Number(a.recommended) ||
      missingRights(a.rights).length - missingRights(b.rights).length ||
      a.userName.localeCompare(b.userName),
  );
}

/** The seeded service user, unless it was deleted. */
export function recommendedOwner(tx: Tx): ResourceRow | undefined {
  return tx.resources.byKey('User', SERVICE_USER);
}

function viewOwner(tx: Tx, row: ResourceRow): TokenOwner {
  const doc = parseDoc(row);
  const rights = tx.rights.ofUser(row.seq);
  return {
    id: row.id,
    userName: userNameOf(doc) ?? row.key,
    displayName: displayNameOf(doc),
    groups: tx.members.groupsOf(row.seq).map((group) => displayNameOf(parseDoc(group)) ?? ''),
    rights,
    active: row.active === 1,
    tokenCount: tx.tokens.countLiveOf(row.id),
    recommended: row.key === SERVICE_USER && missingRights(rights).length === 0,
  };
}
