import type { AccountSettings, PasswordTrial } from '#shared/contract/accounts.ts';
import { RIGHT_LABELS } from '../token/rights.ts';
import type { LogInFacts } from './log-in.ts';
import { hasPassword, passwordExpiry } from './password.ts';
import { isPassword } from './password-hash.ts';

/**
 * What the password form would say to a user with this password (rules 7 and 13). That an expired password does not open it is assumed.
 * @param mayManageUsers whether the user holds the right that keeps the form open beside single sign-on
 * @param now ISO 8601, UTC
 */
export function tryPassword(
  { doc, active, account }: Omit<LogInFacts, 'invitation'>,
  password: string,
  mayManageUsers: boolean,
  settings: AccountSettings,
  now: string,
): PasswordTrial {
  const refused = (explanation: string): PasswordTrial => ({ opens: false, explanation });
  if (!active) return refused('The form lets nobody in who is inactive.');
  if (!hasPassword(account)) return refused('No password is set here, so there is none to try.');
  if (!isPassword(password, account.password_hash ?? '')) return refused('This is not the password of the user.');
  if (settings.singleSignOn === 'on' && !mayManageUsers) {
    return refused(
      `The password is right, but single sign-on is on: the form takes only users with the right "${RIGHT_LABELS['manage-users']}".`,
    );
  }
  const expires = passwordExpiry(account, doc, settings);
  if (expires !== null && expires <= now) return refused('The password is right, but it has expired.');
  const caveat = settings.singleSignOn === 'unanswered' ? ', unless single sign-on is on' : '';
  return { opens: true, explanation: `The password is right, and the form lets the user in${caveat}.` };
}
