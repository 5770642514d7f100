import type { RuleId } from '../rules/settings.ts';

/** One thing that is not RFC shape and was accepted all the same. */
export interface Forgiven {
  /** stable kebab-case kind: `string-boolean`, `member-removal-by-value-array`, `single-object-for-array` … */
  readonly code: string;
  readonly ruleId: RuleId | null;
  readonly attribute: string | null;
  /** "string boolean \"False\" accepted for `active`" */
  readonly what: string;
}
