import type { Fidelity } from '#shared/contract/findings.ts';
import type { BlastCategory, Consequence, ListedUser } from '#shared/contract/user-list.ts';
import { describeRule } from '../../rules/catalogue.ts';
import type { AnyRuleId } from '../../rules/settings.ts';
import { foldCase } from '../../scim/fold-case.ts';
import type { ScopeUser } from './compare.ts';

/** What consequences depend on besides the person. */
export interface Terms {
  readonly singleSignOn: 'unanswered' | 'on' | 'off';
  /** groups of the real system, folded, as far as the list names them */
  readonly knownGroups: ReadonlySet<string>;
  /** mail addresses, folded, that several users of the list share */
  readonly sharedMails: ReadonlySet<string>;
}

interface Case {
  readonly category: BlastCategory;
  readonly person: ScopeUser | undefined;
  readonly user: ListedUser | undefined;
  readonly rival: ListedUser | undefined;
}

/** What follows for the rights and the log-in of one person. */
export function consequencesOf(one: Case, terms: Terms): Consequence[] {
  return [...accountConsequences(one, terms), ...privilegeConsequences(one, terms), ...logInConsequences(one, terms)];
}

function accountConsequences({ person, user, rival }: Case, { sharedMails }: Terms): Consequence[] {
  const found: Consequence[] = [];
  if (rival !== undefined) {
    found.push(
      consequence(
        'account',
        `Rename the account to the new user name before the cut-over, and it is matched.`,
        'match-by-user-name',
      ),
    );
  }
  const mail = user?.email ?? person?.email ?? null;
  if (mail !== null && sharedMails.has(foldCase(mail))) {
    found.push(consequence('account', `Several accounts of the list have the mail address ${mail}.`, 'duplicate-email'));
  }
  return found;
}

function privilegeConsequences({ category, person, user }: Case, { knownGroups }: Terms): Consequence[] {
  const found: Consequence[] = [];
  if (category === 'taken-over' && user?.active === false && person?.active === true) {
    found.push(consequence('privilege', 'The account is inactive now, and becomes active again.', 'match-by-user-name'));
  }
  const had = new Set(user?.groups.map(foldCase));
  const pushed = person?.active === true ? person.groups : [];
  const joins = pushed.filter((group) => knownGroups.has(foldCase(group)) && !had.has(foldCase(group)));
  if (joins.length > 0) {
    const names = joins.slice(0, 3).map((name) => `"${name}"`);
    const which = names.length === 1 ? 'a group' : 'groups';
    found.push(
      consequence(
        'privilege',
        `Joins ${names.join(', ')}${joins.length > 3 ? ' and others' : ''}, ${which} of the real system, with the rights it has there.`,
        'pushed-group-name',
      ),
    );
  }
  return found;
}

function logInConsequences({ category, person, user }: Case, { singleSignOn }: Terms): Consequence[] {
  if (singleSignOn === 'on') {
    const differs = person !== undefined && person.email !== null && foldCase(person.userName) !== foldCase(person.email);
    if (differs && person.active) {
      return [consequence('log-in', 'User name and mail differ: the NameID must equal the user name.', 'single-sign-on')];
    }
    if (category === 'left-alone' && user?.active !== false) {
      return [
        consequence(
          'log-in',
          'Logs in through single sign-on only, and only if a NameID equals this user name; else needs the right to manage users.',
          'single-sign-on',
        ),
      ];
    }
    return [];
  }
  const isNew = (category === 'created' || category === 'ambiguous') && person?.active === true;
  if (singleSignOn === 'off' && isNew && !person.wantsInvitation) {
    return [consequence('log-in', 'Cannot log in until somebody sends an invitation or sets a password.', 'first-login')];
  }
  return [];
}

function consequence(kind: Consequence['kind'], text: string, ruleId: AnyRuleId): Consequence {
  const fidelity: Fidelity = describeRule(ruleId)?.fidelity ?? 'assumed';
  return { kind, text, ruleId, fidelity };
}
