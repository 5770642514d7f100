import type { AccountSettings, LogIn, LogInState } from '#shared/contract/accounts.ts';
import { URN } from '#shared/scim/urns.ts';
import type { JsonObject } from '#shared/scim/wire.ts';
import type { AnyRuleId } from '../rules/settings.ts';
import { userNameOf } from '../scim/names.ts';
import { isObject } from '../scim/json.ts';
import type { AccountRow } from '../store/repositories/accounts.ts';
import type { LogInTerms } from '../store/repositories/directory-lists.ts';
import type { InvitationRow } from '../store/repositories/invitations.ts';
import type { ResourceRow } from '../store/repositories/resources.ts';
import type { Tx } from '../store/store.ts';
import { explainLogIn } from './log-in-texts.ts';
import { daysBefore, hasPassword, neverExpires, passwordExpiry } from './password.ts';

/** The facts that a log-in state follows from. */
export interface LogInFacts {
  readonly doc: JsonObject;
  readonly active: boolean;
  readonly account: AccountRow | undefined;
  /** the latest one */
  readonly invitation: InvitationRow | undefined;
}

/** `provisioned`: the IdP sent one, where the profile lists `password`; it has no known age, so it does not expire. */
export type PasswordState = 'none' | 'valid' | 'expired' | 'provisioned';

/**
 * Whether and how a user can log in at this moment, with the facts that it rests on (rules 7, 12-14).
 * @param now ISO 8601, UTC
 */
export function logInOf(tx: Tx, row: ResourceRow, doc: JsonObject, settings: AccountSettings, now: string): LogIn {
  return viewLogIn(logInFacts(tx, row, doc), mayManageUsers(tx, row), settings, now);
}

/** Reads the facts of one user. */
export function logInFacts(tx: Tx, row: ResourceRow, doc: JsonObject): LogInFacts {
  const account = tx.accounts.byUser(row.id);
  return { doc, active: row.active === 1, account, invitation: tx.invitations.ofUser(row.id)[0] };
}

/** Rule 13: whoever manages users may use the password form beside single sign-on. */
export function mayManageUsers(tx: Tx, row: ResourceRow): boolean {
  return tx.rights.ofUser(row.seq).includes('manage-users');
}

/** The log-in states of a page of users, by their ids, in two queries. */
export function logInStatesOf(
  tx: Tx,
  users: readonly { readonly row: ResourceRow; readonly doc: JsonObject }[],
  settings: AccountSettings,
  now: string,
): Map<string, LogInState> {
  const ids = users.map(({ row }) => row.id);
  const accounts = tx.accounts.byUsers(ids);
  const invitations = tx.invitations.latestOfUsers(ids);
  const stateOf = ({ row, doc }: (typeof users)[number]) => {
    const facts = { doc, active: row.active === 1, account: accounts.get(row.id), invitation: invitations.get(row.id) };
    return logInState(facts, settings, now);
  };
  return new Map(users.map((user) => [user.row.id, stateOf(user)]));
}

/** The whole decision; `cannotLogIn` in store/repositories/directory-lists.ts says the same in SQL. */
export function logInState(facts: LogInFacts, settings: AccountSettings, now: string): LogInState {
  if (!facts.active) return 'cannot';
  if (settings.singleSignOn === 'on') return 'sso';
  const password = passwordState(facts, settings, now);
  if (password === 'valid' || password === 'provisioned') return 'password';
  if (invitationState(facts.invitation) === 'pending') return 'invited';
  return settings.singleSignOn === 'off' ? 'cannot' : 'unanswered';
}

/** The decision with its reasons, advice and facts. */
export function viewLogIn(facts: LogInFacts, managesUsers: boolean, settings: AccountSettings, now: string): LogIn {
  const { doc, account, invitation } = facts;
  const state = logInState(facts, settings, now);
  const passwordExpires = passwordExpiry(account, doc, settings);
  const text = explainLogIn(state, {
    userName: userNameOf(doc) ?? 'This user',
    active: facts.active,
    password: passwordState(facts, settings, now),
    passwordSetBy: account?.password_set_by ?? null,
    keepsPassword: settings.passwordExpiryDays !== null && neverExpires(doc),
    invitation: invitationState(invitation),
    wantsInvitation: wantsInvitation(doc),
    hasMail: Array.isArray(doc['emails']) && doc['emails'].length > 0,
    mayManageUsers: managesUsers,
  });
  const withPassword = hasPassword(account) ? account : null;
  return {
    state,
    explanation: text.explanation,
    fix: text.fix,
    ruleIds: text.ruleIds satisfies readonly AnyRuleId[],
    passwordSet: withPassword?.password_set ?? null,
    passwordSetBy: withPassword?.password_set_by ?? null,
    passwordExpires,
    invitation:
      invitation === undefined
        ? null
        : { state: invitationState(invitation) ?? 'dead', mailId: invitation.mail_id, sent: invitation.created },
  };
}

/** The sandbox's part of the decision, for the list of users who cannot log in. */
export function logInTerms(settings: AccountSettings, now: string): LogInTerms {
  const { singleSignOn, passwordExpiryDays } = settings;
  return {
    ssoOff: singleSignOn === 'off',
    expiredUntil: passwordExpiryDays === null ? null : daysBefore(now, passwordExpiryDays),
  };
}

function passwordState({ doc, account }: LogInFacts, settings: AccountSettings, now: string): PasswordState {
  if (!hasPassword(account)) return typeof doc['password'] === 'string' ? 'provisioned' : 'none';
  const expires = passwordExpiry(account, doc, settings);
  return expires !== null && expires <= now ? 'expired' : 'valid';
}

function invitationState(invitation: InvitationRow | undefined): 'pending' | 'used' | 'dead' | null {
  if (invitation === undefined) return null;
  if (invitation.used !== null) return 'used';
  return invitation.died === null ? 'pending' : 'dead';
}

/** Rule 7: the IdP asks for the automatic mail. */
export function wantsInvitation(doc: JsonObject): boolean {
  const extension = doc[URN.meisterplanUser];
  return isObject(extension) && extension['sendInvitationMail'] === true;
}
