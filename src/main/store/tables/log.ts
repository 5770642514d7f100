/* The log of the SCIM listener. */

import type { Generated } from 'kysely';

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
