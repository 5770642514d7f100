import { z } from 'zod';
import { command, query } from './operation.ts';

/** What the rehearsed system is like where a user's log-in is concerned; set for each sandbox. */
export const AccountSettings = z.object({
  /** Whether SAML is on. `unanswered`: nobody has said yet, so nothing is said of users for whom it decides. */
  singleSignOn: z.enum(['unanswered', 'on', 'off']),
  /** days after which a password stops working; null: never */
  passwordExpiryDays: z.number().int().min(1).max(3650).nullable(),
  /** language of the mails that go out */
  mailLanguage: z.enum(['en', 'de']),
});
export type AccountSettings = z.infer<typeof AccountSettings>;

export const LogInState = z.enum(['sso', 'password', 'invited', 'cannot', 'unanswered']);
export type LogInState = z.infer<typeof LogInState>;

/**
 * Whether and how a user can log in (rules 7, 12-14).
 * `sso`: through single sign-on · `password`: with a password that is set and valid · `invited`: an invitation is on its way,
 * and its link still works · `cannot`: not at all, and `explanation` says why · `unanswered`: only through single sign-on, and
 * nobody has said whether it is on.
 */
export const LogIn = z.object({
  state: LogInState,
  /** one sentence that an admin understands */
  explanation: z.string(),
  /** what to do; null when nothing is to be done */
  fix: z.string().nullable(),
  /** rules and facts of the catalogue that it rests on */
  ruleIds: z.array(z.string()),
  passwordSet: z.string().nullable(),
  passwordSetBy: z.enum(['admin', 'invitation']).nullable(),
  /** null: no password, or it never expires */
  passwordExpires: z.string().nullable(),
  /** the latest one; `pending`: the link works · `used`: a password was set with it · `dead`: it no longer works */
  invitation: z.object({ state: z.enum(['pending', 'used', 'dead']), mailId: z.number().int(), sent: z.string() }).nullable(),
});
export type LogIn = z.infer<typeof LogIn>;

/** What the password form says to one who tries a password. */
export const PasswordTrial = z.object({ opens: z.boolean(), explanation: z.string() });
export type PasswordTrial = z.infer<typeof PasswordTrial>;

const Id = z.object({ id: z.string().min(1).max(200) });
const Done = z.object({ id: z.string() });
const Name = z.string().trim().max(200);

/** Acts of the admin on users, each a line of the user's history. */
export const accounts = {
  settings: query(z.object({}), AccountSettings),
  /** What is left out stays as it is. */
  saveSettings: command(AccountSettings.partial(), AccountSettings),
  /** Without a password a random one is made. The answer carries it, this one time; null when it was given. */
  setPassword: command(Id.extend({ password: z.string().max(1000).optional() }), z.object({ password: z.string().nullable() })),
  /** Rehearses the password form; nothing is changed, counted or locked. */
  tryPassword: query(Id.extend({ password: z.string().max(1000) }), PasswordTrial),
  removePassword: command(Id, Done),
  /** A user as if made by hand in the product: origin `local`, until an IdP provisions the same user name (rule 8). */
  createLocalUser: command(
    z.object({
      userName: Name.min(1),
      email: Name.min(1),
      givenName: Name.default(''),
      familyName: Name.default(''),
      groupIds: z.array(z.string().max(200)).max(100).default([]),
    }),
    Done,
  ),
  setActive: command(Id.extend({ active: z.boolean() }), Done),
  deleteUser: command(Id, Done),
};
