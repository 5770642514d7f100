import type { LogInState } from '#shared/contract/accounts.ts';
import type { AnyRuleId } from '../rules/settings.ts';
import { RIGHT_LABELS } from '../token/rights.ts';
import type { PasswordState } from './log-in.ts';

interface Told {
  readonly userName: string;
  readonly active: boolean;
  readonly password: PasswordState;
  readonly passwordSetBy: 'admin' | 'invitation' | null;
  /** passwords expire in this sandbox, but not this user's */
  readonly keepsPassword: boolean;
  readonly invitation: 'pending' | 'used' | 'dead' | null;
  readonly wantsInvitation: boolean;
  readonly hasMail: boolean;
  readonly mayManageUsers: boolean;
}

interface LogInText {
  readonly explanation: string;
  readonly fix: string | null;
  readonly ruleIds: AnyRuleId[];
}

/** Why a user can or cannot log in and what to do about it, in sentences. */
export function explainLogIn(state: LogInState, told: Told): LogInText {
  switch (state) {
    case 'sso':
      return throughSso(told);
    case 'password':
      return withPassword(told);
    case 'invited':
      return {
        explanation: `${told.userName} can log in once a password is chosen by the link in the invitation; the link has not been used yet.`,
        fix: null,
        ruleIds: ['first-login', 'invitation-mail'],
      };
    case 'unanswered':
      return {
        explanation: `Whether ${told.userName} can log in depends on single sign-on: ${lacking(told)}.`,
        fix: 'Say whether single sign-on is on in the system that you rehearse for.',
        ruleIds: ['first-login', 'single-sign-on'],
      };
    case 'cannot':
      return told.active ? notAtAll(told) : inactive(told);
  }
}

function throughSso({ userName, password, invitation, wantsInvitation, mayManageUsers }: Told): LogInText {
  const nameId = `${userName} logs in through single sign-on, provided that the NameID in the SAML answer equals this user name.`;
  const right = `the right "${RIGHT_LABELS['manage-users']}"`;
  const hasPassword = password !== 'none';
  const ruleIds: AnyRuleId[] = ['single-sign-on', 'first-login'];
  if (mayManageUsers) {
    const form = hasPassword
      ? 'The password form stays open too'
      : 'The password form would be open too, had the user a password';
    return { explanation: `${nameId} ${form}, because the user holds ${right}.`, fix: null, ruleIds };
  }
  if (invitation === 'pending' || wantsInvitation) {
    return {
      explanation: `${nameId} The password that the invitation leads to is of no use meanwhile: the form takes only users with ${right}.`,
      fix: wantsInvitation ? 'Take the mapping of `sendInvitationMail` out while single sign-on is on.' : null,
      ruleIds: [...ruleIds, 'invitation-mail'],
    };
  }
  const useless = hasPassword ? ` The password is of no use meanwhile: the form takes only users with ${right}.` : '';
  return { explanation: `${nameId}${useless}`, fix: null, ruleIds };
}

function withPassword({ userName, password, passwordSetBy, keepsPassword }: Told): LogInText {
  const which =
    password === 'provisioned'
      ? 'the password that the identity provider sent'
      : passwordSetBy === 'invitation'
        ? 'the password that was chosen by the link of the invitation'
        : 'the password that an admin set, and has to share';
  const kept = keepsPassword ? ' It does not expire, because `passwordNeverExpires` is true.' : '';
  return {
    explanation: `${userName} logs in with ${which}.${kept}`,
    fix: null,
    ruleIds: [
      'first-login',
      ...(passwordSetBy === 'invitation' ? (['invitation-mail'] as const) : []),
      ...(keepsPassword ? (['optional-mappings'] as const) : []),
    ],
  };
}

function notAtAll(told: Told): LogInText {
  const send = told.hasMail ? 'send an invitation' : 'give the user an e-mail address and send an invitation';
  const ofThisUser = `set a password and share it, or ${send}`;
  const mapping = told.wantsInvitation
    ? '`sendInvitationMail` is true, but it asks for a mail only when a user is created.'
    : 'For those who are created next, map `sendInvitationMail` to true.';
  return {
    explanation: `${told.userName} cannot log in: single sign-on is off, and ${lacking(told)}.`,
    fix: `For this user, ${ofThisUser}. ${mapping}`,
    ruleIds: ['first-login', ...(told.invitation === null ? [] : (['invitation-mail'] as const))],
  };
}

/** What stands between the user and the password form. */
function lacking({ password, invitation }: Told): string {
  const what = password === 'expired' ? 'the password has expired' : 'there is no password';
  return invitation === null ? `${what} and no invitation` : `${what}, and the link of the last invitation no longer works`;
}

function inactive({ userName }: Told): LogInText {
  return {
    explanation: `${userName} cannot log in, because the user is inactive.`,
    fix: 'Nothing, if this person has left. Else assign the user again in the identity provider, which then sends `active` as true, or activate the user here.',
    ruleIds: ['optional-mappings', 'deactivated-users'],
  };
}
