import { URN } from '#shared/scim/urns.ts';
import type { JsonObject } from '#shared/scim/wire.ts';
import { wantsInvitation } from '../account/log-in.ts';
import { settleUser } from '../rules/acceptance.ts';
import { keyAttribute } from '../store/resource-keys.ts';
import type { ResourceRow } from '../store/repositories/resources.ts';
import { conceal } from './conceal.ts';
import { TakenError } from './taken-error.ts';
import { type Work, nameOfRow } from './work.ts';

/**
 * What decides over a whole resource before it is stored: secrets are concealed; for users, case of the user name, required mappings, listed e-mail types.
 * @param before the stored state; null for a new one
 * @returns the resource as it is to be stored
 * @throws ScimError 400 `invalidValue`
 */
export function settle(work: Work, resource: JsonObject, before: JsonObject | null): JsonObject {
  const kept = conceal(work.model, resource);
  if (work.model.type.name !== 'User') return kept;
  const settled = settleUser(work, kept);
  noteInvitation(work, settled, before);
  return settled;
}

/** Rule 21 */
function noteInvitation(work: Work, resource: JsonObject, before: JsonObject | null): void {
  if (before === null || work.settings['invitation-on-update'] !== 'note') return;
  if (!wantsInvitation(resource) || wantsInvitation(before)) return;
  work.notes.push({
    code: 'invitation-not-repeated',
    severity: 'warning',
    ruleId: 'invitation-on-update',
    attribute: `${URN.meisterplanUser}:sendInvitationMail`,
    what: '`sendInvitationMail` was set on an existing user: no invitation goes out for that',
  });
}

/**
 * No two resources of a type share a unique value (RFC 7643 §2.2 `uniqueness`, rules 16 and 22).
 * @param seq of the resource itself; null for a new one
 * @param holder who bears the key now, as the caller found out; null when the key does not change
 * @throws ScimError 409 `uniqueness` that names the attribute
 */
export function checkUnique(
  work: Work,
  keys: { readonly key: string; readonly lookups: readonly { path: string; value: string }[] },
  seq: number | null,
  holder: ResourceRow | null,
): void {
  const { tx, model } = work;
  const type = model.type.name;
  const key = keyAttribute(model);
  if (key !== null && holder !== null && holder.seq !== seq) {
    const isPushedOverLocal = seq === null && holder.origin === 'local' && model.relational !== null;
    if (isPushedOverLocal || keyMustBeUnique(work)) {
      const ruleId = isPushedOverLocal ? 'pushed-group-name' : keyRule(type);
      throw duplicate(type, { path: key.path, value: nameOfRow(holder), holder }, ruleId);
    }
  }
  let duplicateEmails = 0;
  for (const { path, value } of keys.lookups) {
    const other = tx.resources.byLookup(type, path, value).find((one) => one !== seq);
    if (other === undefined) continue;
    if (path !== 'emails.value') throw duplicate(type, { path, value, holder: tx.resources.bySeq(other) }, undefined);
    duplicateEmails += 1;
    if (duplicateEmails <= DUPLICATES_TOLD) noteDuplicateEmail(work, value, other);
  }
}

/** A user with thousands of addresses that are all taken is one mistake, not thousands. */
const DUPLICATES_TOLD = 10;

/** A group's name is unique only by rule: the RFC does not ask for it (idp-dialects §9.3). */
function keyMustBeUnique(work: Work): boolean {
  return work.model.relational === null || work.settings['group-name-unique'] === 'conflict';
}

function keyRule(type: string): string | undefined {
  if (type === 'User') return 'duplicate-user-name';
  return type === 'Group' ? 'group-name-unique' : undefined;
}

function noteDuplicateEmail(work: Work, value: string, other: number): void {
  if (work.model.type.name !== 'User') return;
  const holder = work.tx.resources.bySeq(other);
  const name = holder === undefined ? 'another user' : nameOfRow(holder);
  if (work.settings['duplicate-email'] === 'conflict') {
    throw duplicate('User', { path: 'emails.value', value, holder }, 'duplicate-email');
  }
  work.notes.push({
    code: 'duplicate-email',
    severity: 'warning',
    ruleId: 'duplicate-email',
    attribute: 'emails.value',
    what: `the e-mail address ${value} is also that of ${name}`,
  });
}

function duplicate(
  type: string,
  { path, value, holder }: { path: string; value: string; holder: ResourceRow | undefined },
  ruleId: string | undefined,
): TakenError {
  const rule = ruleId === undefined ? '' : ` (rule ${ruleId})`;
  return new TakenError(`A ${type} whose "${path}" is "${value.slice(0, 200)}" exists already${rule}.`, holder?.id ?? null, {
    attribute: path,
    ...(ruleId === undefined ? {} : { ruleId }),
  });
}
