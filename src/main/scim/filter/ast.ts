/** Operators that compare an attribute with a value (RFC 7644 §3.4.2.2, table 3). */
export const compareOperators = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const;
export type CompareOperator = (typeof compareOperators)[number];

export type FilterLiteral = string | number | boolean | null;

/**
 * A filter as it was written, before any schema was asked. `path` is the attribute's name as the client spelled it:
 * `userName`, `name.familyName`, `urn:…:User:department`. `and` and `or` hold two filters or more; a group in parentheses
 * inside of them stays a filter of its own.
 */
export type Filter =
  | { readonly kind: 'compare'; readonly path: string; readonly op: CompareOperator; readonly value: FilterLiteral }
  | { readonly kind: 'present'; readonly path: string }
  | { readonly kind: 'and'; readonly filters: readonly Filter[] }
  | { readonly kind: 'or'; readonly filters: readonly Filter[] }
  | { readonly kind: 'not'; readonly filter: Filter }
  /** `path[filter]`: one and the same element satisfies the filter, whose paths are relative to the element */
  | { readonly kind: 'element'; readonly path: string; readonly filter: Filter };
