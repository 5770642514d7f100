import { counted } from '../../traps/trap-kind.ts';
import { type CheckKind, idpWithin, listed, nameOfIdp } from './check-kind.ts';

/** Identity providers whose connection test is documented or was captured; for the others any answered call will do. */
const HAVE_TEST = new Set(['entra', 'okta', 'google', 'pingfederate']);

/** What the calls themselves show. */
export const trafficChecks = {
  'connection-tested': {
    id: 'connection-tested',
    title: 'The identity provider reached the endpoint',
    why: 'Address and token are the two values that are typed by hand. Until its own call was answered, both may be wrong.',
    place: 'address',
    ruleId: 'base-urls',
    look({ idp, testIds, answeredIds, senders }) {
      const who = nameOfIdp(idp);
      if (testIds.length > 0)
        return { state: 'done', what: `${who} tested the connection and was answered.`, exchangeIds: testIds };
      if (idp !== null && answeredIds.length > 0) {
        return HAVE_TEST.has(idp)
          ? {
              state: 'done',
              what: `${who} called with a valid token and was answered. A test of the connection was not among the calls.`,
              exchangeIds: answeredIds,
            }
          : { state: 'done', what: `${who} called with a valid token and was answered.`, exchangeIds: answeredIds };
      }
      return {
        state: 'open',
        lacking: true,
        what:
          senders.length === 0
            ? 'No call has arrived yet.'
            : idp === null
              ? 'Calls arrived, but none by which an identity provider is recognised.'
              : `No call of ${idpWithin(idp)} was answered yet.`,
        next: 'Enter the tenant URL and the secret token of the screen Connect in your identity provider, and test the connection there.',
        exchangeIds: answeredIds,
      };
    },
  },
  'required-mappings': {
    id: 'required-mappings',
    title: 'Every user came with the required attributes',
    why: '`userName` is the matching key, and `emails[type eq "work"].value` is required beside it. A user without one of them is refused.',
    place: 'user-mapping',
    ruleId: 'required-mappings',
    look({ required: { users, attributes } }) {
      const missing = attributes.filter(({ covered }) => covered < users);
      if (users === 0) {
        return {
          state: 'open',
          lacking: true,
          what: 'No user was sent yet; users of rehearsals do not count.',
          next: 'Assign a few people to the application and provision them.',
        };
      }
      if (missing.length === 0) {
        return {
          state: 'done',
          what: `${counted(users, 'user was', 'users were')} sent, each with ${listed(attributes.map(({ path }) => `\`${path}\``))}.`,
          mappings: attributes.map(({ path }) => path),
        };
      }
      const lacking = missing.map(
        ({ path, covered }) => `\`${path}\` was missing for ${(users - covered).toLocaleString('en-US')}`,
      );
      return {
        state: 'open',
        what: `${counted(users, 'user was', 'users were')} sent; ${listed(lacking)}.`,
        next: 'Map the attribute, or give the people a value for it. Mappings, What was sent, shows who came without.',
        mappings: missing.map(({ path }) => path),
        subject: missing.map(({ path, covered }) => `${path}:${users - covered}`).join(' '),
      };
    },
  },
  'last-cycle-clean': {
    id: 'last-cycle-clean',
    title: 'Nothing was refused in the last cycle',
    why: 'What is refused in a rehearsal is refused in production, once for each person. Entra ID pauses the whole job when too much fails.',
    place: null,
    ruleId: null,
    fidelity: 'rfc',
    look({ cycle, idp }) {
      if (cycle === null) {
        return {
          state: 'open',
          lacking: true,
          what: `${nameOfIdp(idp)} has sent nothing yet.`,
          next: 'Start the provisioning, or wait for the next cycle.',
        };
      }
      const { refusedIds, exchanges } = cycle;
      if (refusedIds.length === 0) {
        return {
          state: 'done',
          what: `None of the last ${counted(exchanges, 'call that came', 'calls that came')} together was refused.`,
        };
      }
      return {
        state: 'open',
        what: `${refusedIds.length.toLocaleString('en-US')} of the last ${counted(exchanges, 'call', 'calls')} ${refusedIds.length === 1 ? 'was' : 'were'} refused or failed.`,
        next: 'Open each of them in the log: it says why, and where to mend it. Then let the identity provider run a cycle again.',
        exchangeIds: refusedIds,
        subject: `${Math.max(...refusedIds)}`,
      };
    },
  },
} as const satisfies {
  readonly [K in 'connection-tested' | 'required-mappings' | 'last-cycle-clean']: CheckKind<K>;
};
