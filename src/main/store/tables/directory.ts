/* What is provisioned, and its history. */

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

/** A resource of the rehearsed product, as imported, that `linkedResource.id` may name (rules 11, 20). */
export interface LinkedResourceTable {
  id: string;
  name: string;
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

/** One change took another back; both are of the same resource. */
export interface UndoTable {
  undone_id: number;
  change_id: number;
}
