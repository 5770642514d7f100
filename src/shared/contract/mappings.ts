import { z } from 'zod';
import { Idp } from './exchanges.ts';
import { Finding, Severity } from './findings.ts';

/** Where a set of mappings was read: an export of Entra ID, a template of OneLogin, mappings or ticks of Okta, or real traffic. */
const MappingSource = z.enum(['entra', 'onelogin', 'okta', 'observed']);
export type MappingSource = z.infer<typeof MappingSource>;

/** `none`: nothing flows but the default value. `observed`: seen in traffic, so where it comes from is not known. */
export const MappingKind = z.enum(['attribute', 'constant', 'expression', 'none', 'observed']);
export type MappingKind = z.infer<typeof MappingKind>;

/** One line of a mapping: which source goes to which SCIM attribute. */
export const Mapping = z.object({
  /** unique within its set and stable for one file: `User.3` */
  id: z.string(),
  /** `User` or `Group` */
  resourceType: z.string(),
  kind: MappingKind,
  /** as the identity provider writes it: `[userPrincipalName]`, `Switch([IsSoftDeleted], …)`, `{$user.email}`, `user.email`, a constant */
  source: z.string(),
  /** as the identity provider names it: `emails[type eq "work"].value`, `title`; for Okta the SCIM attribute that its property stands for */
  target: z.string(),
  /** precedence among the attributes that users are matched by, 1 the first; null: not matched by */
  matching: z.number().int().nullable(),
  defaultValue: z.string().nullable(),
  /** when it flows, where that is not always: `only when the user is created` */
  flow: z.string().nullable(),
  /** the type that the identity provider's own attribute list gives the target: `Boolean`, `String` */
  declaredType: z.string().optional(),
  /** one object was written where a list of them belongs, as OneLogin's sample does with `emails` */
  single: z.boolean().optional(),
});
export type Mapping = z.infer<typeof Mapping>;

/** The mappings of one kind of object, users or groups, with what is switched for all of them. */
export const ObjectMapping = z.object({
  resourceType: z.string(),
  /** `Provision Microsoft Entra ID Users` */
  name: z.string(),
  enabled: z.boolean(),
  /** which actions reach the target; null where the source does not say */
  actions: z.array(z.enum(['create', 'update', 'delete'])).nullable(),
  mappings: z.array(Mapping),
});
export type ObjectMapping = z.infer<typeof ObjectMapping>;

/** Everything that was read from one source. */
export const MappingSet = z.object({
  source: MappingSource,
  /** whose mappings these are; for `observed` the one who sent the traffic */
  idp: Idp,
  /** "Entra ID provisioning schema, 21 user mappings and 3 group mappings" */
  title: z.string(),
  objects: z.array(ObjectMapping),
  /** what was left out while reading, in sentences */
  remarks: z.array(z.string()),
});
export type MappingSet = z.infer<typeof MappingSet>;

/**
 * What is said of one mapping, or of an attribute that has none.
 * `refused`: every user who is sent with it would be refused. `tolerated`: the identity provider cannot leave it out, and it is passed over.
 * `suspicious`: accepted, and probably not what is meant.
 */
export const MappingVerdict = z.enum([
  'required',
  'required-missing',
  'optional',
  'optional-missing',
  'refused',
  'tolerated',
  'suspicious',
]);
export type MappingVerdict = z.infer<typeof MappingVerdict>;

/** A finding about a mapping. `hint`: nothing is wrong, and something is to be known. */
export const MappingFinding = Finding.extend({ severity: z.enum([...Severity.options, 'hint']) });
export type MappingFinding = z.infer<typeof MappingFinding>;

export const MappingRow = z.object({
  /** `User.3`, or `User:emails[type eq "work"].value` where nothing is mapped */
  id: z.string(),
  resourceType: z.string(),
  /** the attribute as the endpoint names it; for one that it does not know, the target as it was written */
  attribute: z.string(),
  /** what the attribute is to the endpoint; `unlisted` is none that it names */
  role: z.enum(['required', 'optional', 'unlisted']),
  verdict: MappingVerdict,
  /** null: nothing is mapped to the attribute */
  mapping: Mapping.nullable(),
  /** the gravest first */
  findings: z.array(MappingFinding),
});
export type MappingRow = z.infer<typeof MappingRow>;

