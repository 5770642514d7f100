import type { Generated } from 'kysely';

/** A resource of any type. `doc` is its canonical JSON without `meta` and without relational attributes (group members). */
export interface ResourceTable {
  /** order of creation: what index and cursor paging walk */
  seq: Generated<number>;
  id: string;
  type: string;
  /** folded userName, displayName or other first unique attribute */
  key: string;
  external_id: string | null;
  /** folded displayName */
  display_key: string | null;
  active: number;
  doc: string;
  version: number;
  /** ISO 8601 UTC, so that text order is time order */
  created: string;
  modified: string;
  origin: 'scim' | 'local';
}

/** Folded values of indexed multi-valued paths (`emails.value`) and of further `uniqueness: server` attributes. */
export interface LookupTable {
  type: string;
  path: string;
  value: string;
  seq: number;
}

export interface MemberTable {
  group_seq: number;
  member_seq: number;
}

export interface GroupRightTable {
  group_seq: number;
  right: string;
}

export interface TokenTable {
  id: string;
  name: string;
  /** SHA-256 of the secret */
  hash: Uint8Array;
  prefix: string;
  owner_id: string;
  owner_name: string;
  created: string;
  last_used: string | null;
  revoked: string | null;
}

/** One HTTP exchange on the SCIM listener. JSON columns hold text; bodies are text, or a zstd frame (BLOB) when large. */
export interface ExchangeTable {
  id: number;
  at: string;
  idp: string;
  client: string;
  method: string;
  path: string;
  url: string;
  status: number;
  duration_us: number;
  verdict: string;
  sentence: string;
  resource_type: string | null;
  resource_id: string | null;
  resource_name: string | null;
  finding_count: number;
  remote: string;
  token_id: string | null;
  token_name: string | null;
  request_headers: string;
  request_body: string | Uint8Array | null;
  request_bytes: number;
  response_headers: string;
  response_body: string | Uint8Array | null;
  findings: string | null;
  evidence: string;
  forgiven: string | null;
}

export interface ExchangeRuleTable {
  rule_id: string;
  exchange_id: number;
}

export interface ChangeTable {
  /** number of its exchange or act times `CHANGES_PER_EXCHANGE`, plus its place: so what one changed lies together, without an index */
  id: number;
  /** 0 for an act of the admin in the console */
  exchange_id: number;
  at: string;
  sentence: string;
  resource_type: string;
  resource_id: string;
  resource_name: string;
  kind: 'created' | 'updated' | 'deleted';
  version: number;
  before: string | null;
  after: string | null;
}

export interface RuleSettingTable {
  id: string;
  value: string;
}

/** How a user may log in with the password form. A user without a row never had a password. */
export interface AccountTable {
  user_id: string;
  /** scrypt, with its parameters and salt; null once it was taken away */
  password_hash: string | null;
  password_set: string | null;
  password_set_by: 'admin' | 'invitation' | null;
}

/** A link for setting a password, sent in a mail; it dies once a password is set (rule 14). */
export interface InvitationTable {
  id: string;
  user_id: string;
  mail_id: number;
  /** SHA-256 of the secret in the link */
  hash: Uint8Array;
  created: string;
  used: string | null;
  /** when a password was set another way, or a newer invitation went out */
  died: string | null;
}

/** A mail that would go out. */
export interface MailTable {
  id: Generated<number>;
  at: string;
  kind: 'invitation' | 'test';
  user_id: string | null;
  /** the exchange that caused it; null for one sent from the console */
  exchange_id: number | null;
  recipient: string;
  recipient_name: string | null;
  subject: string;
  language: 'en' | 'de';
  /** the whole message, RFC 5322 */
  raw: Uint8Array;
  relay: 'off' | 'waiting' | 'sent' | 'failed';
  relay_detail: string | null;
}

/** What the admin set for this sandbox beside the rules; `value` is JSON. */
export interface SandboxSettingTable {
  name: string;
  value: string;
}

/** A resource of the rehearsed product, as imported, that `linkedResource.id` may name (rules 11, 20). */
export interface LinkedResourceTable {
  id: string;
  name: string;
}

/** The mapping that the admin gave last: one row at most. The text as it is, or a zstd frame (BLOB) when large. */
export interface MappingFileTable {
  id: number;
  name: string;
  kind: 'file' | 'ticked';
  content: string | Uint8Array;
  bytes: number;
  imported: string;
}

/** A check of the go-live list that may stay open, and why. */
export interface WaiverTable {
  check_id: string;
  reason: string;
  at: string;
  /** what was open then, so that the waiver does not cover what came later; empty: whatever it is */
  subject: string;
}

/** The users of the real system, as imported, to compare the scope with: one row at most. */
export interface UserListTable {
  id: number;
  name: string;
  imported: string;
  count: number;
  /** JSON, as text or a zstd frame */
  users: string | Uint8Array;
}

export interface Tables {
  resource: ResourceTable;
  lookup: LookupTable;
  member: MemberTable;
  group_right: GroupRightTable;
  token: TokenTable;
  exchange: ExchangeTable;
  exchange_rule: ExchangeRuleTable;
  change: ChangeTable;
  rule_setting: RuleSettingTable;
  account: AccountTable;
  invitation: InvitationTable;
  mail: MailTable;
  sandbox_setting: SandboxSettingTable;
  linked_resource: LinkedResourceTable;
  waiver: WaiverTable;
  user_list: UserListTable;
  mapping_file: MappingFileTable;
}
