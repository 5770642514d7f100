import { URN } from '#shared/scim/urns.ts';
import type { JsonObject } from '#shared/scim/wire.ts';
import { badRequest } from '../scim/errors.ts';
import { isObject } from '../scim/json.ts';
import type { Work } from './work.ts';

const PATH = `${URN.meisterplanUser}:linkedResource.id`;

/**
 * Rule 20: an id that names no resource of the imported list. It costs one look-up, and only where the attribute was sent and
 * the sandbox has a list.
 * @param sent what the request says: for a PATCH the result, with `before` the stored state
 * @throws ScimError 400 `invalidValue`, as the rule is set
 */
export function checkLinkedResource(work: Work, sent: JsonObject, before: JsonObject | null): void {
  if (!work.hasResourceList || work.settings['linked-resource'] === 'accept') return;
  const id = linkedResourceId(sent);
  if (id === null || (before !== null && linkedResourceId(before) === id)) return;
  if (work.tx.linkedResources.byId(id) !== undefined) return;
  const shown = id.slice(0, 200);
  if (work.settings['linked-resource'] === 'refuse') {
    throw badRequest('invalidValue', `"${PATH}" is "${shown}", and no resource has this id (rule linked-resource).`, {
      attribute: PATH,
      ruleId: 'linked-resource',
    });
  }
  work.notes.push({
    code: 'unknown-linked-resource',
    severity: 'warning',
    ruleId: 'linked-resource',
    attribute: PATH,
    what: `\`linkedResource.id\` is "${shown}", and no resource of the imported list has this id`,
  });
}

/** @returns what a user is linked to, or null */
export function linkedResourceId(user: JsonObject): string | null {
  const extension = user[URN.meisterplanUser];
  const link = isObject(extension) ? extension['linkedResource'] : undefined;
  const id = isObject(link) ? link['id'] : undefined;
  return typeof id === 'string' && id !== '' ? id : null;
}
