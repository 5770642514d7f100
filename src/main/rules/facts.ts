import type { Fact } from './rule.ts';
import type { FactId } from './settings.ts';

const ARTICLE = 'Help article on auto-provisioning';

/** What is known of the rehearsed endpoint, or kept on purpose, and leaves nothing to switch. */
export const facts: { readonly [K in FactId]: Fact<K> } = {
  'base-urls': {
    id: 'base-urls',
    number: 1,
    title: 'Production addresses',
    statement:
      'Production is at https://api.us.meisterplan.com/scim/v2 for systems hosted in the US and at https://api.eu.meisterplan.com/scim/v2 for systems hosted in the EU. That the system is found from the token, not from the address, is inferred.',
    fidelity: 'documented',
    source: `${ARTICLE}, step 2`,
    value: { label: 'Local address', meaning: 'The rehearsal listens on its own address with the same path, /scim/v2.' },
  },
  'api-token': {
    id: 'api-token',
    number: 2,
    title: 'The secret token',
    statement:
      'The secret token is an API token made in a user\'s profile. It carries that user\'s rights, is shown once, has an optional name and is revoked by deleting it. A user may have 25. No expiry is documented. It is "api-" and 32 hexadecimal digits.',
    fidelity: 'documented',
    source: `${ARTICLE}, step 2; help article on API tokens`,
    value: { label: 'As documented', meaning: 'Tokens are made, shown once, limited and revoked in the same way here.' },
  },
  'optional-mappings': {
    id: 'optional-mappings',
    number: 5,
    title: 'Optional mappings',
    statement:
      'active, name.givenName, name.familyName, and passwordNeverExpires, sendInvitationMail and linkedResource.id of urn:ietf:params:scim:schemas:extension:meisterplan:2.0:User may be mapped. A colon stands before the attribute name; the article writes a dot once, which is a slip.',
    fidelity: 'documented',
    source: `${ARTICLE}, step 3`,
    value: { label: 'Stored', meaning: 'These attributes are stored and returned.' },
  },
  'no-other-mapping': {
    id: 'no-other-mapping',
    number: 6,
    title: 'No other mappings',
    statement:
      'Trying to map other fields results in an error. How far that reaches is switched with the rule "Attributes that are not in the mapping list".',
    fidelity: 'documented',
    source: `${ARTICLE}, step 3`,
    value: { label: 'Error', meaning: 'An unlisted field is refused, as far as rule 18 says.' },
  },
  'first-login': {
    id: 'first-login',
    number: 7,
    title: 'How a new user logs in',
    statement:
      'A user who is assigned and has no account is created and may log in through SSO. Without SSO one of three must happen: sendInvitationMail is true, an admin sets a password and shares it, or an admin sends a password invitation.',
    fidelity: 'documented',
    source: `${ARTICLE}, "Creating and Managing Users"`,
    value: { label: 'Created', meaning: 'The user is created; a user who could never log in is reported.' },
  },
  'match-by-user-name': {
    id: 'match-by-user-name',
    number: 8,
    title: 'Existing users are matched by user name',
    statement:
      'A user who is assigned and whose user name is already present, also one made by hand, is updated with the mapped data.',
    fidelity: 'documented',
    source: `${ARTICLE}, "Creating and Managing Users"`,
    value: { label: 'Updated', meaning: 'A search by userName finds local users too, and the update that follows changes them.' },
  },
  'pushed-group-rights': {
    id: 'pushed-group-rights',
    number: 9,
    title: 'A pushed group has no rights',
    statement: 'A group that is not there yet is created with no user rights. The rights of several groups of a user add up.',
    fidelity: 'documented',
    source: `${ARTICLE}, "Creating and Managing Users"; help article on user groups`,
    value: { label: 'No rights', meaning: 'The group is created without rights; give it rights in the product itself.' },
  },
  'removed-user': {
    id: 'removed-user',
    number: 10,
    title: 'A removed user is deleted',
    statement:
      'A user who is removed from the identity provider is deleted. Okta never sends a deletion for users; Entra ID sends one only after the user was deleted for good.',
    fidelity: 'documented',
    source: `${ARTICLE}, "Creating and Managing Users"; documentation of Okta and Entra ID`,
    value: { label: 'Deleted', meaning: 'DELETE acts as the rule "What DELETE does to a user" says.' },
  },
  'no-resources': {
    id: 'no-resources',
    number: 11,
    title: 'Users and groups only',
    statement:
      'Auto-provisioning keeps users and user groups up to date, never resources. linkedResource.id only links a user to a resource that exists.',
    fidelity: 'documented',
    source: `${ARTICLE}, "General"`,
    value: { label: 'No resources', meaning: 'There is no endpoint for resources.' },
  },
  'single-sign-on': {
    id: 'single-sign-on',
    number: 13,
    title: 'Single sign-on',
    statement:
      'With SAML on, only users with the right "Manage Users and User Groups" may still use the password form. The account must exist beforehand, and the SAML NameID must equal the user name.',
    fidelity: 'documented',
    source: 'Help article on single sign-on',
    value: { label: 'As documented', meaning: 'Map userName from the attribute that is also the NameID.' },
  },
  'invitation-mail': {
    id: 'invitation-mail',
    number: 14,
    title: 'The invitation mail',
    statement: 'The invitation mail holds a link for setting a password. The link no longer works once a password is set.',
    fidelity: 'documented',
    source: 'Help article on users',
    value: { label: 'As documented', meaning: 'No real mail is sent from a rehearsal.' },
  },
  'replace-members': {
    id: 'replace-members',
    number: null,
    title: 'Replacing members replaces them all',
    statement:
      "A PATCH replace of members, or a PUT, leaves exactly the members that were sent. Adding instead would break Okta's full push.",
    fidelity: 'rfc',
    source: 'RFC 7644 §3.5.1 and §3.5.2.3',
    value: { label: 'All', meaning: 'Members that are not sent leave the group.' },
  },
  'deactivated-users': {
    id: 'deactivated-users',
    number: null,
    title: 'Deactivated users stay',
    statement:
      'A user with active false stays in lists and searches, keeps its id and its groups. Entra ID activates a user again without sending the memberships again, and expects to find deactivated users.',
    fidelity: 'assumed',
    source: 'Entra ID SCIM guide; Okta SCIM guide',
    value: { label: 'Kept', meaning: 'Only DELETE makes a user disappear.' },
  },
};
