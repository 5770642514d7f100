import { randomUUID } from 'node:crypto';
import type { Right } from '#shared/contract/tokens.ts';
import { URN } from '#shared/scim/urns.ts';
import type { Tx } from '../store/store.ts';
import { ALL_RIGHTS, REQUIRED_RIGHTS } from '../token/rights.ts';

/** The user that the vendor's article recommends: made for provisioning, with just the two rights. */
export const SERVICE_USER = 'provisioning-service@sandbox.example';
const SERVICE_GROUP = 'Auto-Provisioning Service';
const ADMINISTRATOR = 'administrator@sandbox.example';
const ADMINISTRATORS = 'System Administrators';
export const SEEDED_USERS = [SERVICE_USER, ADMINISTRATOR];

/** People who were there before the first sync have a password that nobody here knows; no text has this hash. */
export const UNKNOWN_PASSWORD = 'set before this sandbox';

/**
 * What a customer's system holds before the first sync: a service user in a group with the two documented rights, and an
 * administrator in a group with all rights. So the first token is one click away, and a pushed group can match one that has rights.
 * @param ids for the users of `SEEDED_USERS`, in that order; when left out, new ones
 */
export function seedSandbox(tx: Tx, now: string, [serviceId, administratorId]: readonly (string | undefined)[] = []): void {
  const serviceUser = insertUser(tx, now, SERVICE_USER, ['Provisioning', 'Service'], serviceId);
  const administrator = insertUser(tx, now, ADMINISTRATOR, ['Sandbox', 'Administrator'], administratorId);
  insertGroup(tx, now, SERVICE_GROUP, REQUIRED_RIGHTS, serviceUser);
  insertGroup(tx, now, ADMINISTRATORS, ALL_RIGHTS, administrator);
}

function insertUser(
  tx: Tx,
  now: string,
  userName: string,
  [givenName, familyName]: readonly [string, string],
  id: string = randomUUID(),
): number {
  const doc = {
    schemas: [URN.user],
    id,
    userName,
    name: { familyName, givenName },
    active: true,
    emails: [{ value: userName, type: 'work', primary: true }],
  };
  tx.accounts.put({ user_id: id, password_hash: UNKNOWN_PASSWORD, password_set: now, password_set_by: 'admin' });
  return tx.resources.insert(localRow(id, 'User', userName, doc, now), [{ path: 'emails.value', value: userName }]);
}

function insertGroup(tx: Tx, now: string, displayName: string, rights: readonly Right[], member: number): void {
  const group = insertLocalGroup(tx, now, displayName);
  for (const right of rights) tx.rights.grant(group, right);
  tx.members.add(group, member);
}

/** @returns the sequence number of a new group without rights and members */
export function insertLocalGroup(tx: Tx, now: string, displayName: string): number {
  const id = randomUUID();
  const key = displayName.toLowerCase();
  const row = { ...localRow(id, 'Group', key, { schemas: [URN.group], id, displayName }, now), display_key: key };
  return tx.resources.insert(row, []);
}

/** The row of a resource that was made by hand. */
export function localRow(id: string, type: string, key: string, doc: object, now: string) {
  return {
    id,
    type,
    key,
    external_id: null,
    display_key: null,
    active: 1,
    doc: JSON.stringify(doc),
    version: 1,
    created: now,
    modified: now,
    origin: 'local' as const,
  };
}
