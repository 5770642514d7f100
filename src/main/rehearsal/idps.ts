import type { Idp } from '#shared/contract/exchanges.ts';
import type { SimulatedIdp, StoryName } from '#shared/contract/rehearsals.ts';

/** What is told about a simulated identity provider, and in whose language its mappings are written. */
export interface SimulatedProvider {
  readonly name: string;
  /** the dialect, or how the app is made */
  readonly variant: string | null;
  readonly idp: Idp;
  /** the language of its mappings; providers without one of their own use Entra ID's */
  readonly language: 'entra' | 'okta' | 'onelogin';
  readonly known: string;
  readonly pushesGroups: boolean;
}

const ENTRA = { name: 'Entra ID', idp: 'entra', language: 'entra', pushesGroups: true } as const;
const OKTA = { name: 'Okta', idp: 'okta', language: 'okta', pushesGroups: true } as const;
const OTHER = { language: 'entra', variant: null } as const;

/** Rests on the vendors' documentation and on published captures (docs/rehearsal.md says which is which). */
export const PROVIDERS: Readonly<Record<SimulatedIdp, SimulatedProvider>> = {
  entra: {
    ...ENTRA,
    variant: 'default dialect',
    known:
      'Probes with a user that cannot exist, keeps the ids it once got, and sends PATCH with capitalised operations. It never sends memberships again when it enables someone, and deletes only after a permanent deletion, never after an unassignment.',
  },
  'entra-scim2020': {
    ...ENTRA,
    variant: 'aadOptscim062020',
    known:
      'As the default dialect, but with the flag in the tenant URL: operations in lower case, true booleans, and several attributes as keys of one operation without a path.',
  },
  'entra-on-demand': {
    ...ENTRA,
    variant: 'aadOptscim062020 and provisioning on demand',
    known:
      'The flag does not reach “Provision on demand”, so one tenant sends both dialects in one afternoon: cycles in the new one, single people in the old one.',
  },
  okta: {
    ...OKTA,
    variant: 'app from the wizard',
    known:
      'Reads a user, then sends your own answer back by PUT with its values in it, ids and all. It never deletes a user, and pushes a group with all of its members each time.',
  },
  'okta-catalog': {
    ...OKTA,
    variant: 'app from the catalog',
    known:
      'Deactivates by a PATCH without a path, renames a group with its id in the value, and changes members by filtered PATCH operations. It never deletes a user.',
  },
  onelogin: {
    ...OTHER,
    name: 'OneLogin',
    idp: 'onelogin',
    language: 'onelogin',
    pushesGroups: true,
    known:
      'Sends the JSON template that the admin wrote, as application/json, with plus signs for spaces, a dangling & and a bare ? in its addresses.',
  },
  jumpcloud: {
    ...OTHER,
    name: 'JumpCloud',
    idp: 'jumpcloud',
    pushesGroups: true,
    known:
      'Creates and deletes a test user and a test group when it is activated, changes users one attribute at a time, and removes members by a list of values.',
  },
  pingone: {
    ...OTHER,
    name: 'PingOne',
    idp: 'pingone',
    pushesGroups: true,
    known:
      'Looks people up with the filter expression that the admin typed, such as username Eq "%s", and replaces whole users by PUT.',
  },
  pingfederate: {
    ...OTHER,
    name: 'PingFederate',
    idp: 'pingfederate',
    pushesGroups: true,
    known:
      'Checks the connection with GET /Users/0 before each operation and wants a clean 404, finds groups by paging through all of them, and sends PUT only.',
  },
  google: {
    ...OTHER,
    name: 'Google Workspace',
    idp: 'google',
    pushesGroups: false,
    known:
      'Provisions apps of its own catalog only, so this is a simulation of what it would send: application/json, PUT, and no groups at all.',
  },
};

export const STORIES: Readonly<Record<StoryName, { title: string; about: string }>> = {
  connection: { title: 'Test connection', about: 'What happens when the admin presses the button, and what saves the set-up.' },
  initial: {
    title: 'Initial cycle',
    about: 'Everybody who is assigned, then the groups, their members, and a cycle in which nothing is left to do.',
  },
  joiner: { title: 'Joiner', about: 'Someone new is assigned and put into a group.' },
  mover: { title: 'Mover', about: 'A new name after a marriage, a new mail address, a new user name.' },
  leaver: { title: 'Leaver', about: 'Blocked, unassigned, deleted for good.' },
  rehire: { title: 'Re-hire', about: 'Someone comes back: the same account, and its groups.' },
  groups: { title: 'Group push', about: 'A group is pushed, renamed, gets and loses members, is emptied and deleted.' },
  collision: { title: 'Same name', about: 'A user name and a group name that are there already, in another case.' },
  quarantine: { title: 'Revoked token', about: 'The token stops working and is replaced: quarantine and recovery.' },
};

/** The stories that an identity provider has, in the order in which they are told. */
export function storiesOf(idp: SimulatedIdp): StoryName[] {
  const all = Object.keys(STORIES) as StoryName[];
  return PROVIDERS[idp].pushesGroups ? all : all.filter((name) => name !== 'groups');
}
