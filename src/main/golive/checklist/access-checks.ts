import { REQUIRED_RIGHTS, RIGHT_LABELS, missingRights } from '../../token/rights.ts';
import { counted } from '../../traps/trap-kind.ts';
import { type CheckKind, listed, nameOfIdp } from './check-kind.ts';

/** Who gets in, with which rights, and what is left. */
export const accessChecks = {
  'group-rights': {
    id: 'group-rights',
    title: 'A group was provisioned, and its rights are decided',
    why: 'A group that the identity provider makes has no rights at first, so its members see nothing. Somebody has to decide what it may do.',
    place: null,
    ruleId: 'pushed-group-rights',
    look({ groups, idp }) {
      if (groups.length === 0) {
        return {
          state: 'open',
          lacking: true,
          what: `${nameOfIdp(idp)} has made no group yet; groups of rehearsals do not count.`,
          next: 'Push one group with a member. If you provision users only, write so as the reason of a waiver.',
        };
      }
      const bare = groups.filter(({ hasRights }) => !hasRights);
      if (bare.length === 0) {
        return { state: 'done', what: `${counted(groups.length, 'group', 'groups')} came, each with rights given.`, groups };
      }
      return {
        state: 'open',
        what: `${bare.length === groups.length ? '' : `${bare.length.toLocaleString('en-US')} of `}${counted(groups.length, 'pushed group', 'pushed groups')} ${bare.length === 1 ? 'has' : 'have'} no rights: ${listed(bare.map(({ name }) => name))}.`,
        next: 'Give each group its rights under Directory, Groups, as you will in the product. If a group is meant to have none, write so as the reason of a waiver.',
        groups: bare,
        subject: bare.map(({ id }) => id).join(' '),
      };
    },
  },
  'traps-solved': {
    id: 'traps-solved',
    title: 'No trap is left to solve or decide',
    why: 'A trap does not refuse anything. It shows only when people cannot log in, or can do more than they should.',
    place: null,
    ruleId: null,
    fidelity: 'inferred',
    look({ traps, senders }) {
      const open = traps.filter(({ severity }) => severity !== 'know');
      if (open.length > 0) {
        return {
          state: 'open',
          what: `${counted(open.length, 'trap is', 'traps are')} left: ${listed(open.map(({ title }) => title))}.`,
          next: 'The screen Traps says of each what to do.',
          subject: open.map(({ id }) => id).join(' '),
        };
      }
      if (senders.length === 0) {
        return {
          state: 'open',
          lacking: true,
          what: 'Nothing was sent yet that could be looked at.',
          next: 'Provision a few people first.',
        };
      }
      return { state: 'done', what: 'None was found in the directory and in what was sent.' };
    },
  },
  'service-account-out': {
    id: 'service-account-out',
    title: 'The service account is out of scope',
    why: 'If the identity provider also governs the user who owns its token, it can disable that user and lock itself out.',
    place: 'assignment',
    ruleId: 'token-rights',
    look({ traps, owners, acts }) {
      const trap = traps.find(({ id }) => id === 'service-account-in-scope');
      if (trap !== undefined) {
        return {
          state: 'open',
          what: trap.what,
          next: trap.fix,
          users: trap.evidence.users.items,
          groups: trap.evidence.groups.items,
          exchangeIds: trap.evidence.exchanges.ids,
        };
      }
      if (acts.created.length + acts.updated.length === 0) {
        return {
          state: 'open',
          lacking: true,
          what: 'No user was provisioned yet, so the scope is not known.',
          next: 'Provision the people whom you will assign in production.',
        };
      }
      return {
        state: 'done',
        what: `${listed(owners.map(({ name }) => name)) || 'The owner of the token'} was not touched by what came.`,
        users: owners,
      };
    },
  },
  'least-rights': {
    id: 'least-rights',
    title: "The token's owner has just the two rights",
    why: 'A dedicated user and group with just these two rights are recommended: the token carries whatever its owner may do.',
    place: null,
    ruleId: 'token-rights',
    look({ owners }) {
      if (owners.length === 0) {
        return { state: 'open', what: 'There is no token that works.', next: 'Create one on the screen Tokens.' };
      }
      const wanting = owners.filter(({ rights }) => missingRights(rights).length > 0);
      const excess = owners.filter(({ rights }) => rights.length > REQUIRED_RIGHTS.length);
      if (wanting.length > 0) {
        return {
          state: 'open',
          what: `${listed(
            wanting.map(
              ({ name, rights }) =>
                `${name} lacks "${missingRights(rights)
                  .map((right) => RIGHT_LABELS[right])
                  .join('" and "')}"`,
            ),
          )}.`,
          next: 'Give the right to a group of this user under Directory, Groups.',
          users: wanting,
        };
      }
      if (excess.length > 0) {
        return {
          state: 'open',
          what: `${listed(excess.map(({ name }) => name))} may do more than provisioning needs.`,
          next: 'Make a token for a user of its own who is in one group with just the two rights, as the cut-over sheet says.',
          users: excess,
          subject: excess.map(({ id }) => id).join(' '),
        };
      }
      return { state: 'done', what: `${listed(owners.map(({ name }) => name))} has the two rights and no other.`, users: owners };
    },
  },
  'log-in-works': {
    id: 'log-in-works',
    title: 'Every active user can log in',
    why: 'Being provisioned is not enough: without single sign-on a user needs an invitation or a password.',
    place: 'user-mapping',
    ruleId: 'first-login',
    look({ singleSignOn, activeUsers: { total, cannotLogIn } }) {
      if (singleSignOn === 'unanswered') {
        return {
          state: 'open',
          what: 'Nobody has said yet whether single sign-on is on in the real system.',
          next: 'Answer it under Settings, Single sign-on.',
          elsewhere: true,
        };
      }
      if (total === 0) {
        return {
          state: 'open',
          lacking: true,
          what: 'No active user was provisioned yet.',
          next: 'Provision a few people first.',
        };
      }
      if (cannotLogIn.length === 0) {
        return {
          state: 'done',
          what: `${counted(total, 'active user has', 'active users have')} a way to log in; single sign-on is ${singleSignOn}.`,
        };
      }
      return {
        state: 'open',
        what: `${cannotLogIn.length.toLocaleString('en-US')} of ${counted(total, 'active user', 'active users')} cannot log in.`,
        next: 'Map sendInvitationMail to true for those who come next; invite or give a password to those who are there.',
        users: cannotLogIn,
        subject: `${cannotLogIn.length}`,
      };
    },
  },
  'rules-as-documented': {
    id: 'rules-as-documented',
    title: 'It was rehearsed under the documented rules',
    why: 'A rule that was switched makes this endpoint answer otherwise than is documented, inferred or assumed of the real one.',
    place: null,
    ruleId: null,
    fidelity: 'inferred',
    look({ rules }) {
      if (rules.length === 0) return { state: 'done', what: 'Every rule is set as documented.' };
      return {
        state: 'open',
        what: `${counted(rules.length, 'rule is', 'rules are')} set otherwise: ${listed(rules.map(({ title, value }) => `"${title}" is "${value}"`))}.`,
        next: 'Choose "As documented" on the screen Rules and rehearse once more, or write down as a waiver why it is right so.',
        subject: rules.map(({ id, value }) => `${id}=${value}`).join(' '),
      };
    },
  },
} as const satisfies {
  readonly [
    K in 'group-rights' | 'traps-solved' | 'service-account-out' | 'least-rights' | 'log-in-works' | 'rules-as-documented'
  ]: CheckKind<K>;
};
