import type { MappingText } from './mapping-text.ts';

/** Of values that were really sent. */
export const seenTexts = {
  'seen-incomplete': {
    severity: 'refused',
    ruleId: 'required-mappings',
    what: '{detail} came without a value for `{attribute}`, which is required.',
    why: 'Whoever is sent without it is refused.',
    fix: 'Look these people up in the identity provider: the attribute that is mapped to it is empty. Fill it, or take them out of the assignment.',
    place: 'people',
  },
  'seen-name-id': {
    severity: 'warning',
    ruleId: 'single-sign-on',
    what: '`userName` and the mail address differ for {detail}, such as {source}.',
    why: 'The user name must equal the NameID of the SAML log-in. If the NameID is the mail address, these users are provisioned and cannot log in. Traffic does not show what the NameID is.',
    fix: 'Compare the NameID (Single sign-on > Attributes & Claims > Unique User Identifier in Entra ID) with what is mapped to userName, and take the same attribute for both.',
    place: 'user-mapping',
  },
  'seen-capitals': {
    severity: 'warning',
    ruleId: 'user-name-case',
    what: '`userName` came with capital letters for {detail}, such as {source}.',
    why: 'User names are saved in lower case. An identity provider that compares exactly sees a difference and corrects it again and again.',
    fix: 'Turn it to lower case in the mapping: ToLower([userPrincipalName]) in Entra ID, String.toLowerCase(user.login) in Okta.',
    place: 'user-mapping',
  },
  'seen-text-for-flag': {
    severity: 'forgiven',
    ruleId: 'string-booleans',
    what: '`{attribute}` came as text {detail} where true or false belongs.',
    why: 'Entra ID does so unless the tenant URL ends in ?aadOptscim062020. The RFC does not allow it (RFC 7643 §2.3.2).',
    fix: 'Nothing is to be done while the rule "Booleans sent as text" accepts it.',
    place: null,
  },
} as const satisfies Readonly<Record<string, MappingText>>;
