import { hash, randomBytes, randomUUID } from 'node:crypto';
import type { JsonObject } from '#shared/scim/wire.ts';
import type { Tx } from '../store/store.ts';
import { mailAddressOf, recipientNameOf, userNameLine } from './address.ts';
import { composeInvitation } from './compose.ts';
import type { Address } from './message.ts';
import type { Language } from './words.ts';

/** How mails of a sandbox are written at this moment. */
export interface Mailing {
  readonly from: Address;
  readonly language: Language;
  /** whether they are to go to a mail server */
  readonly relayed: boolean;
  /** `http://127.0.0.1:4700/invitation`, which the secret is appended to */
  readonly linkBase: string;
}

export interface Invitee {
  readonly id: string;
  readonly doc: JsonObject;
}

/**
 * Writes an invitation (rules 7, 14) into the outbox, in the caller's transaction. The link's secret stands in the mail, which lies in the
 * outbox in place of a real mailbox; besides that only its hash is kept. A newer invitation kills the older ones.
 * @param cause time (ISO 8601, UTC), and the exchange that asked for it; null for the console
 * @returns the id of the mail; null when the user has no address that mail can go to
 */
export function invite(
  tx: Tx,
  user: Invitee,
  mailing: Mailing,
  cause: { now: string; exchangeId: number | null },
): number | null {
  const address = mailAddressOf(user.doc);
  if (address === null) return null;
  const { now } = cause;
  const secret = randomBytes(32).toString('base64url');
  const name = recipientNameOf(user.doc);
  const { subject, raw } = composeInvitation({
    ...mailing,
    to: { name, address },
    date: new Date(now),
    userName: userNameLine(user.doc),
    link: `${mailing.linkBase}/${secret}`,
  });
  const mailId = tx.mails.insert({
    at: now,
    kind: 'invitation',
    user_id: user.id,
    exchange_id: cause.exchangeId,
    recipient: address,
    recipient_name: name,
    subject,
    language: mailing.language,
    raw: Buffer.from(raw),
    relay: mailing.relayed ? 'waiting' : 'off',
    relay_detail: null,
  });
  tx.invitations.killOpen(user.id, now);
  tx.invitations.insert({
    id: randomUUID(),
    user_id: user.id,
    mail_id: mailId,
    hash: hashLinkSecret(secret),
    created: now,
    used: null,
    died: null,
  });
  return mailId;
}

/** For 256 random bits a plain digest is as good as a slow one, and looking it up reveals nothing about how the secret begins. */
export function hashLinkSecret(secret: string): Uint8Array {
  return hash('sha256', secret, 'buffer');
}
