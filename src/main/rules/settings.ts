/**
 * Every rule that decides something, with the values it can take. The catalogue (`catalogue.ts`) says what each means.
 * Keys are stable: they are stored per sandbox, named in findings and in profiles.
 */
export interface RuleSettings {
  // The rehearsed endpoint (rules 3, 4, 12, 15-23 of the catalogue)
  /** `both`: the token's owner needs both documented rights; `none`: any live token will do */
  'token-rights': 'both' | 'none';
  /** userName and the work e-mail must be sent */
  'required-mappings': 'enforce' | 'off';
  /** what happens to an attribute that the profile does not list */
  'unlisted-attributes': 'tolerant' | 'literal' | 'lenient';
  'user-name-case': 'lower-case' | 'as-sent';
  /** POST of a user name that exists */
  'duplicate-user-name': 'conflict' | 'update';
  'delete-user': 'delete' | 'deactivate';
  'user-without-group': 'warn' | 'off';
  /** POST of a group whose name a local group bears: take that group over, or 409 */
  'pushed-group-name': 'match' | 'conflict';
  /** linkedResource.id that names no resource of the imported list */
  'linked-resource': 'refuse' | 'warn' | 'accept';
  'invitation-on-update': 'note' | 'off';
  'duplicate-email': 'warn' | 'conflict';
  /** `on`: 300 requests a minute, then 429 */
  'rate-limit': 'off' | 'on';
  // Where IdP dialects and the RFCs disagree
  /** POST of a group name that another provisioned group bears */
  'group-name-unique': 'conflict' | 'allow';
  /** PATCH add/replace whose value filter matches nothing */
  'filtered-target-missing': 'create' | 'no-target';
  /** PATCH remove that carries a value: only those, or the whole attribute */
  'remove-with-value': 'listed-only' | 'whole-attribute';
  /** a readOnly attribute (such as `id`) inside a PATCH value */
  'read-only-in-patch': 'ignore' | 'refuse';
  /** schema URIs in `schemas` that are legacy or belong to no schema of this endpoint */
  'unknown-schema-uris': 'tolerate' | 'refuse';
  /** `"True"` and `"False"` where a boolean belongs, in bodies and in filters */
  'string-booleans': 'accept' | 'refuse';
  /** shapes that are not RFC but clear: op in any case, dotted and URN keys, single object for an array, JSON in a string, bare manager id */
  'loose-shapes': 'accept' | 'refuse';
  /** a group member that names no user or group of this sandbox */
  'unknown-member': 'refuse' | 'ignore';
  'patch-user-answer': '200' | '204';
  'patch-group-answer': '200' | '204';
  /** `any`: bodies sent as something else than application/scim+json or application/json are read as JSON too */
  'media-type': 'json-only' | 'any';
}

export type RuleId = keyof RuleSettings;

/** Facts about the rehearsed endpoint that leave nothing to switch; the Rules screen lists them beside the rules. */
export type FactId =
  | 'base-urls'
  | 'api-token'
  | 'optional-mappings'
  | 'no-other-mapping'
  | 'first-login'
  | 'match-by-user-name'
  | 'pushed-group-rights'
  | 'removed-user'
  | 'no-resources'
  | 'single-sign-on'
  | 'invitation-mail'
  | 'replace-members'
  | 'deactivated-users';

/** Anything that a finding can rest on. */
export type AnyRuleId = RuleId | FactId;
