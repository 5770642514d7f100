import { z } from 'zod';
import { command, query } from './operation.ts';

/** `off`: kept here alone · `waiting`: on its way to the mail server · `sent`, `failed`: what the mail server said */
const RelayState = z.enum(['off', 'waiting', 'sent', 'failed']);

/** One row of the outbox. */
export const MailSummary = z.object({
  id: z.number().int(),
  at: z.string(),
  kind: z.enum(['invitation', 'test']),
  /** why it was made: a request of the identity provider, or an act in the console */
  exchangeId: z.number().int().nullable(),
  userId: z.string().nullable(),
  /** null when there is no such user (any more) */
  userName: z.string().nullable(),
  recipient: z.string(),
  recipientName: z.string().nullable(),
  subject: z.string(),
  language: z.enum(['en', 'de']),
  /** of the link: `pending` works · `used`: a password was set with it · `dead`: set another way, a newer one went out, or the user is gone */
  link: z.enum(['pending', 'used', 'dead']).nullable(),
  relay: RelayState,
  /** what the mail server said, or what is wrong and what to do */
  relayDetail: z.string().nullable(),
});
export type MailSummary = z.infer<typeof MailSummary>;

export const MailDetail = MailSummary.extend({
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  text: z.string(),
  html: z.string(),
  /** the whole message, as in a file `.eml` */
  raw: z.string(),
  /** for setting the password; null in a test mail */
  linkUrl: z.string().nullable(),
});
export type MailDetail = z.infer<typeof MailDetail>;

export const RelaySecurity = z.enum(['tls', 'starttls', 'none']);
export type RelaySecurity = z.infer<typeof RelaySecurity>;

/** A real mail server, through which the mails of the outbox go out. The password is never told. */
export const RelaySettings = z.object({
  enabled: z.boolean(),
  host: z.string().trim().max(255),
  port: z.number().int().min(1).max(65_535),
  security: RelaySecurity,
  /** empty: the server wants none */
  user: z.string().trim().max(255),
  /** address of the sender */
  from: z.string().trim().max(320),
  /** when it is not empty, every mail goes to this address and not to the people */
  redirectTo: z.string().trim().max(320),
});
export type RelaySettings = z.infer<typeof RelaySettings>;

const RelayView = RelaySettings.extend({ hasPassword: z.boolean() });
export type RelayView = z.infer<typeof RelayView>;

export const mails = {
  /** Newest first. */
  list: query(
    z.object({ offset: z.number().int().min(0).default(0), limit: z.number().int().min(1).max(500).default(200) }),
    z.object({ items: z.array(MailSummary), total: z.number().int() }),
  ),
  get: query(z.object({ id: z.number().int() }), MailDetail),
  /** Sends a user an invitation; the links of earlier ones die. Error `conflict` for a user without an address. */
  invite: command(z.object({ userId: z.string().min(1).max(200) }), MailSummary),
  /** Hands a mail to the mail server once more. Error `conflict` when the relay is off. */
  resend: command(z.object({ id: z.number().int() }), MailSummary),
  /** Empties the outbox. Links in the mails go on working. */
  clear: command(z.object({}), z.object({ removed: z.number().int() })),
  relaySettings: query(z.object({}), RelayView),
  /** `password`: left out, the old one stays; null or empty: it is forgotten. */
  saveRelay: command(RelaySettings.extend({ password: z.string().max(1000).nullable().optional() }), RelayView),
  /** Sends a mail with the settings as saved, on or off, and waits for the server's answer. */
  sendTest: command(
    z.object({ to: z.string().trim().max(320) }),
    z.object({ mailId: z.number().int(), sent: z.boolean(), detail: z.string() }),
  ),
};
