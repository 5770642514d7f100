import type { Rule } from './rule.ts';

/** The rules about the rehearsed endpoint that decide something. "Article" is the vendor's help article on auto-provisioning. */
export const endpointRules = {
  'token-rights': {
    id: 'token-rights',
    number: 3,
    title: 'Rights that the token needs',
    statement:
      'The user who owns the API token needs two rights: "Access Meisterplan APIs and Connect External Applications" and "Manage Users and User Groups". The article recommends a dedicated user and user group with just these two.',
    fidelity: 'documented',
    source: 'Help article on auto-provisioning, step 2',
    alternatives: {
      both: {
        label: 'Both rights',
        meaning:
          'A call with a token whose owner lacks one of the two rights is refused with 403, and the missing right is named.',
      },
      none: { label: 'No rights needed', meaning: 'Any live token may provision.' },
    },
    default: 'both',
    switchable: false,
  },
  'required-mappings': {
    id: 'required-mappings',
    number: 4,
    title: 'Required mappings',
    statement: 'Two mappings are required: userName, which is the matching key, and emails[type eq "work"].value.',
    fidelity: 'documented',
    source: 'Help article on auto-provisioning, step 3',
    alternatives: {
      enforce: {
        label: 'Enforced',
        meaning: 'A user without userName or without a work e-mail address is refused with 400 invalidValue.',
      },
      off: { label: 'Not enforced', meaning: 'Only what the schema marks as required must be sent.' },
    },
    default: 'enforce',
    switchable: false,
  },
  'user-name-case': {
    id: 'user-name-case',
    number: 12,
    title: 'User names in lower case',
    statement: 'User names are turned to lower case when they are saved. Logging in ignores case.',
    fidelity: 'documented',
    source: 'Help article on users',
    alternatives: {
      'lower-case': { label: 'Lower case', meaning: 'Anna@Contoso.example is stored and returned as anna@contoso.example.' },
      'as-sent': { label: 'As sent', meaning: 'The user name is stored and returned as the identity provider sent it.' },
    },
    default: 'lower-case',
    switchable: false,
  },
  'user-without-group': {
    id: 'user-without-group',
    number: 15,
    title: 'User without a group',
    statement:
      "In the vendor's own screens a user must be in at least one group. Whether provisioning enforces that is not documented: such a user is accepted, and would see nothing.",
    fidelity: 'assumed',
    source: 'Help article on users; nothing is written about provisioning',
    alternatives: {
      warn: {
        label: 'Accept and warn',
        meaning:
          'The user is accepted. The list of users marks users who are in no group, and the log says so when one leaves the last group.',
      },
      off: { label: 'Accept silently', meaning: 'The user is accepted and nothing is said.' },
    },
    default: 'warn',
    switchable: true,
  },
  'duplicate-user-name': {
    id: 'duplicate-user-name',
    number: 16,
    title: 'Creating a user name that exists',
    statement:
      'A POST with a user name that is taken (in any case) is answered 409 uniqueness, which is what Entra ID and Okta expect. The article says that such a user "will be updated", which an identity provider does with its own search and update.',
    fidelity: 'assumed',
    source: 'RFC 7644 §3.3; help article on auto-provisioning, "Creating and Managing Users"',
    alternatives: {
      conflict: {
        label: 'Refuse with 409',
        meaning: 'The POST is refused with 409 uniqueness; the existing user stays as it is.',
      },
      update: { label: 'Update the existing user', meaning: 'The POST updates the existing user with the attributes sent.' },
    },
    default: 'conflict',
    switchable: true,
  },
  'delete-user': {
    id: 'delete-user',
    number: 17,
    title: 'What DELETE does to a user',
    statement:
      'The article says that a user who is removed from the identity provider is deleted. From that: DELETE removes the user, is answered 204, and the id is unknown afterwards.',
    fidelity: 'inferred',
    source: 'Help article on auto-provisioning, "Creating and Managing Users"; RFC 7644 §3.6',
    alternatives: {
      delete: { label: 'Delete', meaning: 'The user is gone; a later call with the id is answered 404.' },
      deactivate: { label: 'Deactivate', meaning: 'The user stays with active false and keeps id and groups.' },
    },
    default: 'delete',
    switchable: true,
  },
  'unlisted-attributes': {
    id: 'unlisted-attributes',
    number: 18,
    title: 'Attributes that are not in the mapping list',
    statement:
      'The article says that mapping any other field results in an error. Some fields cannot be switched off in the identity provider (Okta: externalId, displayName, locale, password, groups; Entra ID: externalId, roles, meta, the enterprise URN in schemas); they are accepted, not stored, and reported. Only externalId is kept in every setting, since RFC 7643 gives it to every resource.',
    fidelity: 'inferred',
    source: 'Help article on auto-provisioning, step 3; what Okta and Entra ID are documented to send',
    alternatives: {
      tolerant: {
        label: 'Tolerant',
        meaning: 'What the identity provider always sends is ignored and reported; any other unlisted field is refused with 400.',
      },
      literal: { label: 'Literal', meaning: 'Every unlisted field is refused with 400, as the article says word for word.' },
      lenient: { label: 'Lenient', meaning: 'Every unlisted field is ignored and reported.' },
    },
    default: 'tolerant',
    switchable: true,
  },
  'pushed-group-name': {
    id: 'pushed-group-name',
    number: 19,
    title: 'Pushed group with the name of an existing group',
    statement:
      'A group that is pushed under the name of a group that exists locally is matched to it and keeps its rights. Its members then get those rights, so a privilege warning is raised.',
    fidelity: 'assumed',
    source: 'Follows from rule 9; not documented',
    alternatives: {
      match: { label: 'Take the group over', meaning: 'The existing group is matched and keeps its rights; the log warns.' },
      conflict: { label: 'Refuse with 409', meaning: 'The POST is refused with 409 uniqueness; the local group stays as it is.' },
    },
    default: 'match',
    switchable: true,
  },
  'linked-resource': {
    id: 'linked-resource',
    number: 20,
    title: 'linkedResource.id that names no resource',
    statement:
      'linkedResource.id links a user to an existing resource. What happens to an id that names none is not documented; a refusal is likely. It is compared with the list of resources that was imported into this sandbox; without a list, any id is accepted.',
    fidelity: 'assumed',
    source: 'Help article on auto-provisioning, step 3 (the attribute); the answer is not documented',
    alternatives: {
      refuse: {
        label: 'Refuse with 400',
        meaning:
          'Where a list was imported, an id that it does not name is refused with 400 invalidValue. Without a list, any id is stored.',
      },
      warn: { label: 'Accept and warn', meaning: 'Any id is stored; the log says when the imported list does not name it.' },
      accept: { label: 'Accept silently', meaning: 'Any id is stored as it was sent, and nothing is said.' },
    },
    default: 'refuse',
    switchable: true,
  },
  'invitation-on-update': {
    id: 'invitation-on-update',
    number: 21,
    title: 'sendInvitationMail on an update',
    statement: 'sendInvitationMail sends one mail when the user is created. Set on an update it sends no second mail.',
    fidelity: 'assumed',
    source: 'Help article: the mail goes to "newly provisioned users"',
    alternatives: {
      note: { label: 'No mail, say so', meaning: 'No mail is sent, and the log says why.' },
      off: { label: 'No mail', meaning: 'No mail is sent and nothing is said.' },
    },
    default: 'note',
    switchable: true,
  },
  'duplicate-email': {
    id: 'duplicate-email',
    number: 22,
    title: 'Two users with one e-mail address',
    statement: 'Two users may carry the same e-mail address; only the user name is unique.',
    fidelity: 'assumed',
    source: 'RFC 7643 §4.1.2 declares no uniqueness for emails; nothing is documented',
    alternatives: {
      warn: { label: 'Accept and warn', meaning: 'The user is stored; the log names the other user with this address.' },
      conflict: { label: 'Refuse with 409', meaning: 'The second user with the address is refused with 409 uniqueness.' },
    },
    default: 'warn',
    switchable: true,
  },
  'rate-limit': {
    id: 'rate-limit',
    number: 23,
    title: 'Rate limit',
    statement:
      "No rate limit is documented for provisioning. As a drill, 300 requests a minute can be allowed, the figure of the vendor's REST API.",
    fidelity: 'assumed',
    source: "Documentation of the vendor's REST API",
    alternatives: {
      off: { label: 'Off', meaning: 'Calls are never refused for their number.' },
      on: {
        label: '300 a minute',
        meaning: 'Further calls within the minute are answered 429 with a Retry-After in whole seconds.',
      },
    },
    default: 'off',
    switchable: true,
  },
} as const satisfies { readonly [K in EndpointRuleId]: Rule<K> };

type EndpointRuleId =
  | 'token-rights'
  | 'required-mappings'
  | 'user-name-case'
  | 'user-without-group'
  | 'duplicate-user-name'
  | 'delete-user'
  | 'unlisted-attributes'
  | 'pushed-group-name'
  | 'linked-resource'
  | 'invitation-on-update'
  | 'duplicate-email'
  | 'rate-limit';
