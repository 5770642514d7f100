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
  /** which part of this program sent it; null: it came from outside */
  made_by: string | null;
  /** the rehearsal or replay of this sandbox that sent it */
  run_id: number | null;
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

/** One replay. JSON columns hold text; the secret token of its target is never here. */
export interface RunTable {
  id: Generated<number>;
  created: string;
  finished: string | null;
  title: string;
  target: string;
  pace: 'fast' | 'original' | 'step';
  state: 'ready' | 'running' | 'paused' | 'stopped' | 'broken' | 'finished';
  /** why it is broken, in words */
  problem: string | null;
  deletes: number;
  total: number;
  /** JSON: how many steps came out how */
  counts: string;
}

/** One exchange of a replay: what it was, what was sent, what came back. */
export interface RunStepTable {
  run_id: number;
  seq: number;
  /** null when the exchange came from a file; then `original` holds it (JSON, zstd when large) */
  exchange_id: number | null;
  original: string | Uint8Array | null;
  sentence: string;
  method: string;
  path: string;
  original_status: number;
  original_verdict: string | null;
  outcome: 'waiting' | 'sending' | 'in-doubt' | 'same' | 'differs' | 'cannot';
  /** why it cannot be replayed, or what to know of how it was */
  reason: string | null;
  sent: string | Uint8Array | null;
  status: number | null;
  verdict: string | null;
  told: string | null;
  answer_headers: string | null;
  answer_body: string | Uint8Array | null;
  differences: string | null;
  /** ids, versions and cursors that the answer taught, for going on after a break */
  learned: string | null;
  duration_us: number | null;
}

/** How far the log is indexed: one row. Exchanges up to `indexed_to` are in `log_text` and in their session. */
export interface LogStateTable {
  id: number;
  indexed_to: number;
  /** exchanges up to there */
  indexed_count: number;
}

/** The full text of the log (FTS5, contentless); `rowid` is the exchange's id. */
export interface LogTextTable {
  rowid: number;
  facet: string;
  who: string;
  body: string;
}

/** A burst of requests of one caller: of one identity provider with one token. */
export interface LogSessionTable {
  id: Generated<number>;
  caller: string;
  idp: string;
  client: string;
  token_id: string | null;
  token_name: string | null;
  first_id: number;
  last_id: number;
  first_at: string;
  last_at: string;
  requests: number;
  changed: number;
  refused: number;
  warnings: number;
}

/** What an admin wrote to an exchange. */
export interface ExchangeMarkTable {
  exchange_id: number;
  pinned: number;
  note: string | null;
}

export interface ExchangeTagTable {
  tag: string;
  exchange_id: number;
}

export interface SavedFilterTable {
  id: Generated<number>;
  name: string;
  query: string;
}

/** A log file that was read in; never mixed with what this service has seen itself. */
export interface LogImportTable {
  id: Generated<number>;
  name: string;
  kind: 'own' | 'har' | 'entra';
  at: string;
  entries: number;
  warning: string | null;
}

export interface LogImportEntryTable {
  import_id: number;
  place: number;
  at: string;
  kind: 'exchange' | 'event';
  sentence: string;
  verdict: string;
  status: number | null;
  /** folded name of whom it is about */
  subject: string | null;
  /** id of the resource on our side, as the identity provider knows it */
  target_id: string | null;
  /** its line in our own format; a zstd frame when large */
  entry: string | Uint8Array;
}

/** One rehearsal with the simulated identity provider. JSON columns hold text; the secret token of its target is never here. */
export interface RehearsalTable {
  id: Generated<number>;
  created: string;
  finished: string | null;
  idp: string;
  /** JSON: target, mapping, people, stories */
  plan: string;
  state: 'running' | 'finished' | 'stopped' | 'broken';
  problem: string | null;
  /** JSON: sentences */
  remarks: string;
  /** JSON: how many steps came out how */
  counts: string;
  requests: number;
}

export interface RehearsalStepTable {
  rehearsal_id: number;
  seq: number;
  story: string;
  sentence: string;
  expectation: string;
  outcome: 'ok' | 'unexpected' | 'failed' | 'skipped';
  told: string;
  /** JSON */
  exchanges: string;
  exchange_count: number;
  duration_ms: number;
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

/** One change took another back; both are of the same resource. */
export interface UndoTable {
  undone_id: number;
  change_id: number;
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
  undo: UndoTable;
  rule_setting: RuleSettingTable;
  account: AccountTable;
  invitation: InvitationTable;
  mail: MailTable;
  sandbox_setting: SandboxSettingTable;
  linked_resource: LinkedResourceTable;
  waiver: WaiverTable;
  user_list: UserListTable;
  mapping_file: MappingFileTable;
  run: RunTable;
  run_step: RunStepTable;
  log_state: LogStateTable;
  log_text: LogTextTable;
  log_session: LogSessionTable;
  exchange_mark: ExchangeMarkTable;
  exchange_tag: ExchangeTagTable;
  saved_filter: SavedFilterTable;
  log_import: LogImportTable;
  log_import_entry: LogImportEntryTable;
  rehearsal: RehearsalTable;
  rehearsal_step: RehearsalStepTable;
}
