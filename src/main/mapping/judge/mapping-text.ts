import type { Fidelity } from '#shared/contract/findings.ts';
import type { MappingFinding } from '#shared/contract/mappings.ts';
import type { Place } from '../../explain/places.ts';
import type { AnyRuleId } from '../../rules/settings.ts';

/** How one kind of thing about a mapping is told. `{attribute}`, `{source}` and `{detail}` are filled in. */
export interface MappingText {
  readonly severity: MappingFinding['severity'];
  /** null: it rests on no rule of the catalogue */
  readonly ruleId: AnyRuleId | null;
  /** how sure it is where there is no rule; plain RFC unless it says otherwise */
  readonly fidelity?: Fidelity;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  readonly place: Place | null;
}
