import type { AttributeModel } from '../model.ts';

/** One step on the way to a value; the values of a multi-valued step are walked one by one. */
export interface Step {
  /** canonical member name; for an extension its URN */
  readonly name: string;
  readonly multiValued: boolean;
}

/** What a condition is about. */
export interface Target {
  /** canonical SCIM path: `userName`, `emails.value`, `urn:…:User:department`; inside an element relative to it: `value` */
  readonly path: string;
  /** the attribute at the end of the way */
  readonly attribute: AttributeModel;
  /** from the resource, or inside an element from the element; empty = the element itself */
  readonly steps: readonly Step[];
}

/**
 * How a stored value is compared.
 * - `exact`: texts as they are.
 * - `folded`: both sides by `foldCase`; the bound value is folded already.
 * - `number`, `boolean`: JSON values of that type.
 * - `instant`: the stored text is read by `parseInstant`; the bound value is milliseconds since 1970.
 */
export type Comparison = 'exact' | 'folded' | 'number' | 'boolean' | 'instant';

/** `co`, `sw` and `ew` come with `exact` and `folded` only; the order operators not with `boolean`. */
export type BoundOperator = 'eq' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le';

export type BoundValue = string | number | boolean;

/**
 * A filter whose names are resolved and whose types are checked against a resource type: all that a store has to compile
 * to its own language. Its meaning is what `evaluateFilter` computes:
 *
 * - `compare` holds when some value that the steps reach satisfies it. A stored value of another JSON type never does.
 *   Texts are ordered by code point (`compareText`), which is SQLite's BINARY order.
 * - `present` holds when some value is reached that is not null, `""`, `[]` or `{}`.
 * - `element` holds when one and the same value of the multi-valued attribute satisfies the inner filter.
 * - `ne` does not occur: `x ne v` is bound as not(`x eq v`), so it holds where `x` is absent, and for a multi-valued
 *   attribute where no value is equal. `x eq null` is bound as not(present), `x ne null` as present (RFC 7643 §2.5).
 */
export type BoundFilter =
  | {
      readonly kind: 'compare';
      readonly target: Target;
      readonly op: BoundOperator;
      readonly comparison: Comparison;
      readonly value: BoundValue;
    }
  | { readonly kind: 'present'; readonly target: Target }
  | { readonly kind: 'and' | 'or'; readonly filters: readonly BoundFilter[] }
  | { readonly kind: 'not'; readonly filter: BoundFilter }
  | { readonly kind: 'element'; readonly target: Target; readonly filter: BoundFilter }
  | { readonly kind: 'constant'; readonly value: boolean };
