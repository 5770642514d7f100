import type { Mapping, MappingSet } from '#shared/contract/mappings.ts';
import type { SimulatedIdp } from '#shared/contract/rehearsals.ts';
import { URN } from '#shared/scim/urns.ts';
import { PROVIDERS } from '../idps.ts';

const EMAIL = 'emails[type eq "work"].value';
const ENTERPRISE = URN.enterpriseUser;

type Pair = readonly [target: string, source: string];

const MEISTERPLAN: Readonly<Record<'entra' | 'okta' | 'onelogin', readonly Pair[]>> = {
  entra: [
    ['userName', 'ToLower([userPrincipalName])'],
    ['active', 'Switch([IsSoftDeleted], , "False", "True", "True", "False")'],
    [EMAIL, '[mail]'],
    ['name.givenName', '[givenName]'],
    ['name.familyName', '[surname]'],
  ],
  okta: [
    ['userName', 'String.toLowerCase(user.login)'],
    ['name.givenName', 'user.firstName'],
    ['name.familyName', 'user.lastName'],
    [EMAIL, 'user.email'],
  ],
  onelogin: [
    ['userName', '{$parameters.scimusername}'],
    ['name.givenName', '{$user.firstname}'],
    ['name.familyName', '{$user.lastname}'],
    [EMAIL, '{$user.email}'],
  ],
};

/** What Entra ID maps in a new app that is not from its gallery (its tutorial on customising attribute mappings). */
const ENTRA_DEFAULT: readonly Pair[] = [
  ['userName', '[userPrincipalName]'],
  ['active', 'Switch([IsSoftDeleted], , "False", "True", "True", "False")'],
  ['displayName', '[displayName]'],
  ['title', '[jobTitle]'],
  [EMAIL, '[mail]'],
  ['preferredLanguage', '[preferredLanguage]'],
  ['name.givenName', '[givenName]'],
  ['name.familyName', '[surname]'],
  ['name.formatted', 'Join(" ", [givenName], [surname])'],
  ['externalId', '[mailNickname]'],
  [`${ENTERPRISE}:employeeNumber`, '[employeeId]'],
  [`${ENTERPRISE}:department`, '[department]'],
  [`${ENTERPRISE}:manager`, '[manager]'],
];

const OKTA_DEFAULT: readonly Pair[] = [
  ['userName', 'user.login'],
  ['name.givenName', 'user.firstName'],
  ['name.familyName', 'user.lastName'],
  [EMAIL, 'user.email'],
  ['title', 'user.title'],
  ['displayName', 'user.displayName'],
  [`${ENTERPRISE}:department`, 'user.department'],
];

/** Providers without a published list send what their user record holds. */
const OTHER_DEFAULT: readonly Pair[] = [
  ['userName', '[userPrincipalName]'],
  ['name.givenName', '[givenName]'],
  ['name.familyName', '[surname]'],
  ['displayName', '[displayName]'],
  [EMAIL, '[mail]'],
  ['title', '[jobTitle]'],
];

/** The mappings that the article on auto-provisioning lists, or those that the identity provider has when nobody changes them. */
export function presetMappings(idp: SimulatedIdp, kind: 'meisterplan' | 'default'): MappingSet {
  const { language, name } = PROVIDERS[idp];
  const pairs = kind === 'meisterplan' ? MEISTERPLAN[language] : defaultPairs(idp);
  const mappings = pairs.map(([target, source], index) => mapping(index, target, source));
  if (language === 'onelogin') mappings.unshift(schemaList(kind));
  if (kind === 'default' && idp === 'onelogin') {
    for (const one of mappings) if (one.target === EMAIL) one.single = true;
  }
  return {
    source: language,
    idp: language,
    title: kind === 'meisterplan' ? 'the mappings of the article' : `the default mappings of ${name}`,
    objects: [{ resourceType: 'User', name: 'Users', enabled: true, actions: null, mappings }],
    remarks: [],
  };
}

function defaultPairs(idp: SimulatedIdp): readonly Pair[] {
  switch (PROVIDERS[idp].idp) {
    case 'entra':
      return ENTRA_DEFAULT;
    case 'okta':
      return OKTA_DEFAULT;
    case 'onelogin':
      return MEISTERPLAN.onelogin;
    default:
      return OTHER_DEFAULT;
  }
}

function mapping(index: number, target: string, source: string): Mapping {
  return {
    id: `User.${index}`,
    resourceType: 'User',
    kind: /^\[\w+\]$/.test(source) ? 'attribute' : 'expression',
    source,
    target,
    matching: target === 'userName' ? 1 : null,
    defaultValue: null,
    flow: null,
  };
}

/** A published template that works names the schema of SCIM 1.0 to a service of SCIM 2.0. */
function schemaList(kind: 'meisterplan' | 'default'): Mapping {
  const urn = kind === 'default' ? 'urn:scim:schemas:core:1.0' : URN.user;
  return { ...mapping(100, 'schemas', JSON.stringify([urn])), kind: 'constant' };
}