/** `refused`: something would be refused or a required mapping is missing. `warnings`: it works, and something looks wrong. */
export const MappingOutcome = z.enum(['ready', 'warnings', 'refused']);
export type MappingOutcome = z.infer<typeof MappingOutcome>;

export const MappingReport = z.object({
  outcome: MappingOutcome,
  /** "2 mappings would be refused and 1 required mapping is missing." */
  sentence: z.string(),
  set: MappingSet,
  /** users first, then groups; within each the gravest first */
  rows: z.array(MappingRow),
  /** about the whole, not about one mapping: users are not provisioned at all, nothing matches by userName */
  findings: z.array(MappingFinding),
});
export type MappingReport = z.infer<typeof MappingReport>;

/** One change that puts a mapping right. */
export const MappingChange = z.object({
  kind: z.enum(['removed', 'changed', 'added']),
  resourceType: z.string(),
  /** target after the change, or of what was removed */
  attribute: z.string(),
  /** "Delete the mapping of `title`." */
  sentence: z.string(),
  /** `[jobTitle] → title`; null for what was added */
  before: z.string().nullable(),
  /** null for what was removed */
  after: z.string().nullable(),
  clickPath: z.array(z.string()).nullable(),
});
export type MappingChange = z.infer<typeof MappingChange>;

/** The same mappings put right. Nothing else of the file is changed; no changes: the file is right as it is. */
export const MappingCorrection = z.object({
  changes: z.array(MappingChange),
  /** null where the source is no file that could be given back: Okta and traffic */
  file: z.object({ name: z.string(), mediaType: z.string(), text: z.string() }).nullable(),
  /** what to do with it, and what no program can decide */
  remarks: z.array(z.string()),
});
export type MappingCorrection = z.infer<typeof MappingCorrection>;

/** The attributes that an identity provider does not know by itself, for its attribute list. */
export const ExtensionAttributes = z.object({
  items: z.array(
    z.object({
      /** with the URN: `urn:…:meisterplan:2.0:User:sendInvitationMail` */
      name: z.string(),
      /** in Entra ID's words: `Boolean`, `String` … */
      type: z.string(),
      description: z.string(),
    }),
  ),
  /** to copy: a line for each, name and type separated by a tab */
  text: z.string(),
  clickPath: z.array(z.string()).nullable(),
});
export type ExtensionAttributes = z.infer<typeof ExtensionAttributes>;

/** A person as an identity provider knows one, in no provider's words; each dialect finds its own names in it. */
export const SamplePerson = z.object({
  /** user principal name, Okta login, OneLogin user name */
  userName: z.string().max(500),
  email: z.string().max(500),
  givenName: z.string().max(500),
  familyName: z.string().max(500),
  displayName: z.string().max(500).default(''),
  /** false: a leaver, soft-deleted or unassigned */
  active: z.boolean().default(true),
  /** any other source attribute by the name that the identity provider gives it: `jobTitle`, `extensionAttribute1` */
  others: z.record(z.string().max(200), z.string().max(2000)).default({}),
});
export type SamplePerson = z.infer<typeof SamplePerson>;

/** How one mapping came out for the person. */
export const PreviewValue = z.object({
  mappingId: z.string(),
  target: z.string(),
  /** what is sent; null: nothing, because the source is empty or was not evaluated */
  value: z.union([z.string(), z.boolean(), z.number()]).nullable(),
  /** "The function `SingleAppRoleAssignment` is not evaluated here."; null when it was */
  notEvaluated: z.string().nullable(),
});
export type PreviewValue = z.infer<typeof PreviewValue>;

export const PreviewRequest = z.object({
  method: z.string(),
  /** below the base URL */
  path: z.string(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  /** pretty-printed JSON; null: none */
  body: z.string().nullable(),
});
export type PreviewRequest = z.infer<typeof PreviewRequest>;

/** What provisioning one new person would do. */
export const MappingPreview = z.object({
  /** "Entra ID would create anna@contoso.example." or "… would be refused: …" */
  sentence: z.string(),
  /** "Entra ID, default dialect" */
  client: z.string(),
  values: z.array(PreviewValue),
  /** in the order in which they are sent: the search, then the create */
  requests: z.array(PreviewRequest),
  /** the user as it would be stored, without `id` and `meta`; null when the create would be refused */
  user: z.record(z.string(), z.unknown()).nullable(),
  /** the gravest first; holds the refusal, if there is one */
  findings: z.array(Finding),
});
export type MappingPreview = z.infer<typeof MappingPreview>;
