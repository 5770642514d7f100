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
  /** its exchange's id times `CHANGES_PER_EXCHANGE`, plus its place: so an exchange's changes lie together, without an index */
  id: number;
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
}
