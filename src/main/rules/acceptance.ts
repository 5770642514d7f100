import type { Idp } from '#shared/contract/exchanges.ts';
import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import type { UnknownAttribute } from '../scim/canonical.ts';
import { badRequest } from '../scim/errors.ts';
import { foldCase } from '../scim/fold-case.ts';
import { isObject } from '../scim/json.ts';
import type { AttributeModel, ResourceModel } from '../scim/model.ts';
import type { Note } from './note.ts';
import type { RuleSettings } from './settings.ts';
import { judgeUnlisted } from './unlisted.ts';

/** What accepting a resource needs to know of a request, and where it puts what it notices. */
export interface Acceptance {
  readonly model: ResourceModel;
  readonly settings: RuleSettings;
  readonly caller: { readonly idp: Idp };
  readonly notes: Note[];
}

/**
 * Rules 6 and 18: what the profile does not list is passed over with a note, or refused.
 * @throws ScimError 400 `invalidValue`, for a PATCH path `invalidPath`, that names the attribute and the rule
 */
export function judgeUnknown(work: Acceptance, unknown: readonly UnknownAttribute[]): void {
  for (const { path, value, isPath } of unknown) {
    const attribute = { resourceType: work.model.type.name, path, value, isPath, idp: work.caller.idp };
    const verdict = judgeUnlisted(work.settings['unlisted-attributes'], attribute);
    if (verdict.decision === 'refuse') throw verdict.error;
    if (verdict.note !== null) work.notes.push(verdict.note);
  }
}

/**
 * What decides over a user before it is stored: case of the user name (rule 12), required mappings (rule 4), listed e-mail types.
 * @throws ScimError 400 `invalidValue`
 */
export function settleUser(work: Acceptance, resource: JsonObject): JsonObject {
  const settled = lowerUserName(work, dropUnlistedElements(work, resource));
  if (work.settings['required-mappings'] === 'enforce') requireWorkEmail(settled);
  return settled;
}

/** Rule 12 */
function lowerUserName(work: Acceptance, resource: JsonObject): JsonObject {
  const userName = resource['userName'];
  if (work.settings['user-name-case'] !== 'lower-case' || typeof userName !== 'string') return resource;
  const lowered = userName.toLowerCase();
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
  const hasWork = Array.isArray(emails) && emails.some((one) => isObject(one) && isWork(one) && isText(one['value']));
  if (hasWork) return;
  throw badRequest(
    'invalidValue',
    'Attribute "emails[type eq "work"].value" is required and would have no value (rule required-mappings: user name and work e-mail are the required mappings).',
    { attribute: 'emails[type eq "work"].value', ruleId: 'required-mappings' },
  );
}

/** An empty text is no address (RFC 7643 §2.2 of required attributes, §4.1.1 of `userName`). */
function isText(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function isWork(email: JsonObject): boolean {
  return typeof email['type'] === 'string' && foldCase(email['type']) === 'work';
}

/** A profile may list only some types of a multi-valued attribute (`canonicalValues`): others are unlisted mappings. */
function dropUnlistedElements(work: Acceptance, resource: JsonObject): JsonObject {
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

function isListed(work: Acceptance, attribute: AttributeModel, element: JsonValue, allowed: readonly string[]): boolean {
  const type = isObject(element) ? element['type'] : undefined;
  if (typeof type !== 'string' || allowed.some((one) => foldCase(one) === foldCase(type))) return true;
  judgeUnknown(work, [{ path: `${attribute.name}[type eq ${JSON.stringify(type)}].value`, value: element }]);
  return false;
}
