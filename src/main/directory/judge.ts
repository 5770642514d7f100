import { URN } from '#shared/scim/urns.ts';
import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { wantsInvitation } from '../account/log-in.ts';
import { judgeUnlisted } from '../rules/unlisted.ts';
import type { UnknownAttribute } from '../scim/canonical.ts';
import { ScimError, badRequest } from '../scim/errors.ts';
import { foldCase } from '../scim/fold-case.ts';
import { isObject } from '../scim/json.ts';
import type { AttributeModel } from '../scim/model.ts';
import { keyAttribute } from '../store/resource-keys.ts';
import type { ResourceRow } from '../store/repositories/resources.ts';
import { conceal } from './conceal.ts';
import { type Work, nameOfRow } from './work.ts';

/**
 * Rules 6 and 18: what the profile does not list is passed over with a note, or refused.
 * @throws ScimError 400 `invalidValue` that names the attribute and the rule
 */
export function judgeUnknown(work: Work, unknown: readonly UnknownAttribute[]): void {
  for (const { path, value } of unknown) {
    const attribute = { resourceType: work.model.type.name, path, value, idp: work.caller.idp };
    const verdict = judgeUnlisted(work.settings['unlisted-attributes'], attribute);
    if (verdict.decision === 'refuse') throw verdict.error;
    if (verdict.note !== null) work.notes.push(verdict.note);
  }
}

/**
 * What decides over a whole resource before it is stored: secrets are concealed; for users, case of the user name, required mappings, listed e-mail types.
 * @param before the stored state; null for a new one
 * @returns the resource as it is to be stored
 * @throws ScimError 400 `invalidValue`
 */
export function settle(work: Work, resource: JsonObject, before: JsonObject | null): JsonObject {
  const kept = conceal(work.model, resource);
  if (work.model.type.name !== 'User') return kept;
  const settled = lowerUserName(work, dropUnlistedElements(work, kept));
  if (work.settings['required-mappings'] === 'enforce') requireWorkEmail(settled);
  noteInvitation(work, settled, before);
  return settled;
}

/** Rule 12 */
function lowerUserName(work: Work, resource: JsonObject): JsonObject {
  const userName = resource['userName'];
  if (work.settings['user-name-case'] !== 'lower-case' || typeof userName !== 'string') return resource;
  const lowered = foldCase(userName);
  if (lowered === userName) return resource;
  work.notes.push({
    code: 'user-name-lower-cased',
    severity: 'warning',
    ruleId: 'user-name-case',
    attribute: 'userName',
    what: `\`userName\` "${userName}" was stored as "${lowered}"`,
  });
  return { ...resource, userName: lowered };
}

/** Rule 4 */
function requireWorkEmail(resource: JsonObject): void {
  const emails = resource['emails'];
  const hasWork = Array.isArray(emails) && emails.some((one) => isObject(one) && isWork(one) && typeof one['value'] === 'string');
  if (hasWork) return;
  throw badRequest(
    'invalidValue',
    'Attribute "emails[type eq "work"].value" is required and was not sent (rule required-mappings: user name and work e-mail are the required mappings).',
    { attribute: 'emails[type eq "work"].value', ruleId: 'required-mappings' },
  );
}

function isWork(email: JsonObject): boolean {
  return typeof email['type'] === 'string' && foldCase(email['type']) === 'work';
}

/** A profile may list only some types of a multi-valued attribute (`canonicalValues`): others are unlisted mappings. */
function dropUnlistedElements(work: Work, resource: JsonObject): JsonObject {
  if (work.settings['unlisted-attributes'] === 'lenient') return resource;
  const result: JsonObject = { ...resource };
  for (const attribute of work.model.attributes.values()) {
    const allowed = attribute.subAttributes.get('type')?.definition.canonicalValues;
    const value = resource[attribute.name];
    if (allowed === undefined || !Array.isArray(value)) continue;
    result[attribute.name] = value.filter((element) => isListed(work, attribute, element, allowed));
  }
  return result;
}

function isListed(work: Work, attribute: AttributeModel, element: JsonValue, allowed: readonly string[]): boolean {
  const type = isObject(element) ? element['type'] : undefined;
  if (typeof type !== 'string' || allowed.some((one) => foldCase(one) === foldCase(type))) return true;
  judgeUnknown(work, [{ path: `${attribute.name}[type eq ${JSON.stringify(type)}].value`, value: element }]);
  return false;
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
