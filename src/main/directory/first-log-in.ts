import type { JsonObject } from '#shared/scim/wire.ts';
import { URN } from '#shared/scim/urns.ts';
import { wantsInvitation } from '../account/log-in.ts';
import { type Work, nameOf } from './work.ts';

/**
 * Rule 7: without SSO a user who was just created needs the invitation mail, or nothing opens. Seen from the resource alone: it is new, so it
 * has no password, and no invitation but the one it asks for. While nobody has said whether SSO is on, nothing is said here either: the
 * console asks, once, instead of every creation.
 */
export function noteFirstLogIn(work: Work, resource: JsonObject): void {
  if (work.accounts.singleSignOn !== 'off' || work.model.type.name !== 'User' || resource['active'] === false) return;
  if (wantsInvitation(resource) || typeof resource['password'] === 'string') return;
  work.notes.push({
    code: 'cannot-log-in',
    severity: 'warning',
    ruleId: 'first-login',
    attribute: `${URN.meisterplanUser}:sendInvitationMail`,
    what: `${nameOf(resource)} cannot log in: single sign-on is off, \`sendInvitationMail\` is not true, and nobody has set a password`,
  });
}
