import type { JsonObject } from '#shared/scim/wire.ts';
import { settleUser } from '../rules/acceptance.ts';
import { ScimError } from '../scim/errors.ts';
import { isObject } from '../scim/json.ts';
import { keyAttribute } from '../store/resource-keys.ts';
import type { ResourceRow } from '../store/repositories/resources.ts';
import { conceal } from './conceal.ts';
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

const MEISTERPLAN = 'urn:ietf:params:scim:schemas:extension:meisterplan:2.0:User';

/** Rule 21 */
function noteInvitation(work: Work, resource: JsonObject, before: JsonObject | null): void {
  if (before === null || work.settings['invitation-on-update'] !== 'note') return;
  const wants = (state: JsonObject) => isObject(state[MEISTERPLAN]) && state[MEISTERPLAN]['sendInvitationMail'] === true;
  if (!wants(resource) || wants(before)) return;
  work.notes.push({
    code: 'invitation-not-repeated',
    severity: 'warning',
    ruleId: 'invitation-on-update',
    attribute: `${MEISTERPLAN}:sendInvitationMail`,
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
      throw duplicate(type, key.path, nameOfRow(holder), isPushedOverLocal ? 'pushed-group-name' : keyRule(type));
    }
  }
  let duplicateEmails = 0;
  for (const { path, value } of keys.lookups) {
    const other = tx.resources.byLookup(type, path, value).find((one) => one !== seq);
    if (other === undefined) continue;
    if (path !== 'emails.value') throw duplicate(type, path, value, undefined);
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
    throw duplicate('User', 'emails.value', value, 'duplicate-email');
  }
  work.notes.push({
    code: 'duplicate-email',
    severity: 'warning',
    ruleId: 'duplicate-email',
    attribute: 'emails.value',
    what: `the e-mail address ${value} is also that of ${name}`,
  });
}

function duplicate(type: string, path: string, value: string, ruleId: string | undefined): ScimError {
  const rule = ruleId === undefined ? '' : ` (rule ${ruleId})`;
  return new ScimError(409, `A ${type} whose "${path}" is "${value.slice(0, 200)}" exists already${rule}.`, {
    scimType: 'uniqueness',
    attribute: path,
    ...(ruleId === undefined ? {} : { ruleId }),
  });
}
