import { foldCase } from '../scim/fold-case.ts';
import { type TrapKind, counted } from './trap-kind.ts';

/** Users who are provisioned and cannot get in, or are told the wrong way. */
export const logInTraps = {
  'cannot-log-in': {
    id: 'cannot-log-in',
    title: 'Users who can never log in',
    severity: 'solve',
    why: 'Single sign-on is off in this sandbox, and these users have neither a password nor an invitation whose link works.',
    fix: 'Map sendInvitationMail to true for those who come next. For those who are there, send an invitation or set a password: Directory, Users. If single sign-on is on in the real system, say so in the settings of this sandbox.',
    place: 'user-mapping',
    ruleId: 'first-login',
    find({ users }) {
      const locked = users.filter((user) => user.provisioned && user.active && !user.canLogIn);
      if (locked.length === 0) return null;
      return {
        what: `${counted(locked.length, 'provisioned user has', 'provisioned users have')} no way to log in.`,
        users: locked,
      };
    },
  },
  'user-name-not-mail': {
    id: 'user-name-not-mail',
    title: 'User name and mail differ under single sign-on',
    severity: 'solve',
    why: 'With SAML on, the NameID must equal the user name. Where user name and mail differ, one of them is likely to be the NameID and the other the userName, and then the log-in fails.',
    fix: 'Find out which attribute the NameID of the SAML answer is made of, and map userName from the same one.',
    place: 'matching',
    ruleId: 'single-sign-on',
    find({ users, singleSignOn }) {
      if (singleSignOn !== 'on') return null;
      const differing = users.filter(
        ({ provisioned, name, workEmail }) => provisioned && workEmail !== null && foldCase(name) !== workEmail,
      );
      if (differing.length === 0) return null;
      return {
        what: `${counted(differing.length, 'user has', 'users have')} a user name that is not the work e-mail address.`,
        users: differing,
      };
    },
  },
  'user-without-mail': {
    id: 'user-without-mail',
    title: 'Users without a work e-mail',
    severity: 'solve',
    why: '`emails[type eq "work"].value` is one of the two required mappings. Whoever has no mail address at the source cannot be provisioned, or gets no invitation.',
    fix: 'Fill the mail address in for these people at the source, map it from an attribute that all of them have, or take them out of the assignment.',
    place: 'people',
    ruleId: 'required-mappings',
    find({ users, refusedForMail }) {
      const without = users.filter((user) => user.provisioned && user.workEmail === null);
      const names = [...new Set(refusedForMail.map(({ userName }) => userName))];
      if (without.length === 0 && names.length === 0) return null;
      const told = [
        ...(without.length === 0
          ? []
          : [`${counted(without.length, 'user is', 'users are')} stored without a work e-mail address`]),
        ...(names.length === 0
          ? []
          : [`${counted(names.length, 'user was', 'users were')} refused for want of one (${firstOf(names)})`]),
      ];
      return { what: `${told.join(', and ')}.`, users: without, exchangeIds: refusedForMail.map(({ exchangeId }) => exchangeId) };
    },
  },
  'invitation-with-sso': {
    id: 'invitation-with-sso',
    title: 'Invitations although single sign-on is on',
    severity: 'decide',
    why: 'The invitation leads to a page for setting a password. With SAML on, the password form is closed to all but those with the right "Manage Users and User Groups", so the mail sends people to a door that does not open.',
    fix: 'Delete the mapping of sendInvitationMail, or map it to false.',
    place: 'user-mapping',
    ruleId: 'single-sign-on',
    find({ users, singleSignOn }) {
      if (singleSignOn !== 'on') return null;
      const invited = users.filter((user) => user.provisioned && user.wantsInvitation);
      if (invited.length === 0) return null;
      return {
        what: `${counted(invited.length, 'user was', 'users were')} provisioned with sendInvitationMail true, and single sign-on is on.`,
        users: invited,
      };
    },
  },
} as const satisfies {
  readonly [K in 'cannot-log-in' | 'user-name-not-mail' | 'user-without-mail' | 'invitation-with-sso']: TrapKind<K>;
};

const NAMES_TOLD = 5;

function firstOf(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_TOLD).map((name) => name.slice(0, 100));
  return names.length > NAMES_TOLD ? `${shown.join(', ')} and others` : shown.join(', ');
}
