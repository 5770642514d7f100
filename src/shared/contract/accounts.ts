import { z } from 'zod';

/**
 * Whether and how a user can log in (rules 7, 12-14).
 * `sso`: through single sign-on · `password`: with a password that is set and valid · `invited`: an invitation is on its way,
 * and its link still works · `cannot`: not at all, and `explanation` says why and what to do.
 */
export const LogIn = z.object({
  state: z.enum(['sso', 'password', 'invited', 'cannot']),
  /** one sentence that an admin understands */
  explanation: z.string(),
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
