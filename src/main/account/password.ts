import { randomInt } from 'node:crypto';
import type { AccountSettings } from '#shared/contract/accounts.ts';
import { URN } from '#shared/scim/urns.ts';
import type { JsonObject } from '#shared/scim/wire.ts';
import { isObject } from '../scim/json.ts';
import type { AccountRow } from '../store/repositories/accounts.ts';
import type { ResourceRow } from '../store/repositories/resources.ts';
import type { Tx } from '../store/store.ts';
import { hashPassword } from './password-hash.ts';

/** The shortest password that the vendor allows. */
const SHORTEST_PASSWORD = 6;
const LONGEST_PASSWORD = 200;
const DAY_MS = 24 * 60 * 60 * 1000;

/** A password that may not be set. The message tells whoever chose it why, and what to do. */
export class PasswordPolicyError extends Error {
  override readonly name = 'PasswordPolicyError';
}

/**
 * Sets a user's password. Every open invitation of the user dies with it (rule 14).
 * @param by who chose it: an admin, who then shares it (rule 7), or the user, through the link of an invitation
 * @param now ISO 8601, UTC
 * @throws PasswordPolicyError when the password is too short or too long
 */
export function setPassword(
  tx: Tx,
  user: Pick<ResourceRow, 'id'>,
  password: string,
  by: 'admin' | 'invitation',
  now: string,
): void {
  checkPassword(password);
  tx.accounts.put({ user_id: user.id, password_hash: hashPassword(password), password_set: now, password_set_by: by });
  tx.invitations.killOpen(user.id, now);
}

/** Takes the password away; invitations that are dead stay dead. */
export function removePassword(tx: Tx, user: Pick<ResourceRow, 'id'>): void {
  tx.accounts.put({ user_id: user.id, password_hash: null, password_set: null, password_set_by: null });
}

/** @throws PasswordPolicyError */
function checkPassword(password: string): void {
  // Counted as people count characters: an emoji is one.
  const length = Array.from(password).length;
  if (length < SHORTEST_PASSWORD) {
    throw new PasswordPolicyError(`The password has ${length} characters. Choose one with at least ${SHORTEST_PASSWORD}.`);
  }
  if (length > LONGEST_PASSWORD) {
    throw new PasswordPolicyError(`The password has ${length} characters. Choose one with at most ${LONGEST_PASSWORD}.`);
  }
}

/** Without letters and digits that are mistaken for one another when read aloud or from paper. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** A random password in four groups, to be shared once; some 90 bits. */
export function generatePassword(): string {
  const group = () => Array.from({ length: 4 }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
  return [group(), group(), group(), group()].join('-');
}

/** The moment that many days earlier, ISO 8601, UTC. */
export function daysBefore(moment: string, days: number): string {
  return new Date(Date.parse(moment) - days * DAY_MS).toISOString();
}

/** `passwordNeverExpires` of the user wins over the sandbox's expiry. */
export function neverExpires(doc: JsonObject): boolean {
  const extension = doc[URN.meisterplanUser];
  return isObject(extension) && extension['passwordNeverExpires'] === true;
}

/** Whether there is a password, expired or not. */
export function hasPassword(account: AccountRow | undefined): account is AccountRow & { readonly password_set: string } {
  return account !== undefined && account.password_hash !== null && account.password_set !== null;
}

/** @returns when the password stops working, ISO 8601; null when there is none, or it never expires */
export function passwordExpiry(account: AccountRow | undefined, doc: JsonObject, settings: AccountSettings): string | null {
  if (!hasPassword(account) || settings.passwordExpiryDays === null || neverExpires(doc)) return null;
  return new Date(Date.parse(account.password_set) + settings.passwordExpiryDays * DAY_MS).toISOString();
}
