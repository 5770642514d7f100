/* Who may come in, and the mails about it. */

import type { Generated } from 'kysely';

export interface TokenTable {
  id: string;
  name: string;
  /** SHA-256 of the secret */
  hash: Uint8Array;
  prefix: string;
  owner_id: string;
  owner_name: string;
  created: string;
  last_used: string | null;
  revoked: string | null;
}

/** How a user may log in with the password form. A user without a row never had a password. */
export interface AccountTable {
  user_id: string;
  /** scrypt, with its parameters and salt; null once it was taken away */
  password_hash: string | null;
  password_set: string | null;
  password_set_by: 'admin' | 'invitation' | null;
}

/** A link for setting a password, sent in a mail; it dies once a password is set (rule 14). */
export interface InvitationTable {
  id: string;
  user_id: string;
  mail_id: number;
  /** SHA-256 of the secret in the link */
  hash: Uint8Array;
  created: string;
  used: string | null;
  /** when a password was set another way, or a newer invitation went out */
  died: string | null;
}

/** A mail that would go out. */
export interface MailTable {
  id: Generated<number>;
  at: string;
  kind: 'invitation' | 'test';
  user_id: string | null;
  /** the exchange that caused it; null for one sent from the console */
  exchange_id: number | null;
  recipient: string;
  recipient_name: string | null;
  subject: string;
  language: 'en' | 'de';
  /** the whole message, RFC 5322 */
  raw: Uint8Array;
  relay: 'off' | 'waiting' | 'sent' | 'failed';
  relay_detail: string | null;
}
