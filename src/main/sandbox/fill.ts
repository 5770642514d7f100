import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { ListedUser } from '#shared/contract/user-list.ts';
import { URN } from '#shared/scim/urns.ts';
import { foldCase } from '../scim/fold-case.ts';
import type { Store, Tx } from '../store/store.ts';
import { UNKNOWN_PASSWORD, insertLocalGroup, localRow } from './seed.ts';

/** Users in one transaction; between two transactions a host answers its requests. */
const AT_ONCE = 500;

/**
 * Puts people into a new sandbox as if somebody had made them by hand in the product, before the first sync: an identity provider that
 * finds one by the user name takes it over (rule 8). Their user names are in lower case, as the product saves them (rule 12), and each has
 * a password that nobody here knows, because they work with the product already. Groups are made without rights (rule 9); one that is there
 * already is joined, and a user who is there already stays as it is.
 */
export async function fillSandbox(store: Store, people: readonly ListedUser[], now: string): Promise<void> {
  const groups = new Map<string, number>();
  for (let at = 0; at < people.length; at += AT_ONCE) {
    store.write((tx) => {
      for (const person of people.slice(at, at + AT_ONCE)) addPerson(tx, person, groups, now);
    });
    await setImmediate();
  }
}

function addPerson(tx: Tx, person: ListedUser, groups: Map<string, number>, now: string): void {
  const user = tx.resources.byKey('User', foldCase(person.userName))?.seq ?? insertPerson(tx, person, now);
  for (const group of new Set(person.groups.map((name) => groupNamed(tx, name, groups, now)))) tx.members.add(group, user);
}

function insertPerson(tx: Tx, { userName, email, givenName, familyName, active }: ListedUser, now: string): number {
  const id = randomUUID();
  const key = foldCase(userName);
  const isActive = active !== false;
  const name = { ...(familyName === null ? {} : { familyName }), ...(givenName === null ? {} : { givenName }) };
  const doc = {
    schemas: [URN.user],
    id,
    userName: key,
    ...(Object.keys(name).length === 0 ? {} : { name }),
    active: isActive,
    ...(email === null ? {} : { emails: [{ value: email, type: 'work', primary: true }] }),
  };
  tx.accounts.put({ user_id: id, password_hash: UNKNOWN_PASSWORD, password_set: now, password_set_by: 'admin' });
  const row = { ...localRow(id, 'User', key, doc, now), active: isActive ? 1 : 0 };
  return tx.resources.insert(row, email === null ? [] : [{ path: 'emails.value', value: foldCase(email) }]);
}

function groupNamed(tx: Tx, name: string, groups: Map<string, number>, now: string): number {
  const key = foldCase(name);
  const group = groups.get(key) ?? tx.resources.byKey('Group', key)?.seq ?? insertLocalGroup(tx, now, name);
  groups.set(key, group);
  return group;
}
