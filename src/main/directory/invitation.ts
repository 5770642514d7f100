import { URN } from '#shared/scim/urns.ts';
import type { JsonObject } from '#shared/scim/wire.ts';
import { isObject } from '../scim/json.ts';
import type { Work } from './work.ts';

export const SEND_INVITATION_MAIL = `${URN.meisterplanUser}:sendInvitationMail`;

/** @returns whether a user's extension says `sendInvitationMail: true` */
export function asksForInvitation(user: JsonObject): boolean {
  const extension = user[URN.meisterplanUser];
  return isObject(extension) && extension['sendInvitationMail'] === true;
}

/** Rule 7: a new user whose `sendInvitationMail` is true gets the mail, in the transaction that makes the user. */
export function inviteIfAsked(work: Work, id: string, user: JsonObject): void {
  if (!asksForInvitation(user)) return;
  const { outbox, exchangeId, written } = work.mailing;
  const mailId = outbox.invite(work.tx, { id, doc: user }, { now: work.now, exchangeId });
  if (mailId !== null) {
    written.push(mailId);
    return;
  }
  work.notes.push({
    code: 'invitation-without-address',
    severity: 'warning',
    ruleId: 'invitation-mail',
    attribute: 'emails[type eq "work"].value',
    what: '`sendInvitationMail` is true, but the user has no e-mail address that a mail could go to: none was sent',
  });
}
