import { wantsInvitation } from '../account/log-in.ts';
import type { JsonObject } from '#shared/scim/wire.ts';
import type { Work } from './work.ts';

/** Rule 7: a new user whose `sendInvitationMail` is true gets the mail, in the transaction that makes the user. */
export function inviteIfAsked({ tx, now, mailing, notes }: Work, id: string, user: JsonObject): void {
  if (mailing === null || !wantsInvitation(user)) return;
  const mailId = mailing.outbox.invite(tx, { id, doc: user }, { now, exchangeId: mailing.exchangeId });
  if (mailId !== null) {
    mailing.written.push(mailId);
    return;
  }
  notes.push({
    code: 'invitation-without-address',
    severity: 'warning',
    ruleId: 'invitation-mail',
    attribute: 'emails[type eq "work"].value',
    what: '`sendInvitationMail` is true, but the user has no e-mail address that a mail could go to: none was sent',
  });
}
