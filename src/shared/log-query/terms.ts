/*
 * What a search of the log can say, once it is read. A query is a list of terms that all hold; a term with several values holds when one
 * of them does. The language is described in docs/log.md.
 */

export const IDPS = ['entra', 'okta', 'onelogin', 'jumpcloud', 'pingone', 'pingfederate', 'google', 'unknown'] as const;
export const VERDICTS = ['ok', 'forgiven', 'warning', 'refused', 'failed', 'cut-off'] as const;
export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'] as const;
export const OPS = ['create', 'update', 'disable', 'enable', 'delete', 'read', 'search', 'bulk', 'discover'] as const;
export const HAS = ['note', 'tag', 'finding', 'change'] as const;

/** Who sent it: somebody else, or which part of this program. */
export const MAKERS = ['outside', 'simulator', 'check-back', 'conformance', 'replay'] as const;

export type Op = (typeof OPS)[number];

/** Bounds that belong to it; `Infinity` where there is none. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

export type Condition =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'idp'; readonly values: readonly string[] }
  | { readonly kind: 'by'; readonly values: readonly (typeof MAKERS)[number][] }
  | { readonly kind: 'method'; readonly values: readonly string[] }
  | { readonly kind: 'verdict'; readonly values: readonly string[] }
  | { readonly kind: 'op'; readonly values: readonly Op[] }
  | { readonly kind: 'status'; readonly ranges: readonly Range[] }
  /** microseconds */
  | { readonly kind: 'duration'; readonly ranges: readonly Range[] }
  | { readonly kind: 'name'; readonly type: 'User' | 'Group'; readonly values: readonly string[] }
  | { readonly kind: 'resource'; readonly values: readonly string[] }
  | { readonly kind: 'path'; readonly values: readonly string[] }
  | { readonly kind: 'token'; readonly values: readonly string[] }
  /** numbers ("R6") or ids of rules, as they were written */
  | { readonly kind: 'rule'; readonly values: readonly string[] }
  | { readonly kind: 'tag'; readonly values: readonly string[] }
  | { readonly kind: 'has'; readonly values: readonly (typeof HAS)[number][] }
  | { readonly kind: 'pinned' }
  | { readonly kind: 'session'; readonly values: readonly number[] }
  | { readonly kind: 'id'; readonly ranges: readonly Range[] }
  /** milliseconds since 1970 */
  | { readonly kind: 'time'; readonly range: Range };

export interface Term {
  readonly condition: Condition;
  readonly negated: boolean;
  /** where it stands in the text */
  readonly from: number;
  readonly to: number;
}

/** A query that cannot be read: what is wrong, and where. */
export interface QueryProblem {
  readonly message: string;
  readonly from: number;
  readonly to: number;
}

export type ParsedQuery =
  | { readonly terms: readonly Term[]; readonly problem: null }
  | { readonly terms: null; readonly problem: QueryProblem };
