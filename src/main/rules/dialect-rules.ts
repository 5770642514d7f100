import type { Rule } from './rule.ts';

/** Where the dialects of identity providers and the RFCs disagree, or where the RFCs leave a choice. */
export const dialectRules = {
  'filtered-target-missing': {
    id: 'filtered-target-missing',
    number: null,
    title: 'PATCH to a value that does not exist yet',
    statement:
      'Entra ID sets the e-mail address of a user with the path emails[type eq "work"].value even when there is none yet. RFC 7644 calls that noTarget for replace; the entry is created all the same.',
    fidelity: 'assumed',
    source: 'RFC 7644 §3.5.2.3, erratum 8097 (held); Entra ID documentation on SCIM compatibility',
    alternatives: {
      create: { label: 'Create the entry', meaning: 'An entry is built from the filter, such as {"type": "work", "value": …}.' },
      'no-target': { label: 'Refuse with noTarget', meaning: 'The PATCH is refused with 400 noTarget.' },
    },
    default: 'create',
    switchable: true,
  },
  'remove-with-value': {
    id: 'remove-with-value',
    number: null,
    title: 'PATCH remove that lists values',
    statement:
      'Entra ID and JumpCloud remove members with a list of values in the operation. RFC 7644 knows no value on a remove; only the listed members leave.',
    fidelity: 'assumed',
    source: 'RFC 7644 §3.5.2.2 is silent; Entra ID documentation on SCIM compatibility',
    alternatives: {
      'listed-only': {
        label: 'Remove only those',
        meaning: 'Only the listed values are removed. A remove without a value empties the attribute.',
      },
      'whole-attribute': {
        label: 'Remove all',
        meaning: 'The value is not looked at and the whole attribute is removed: a group would lose all its members.',
      },
    },
    default: 'listed-only',
    switchable: true,
  },
  'group-name-unique': {
    id: 'group-name-unique',
    number: null,
    title: 'Two provisioned groups with one name',
    statement: 'RFC 7643 does not make group names unique. Entra ID tests for a 409, and Okta finds groups by their name.',
    fidelity: 'assumed',
    source: 'RFC 7643 §4.2; Entra ID SCIM Validator; Okta SCIM guide',
    alternatives: {
      conflict: { label: 'Refuse with 409', meaning: 'A second group of the same name is refused with 409 uniqueness.' },
      allow: { label: 'Allow', meaning: 'Several groups may bear one name.' },
    },
    default: 'conflict',
    switchable: true,
  },
  'read-only-in-patch': {
    id: 'read-only-in-patch',
    number: null,
    title: 'Read-only attributes in a PATCH',
    statement:
      "Okta renames a group with a PATCH that carries the group's id. RFC 7644 refuses a PATCH of a read-only attribute; here it is passed over.",
    fidelity: 'assumed',
    source: 'RFC 7644 §3.5.2; Okta SCIM guide, updating a group name',
    alternatives: {
      ignore: {
        label: 'Pass over',
        meaning:
          'Read-only attributes in a PATCH change nothing; the rest is done. An id that is not the own one is refused all the same.',
      },
      refuse: { label: 'Refuse', meaning: 'A PATCH that names a read-only attribute is refused with 400 mutability.' },
    },
    default: 'ignore',
    switchable: true,
  },
  'unknown-schema-uris': {
    id: 'unknown-schema-uris',
    number: null,
    title: 'Schema URIs that are not of this endpoint',
    statement:
      "OneLogin's sample template lists SCIM 1.1 schema URIs, Entra ID adds one of its own to groups. RFC 7644 would refuse them; they are passed over, and the schema is taken from the address.",
    fidelity: 'assumed',
    source: 'RFC 7643 §3; OneLogin and Entra ID samples',
    alternatives: {
      tolerate: { label: 'Pass over', meaning: 'Unknown and legacy URIs in schemas are ignored and noted.' },
      refuse: {
        label: 'Refuse',
        meaning: 'A body whose schemas name an unknown URI, or lack the needed one, is refused with 400 invalidValue.',
      },
    },
    default: 'tolerate',
    switchable: true,
  },
  'string-booleans': {
    id: 'string-booleans',
    number: null,
    title: 'Booleans sent as text',
    statement:
      'Entra ID sends "True" and "False" as text in its default dialect, and compares roles[primary eq "True"] in paths. RFC 7643 wants true and false.',
    fidelity: 'assumed',
    source: 'RFC 7643 §2.3.2; Entra ID documentation on SCIM compatibility',
    alternatives: {
      accept: { label: 'Accept', meaning: 'The texts "True" and "False", in any case, are read as booleans and noted.' },
      refuse: {
        label: 'Refuse',
        meaning: 'Text where a boolean belongs is refused with 400 invalidValue (invalidFilter in a filter).',
      },
    },
    default: 'accept',
    switchable: true,
  },
  'loose-shapes': {
    id: 'loose-shapes',
    number: null,
    title: 'Shapes that are clear but not RFC',
    statement:
      'Operations in capital letters, dotted and URN keys in a PATCH value, one object where a list belongs, a bare id as manager, JSON inside a string: identity providers send them, and what they mean is clear.',
    fidelity: 'assumed',
    source: 'RFC 7644 §3.5.2; documentation and captures of Entra ID, Okta, OneLogin, JumpCloud',
    alternatives: {
      accept: { label: 'Accept', meaning: "The shape is turned into the RFC's and noted." },
      refuse: { label: 'Refuse', meaning: 'The request is refused with 400 invalidSyntax, invalidPath or invalidValue.' },
    },
    default: 'accept',
    switchable: true,
  },
  'unknown-member': {
    id: 'unknown-member',
    number: null,
    title: 'Group members that do not exist',
    statement: 'A member whose value is no id of a user or group here cannot join a group.',
    fidelity: 'assumed',
    source: 'RFC 7643 §4.2 and §2.4: members.value is the id of a SCIM resource; the answer is not specified',
    alternatives: {
      refuse: { label: 'Refuse', meaning: 'The request is refused with 400 invalidValue, and the id is named.' },
      ignore: { label: 'Pass over', meaning: 'Unknown members are left out and reported; the others join.' },
    },
    default: 'refuse',
    switchable: true,
  },
  'patch-user-answer': {
    id: 'patch-user-answer',
    number: null,
    title: 'Answer to a PATCH of a user',
    statement: 'RFC 7644 allows 200 with the user or 204 without a body.',
    fidelity: 'rfc',
    source: 'RFC 7644 §3.5.2',
    alternatives: {
      '200': { label: '200 with the user', meaning: 'The changed user is returned.' },
      '204': { label: '204', meaning: 'No body; 200 still, when attributes are asked for.' },
    },
    default: '200',
    switchable: true,
  },
  'patch-group-answer': {
    id: 'patch-group-answer',
    number: null,
    title: 'Answer to a PATCH of a group',
    statement: 'RFC 7644 allows 200 with the group or 204 without a body. Entra ID advises 204, since a group can be large.',
    fidelity: 'rfc',
    source: 'RFC 7644 §3.5.2; Entra ID SCIM guide',
    alternatives: {
      '200': { label: '200 with the group', meaning: 'The changed group is returned.' },
      '204': { label: '204', meaning: 'No body; 200 still, when attributes are asked for.' },
    },
    default: '204',
    switchable: true,
  },
  'media-type': {
    id: 'media-type',
    number: null,
    title: 'Media type of request bodies',
    statement: 'Bodies are application/scim+json; application/json is accepted too, which OneLogin and Google send.',
    fidelity: 'rfc',
    source: 'RFC 7644 §3.1 and §8.1',
    alternatives: {
      'json-only': { label: 'JSON only', meaning: 'A body of any other media type is refused with 415.' },
      any: { label: 'Any', meaning: 'A body is read as JSON whatever its media type says.' },
    },
    default: 'json-only',
    switchable: true,
  },
} as const satisfies { readonly [K in DialectRuleId]: Rule<K> };

type DialectRuleId =
  | 'filtered-target-missing'
  | 'remove-with-value'
  | 'group-name-unique'
  | 'read-only-in-patch'
  | 'unknown-schema-uris'
  | 'string-booleans'
  | 'loose-shapes'
  | 'unknown-member'
  | 'patch-user-answer'
  | 'patch-group-answer'
  | 'media-type';
