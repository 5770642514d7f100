import type { AnyRuleId } from '../rules/settings.ts';
import type { Place } from './places.ts';

/** How one kind of refusal is told. */
export interface ErrorText {
  /** for the sentence: "Refused: no token". Null: what the answer itself says. `{attribute}` and `{name}` are filled in. */
  readonly reason: string | null;
  readonly why: string;
  readonly fix: string;
  readonly place: Place | null;
  /** the rule it rests on where the error names none; null for plain RFC */
  readonly ruleId: AnyRuleId | null;
}
