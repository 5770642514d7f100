import type { JsonObject } from '#shared/scim/wire.ts';
import { wantsInvitation } from '../../account/log-in.ts';
import { nameOfRow } from '../../directory/work.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { isObject } from '../../scim/json.ts';
import type { TrapUserRow } from '../../store/repositories/trap-evidence.ts';
import type { Tx } from '../../store/store.ts';
import { USERS } from '../gather-trap-facts.ts';
import { type TrafficScope, trafficScope } from '../whose-traffic.ts';
import { type Blast, type ScopeUser, compareUsers } from './compare.ts';
import { userNameOf, workMailOf } from '../../scim/names.ts';
import { parseDoc } from '../../store/document.ts';

const OF_SIMULATOR = 'Only the simulator has provisioned so far, so this is its scope and not that of your identity provider.';
const GROUPS_AT_ONCE = 1000;

/** @returns what the first cycle would meet; null without a user list */
export function gatherBlast(tx: Tx, sandbox: Sandbox): Blast | null {
  const list = tx.userLists.get();
  if (list === undefined) return null;
  const info = { name: list.name, imported: list.imported, count: list.users.length };
  const scope = trafficScope(tx);
  const blast = compareUsers(info, list.users, gatherScope(tx, scope), sandbox.accountSettings.singleSignOn);
  return scope.whose === 'provider' ? blast : { ...blast, sentence: `${blast.sentence} ${OF_SIMULATOR}` };
}

/** Whom the identity provider governs: those whom it made, and those whom it took over. */
function gatherScope(tx: Tx, { whose, itsOwn }: TrafficScope): ScopeUser[] {
  const rows = tx.trapEvidence
    .users(USERS)
    .filter((row) => whose === 'simulator' || !itsOwn.has(row.id))
    .filter((row) => row.origin === 'scim' || tx.trapEvidence.exchangesOf(row.id, 1, whose).length > 0);
  const groups = groupNames(tx, rows);
  return rows.map((row) => scopeUser(row, parseDoc(row), groups.get(row.seq) ?? []));
}

function groupNames(tx: Tx, rows: readonly TrapUserRow[]): Map<number, string[]> {
  const names = new Map<number, string[]>();
  const seqs = rows.filter((row) => row.in_group === 1).map(({ seq }) => seq);
  for (let from = 0; from < seqs.length; from += GROUPS_AT_ONCE) {
    for (const [seq, groups] of tx.members.groupsOfMany(seqs.slice(from, from + GROUPS_AT_ONCE))) {
      names.set(
        seq,
        groups.map((group) => nameOfRow({ doc: group.doc, key: group.id })),
      );
    }
  }
  return names;
}

function scopeUser(row: TrapUserRow, doc: JsonObject, groups: readonly string[]): ScopeUser {
  const name = isObject(doc['name']) ? doc['name'] : {};
  return {
    id: row.id,
    userName: userNameOf(doc) ?? row.key,
    email: workMailOf(doc),
    givenName: textOf(name['givenName']),
    familyName: textOf(name['familyName']),
    active: row.active === 1,
    wantsInvitation: wantsInvitation(doc),
    groups,
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
