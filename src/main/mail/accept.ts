import { setPassword } from '../account/password.ts';
import type { InvitationRow } from '../store/repositories/invitations.ts';
import type { ResourceRow } from '../store/repositories/resources.ts';
import type { Tx } from '../store/store.ts';
import { userNameLine } from './address.ts';
import { hashLinkSecret } from './invite.ts';
import type { Language } from './words.ts';
import { parseDoc } from '../store/document.ts';

/** What a link leads to. `language` is that of the mail; null when the mail is gone. */
export type Link =
  | { readonly state: 'unknown' }
  | { readonly state: 'used' | 'dead'; readonly language: Language | null }
  | {
      readonly state: 'pending';
      readonly language: Language | null;
      readonly invitation: InvitationRow;
      readonly user: ResourceRow;
      readonly userName: string;
    };

/** @param secret the last part of the link */
export function findLink(tx: Tx, secret: string): Link {
  const invitation = tx.invitations.byHash(hashLinkSecret(secret));
  if (invitation === undefined) return { state: 'unknown' };
  const language = tx.mails.languageOf(invitation.mail_id) ?? null;
  if (invitation.used !== null) return { state: 'used', language };
  const user = tx.resources.byId(invitation.user_id);
  if (invitation.died !== null || user === undefined || user.type !== 'User') return { state: 'dead', language };
  return { state: 'pending', language, invitation, user, userName: userNameLine(parseDoc(user)) };
}

/**
 * Sets the password that was chosen behind the link, which dies with it (rule 14).
 * @param now ISO 8601, UTC
 * @throws PasswordPolicyError when the password may not be set; the link goes on working
 */
export function acceptInvitation(tx: Tx, link: Extract<Link, { state: 'pending' }>, password: string, now: string): void {
  tx.savepoint(() => {
    // Used before the password is set, because setting it kills every link that is still open.
    tx.invitations.use(link.invitation.id, now);
    setPassword(tx, link.user, password, 'invitation', now);
  });
}
