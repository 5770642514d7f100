import type { Fidelity } from '#shared/contract/findings.ts';
import type { RuleAlternative } from '#shared/contract/rules.ts';
import type { AnyRuleId, FactId, RuleId, RuleSettings } from './settings.ts';

interface Statement<Id extends AnyRuleId> {
  readonly id: Id;
  /** number in the list of what is known of the rehearsed endpoint; null for a choice between RFC and IdP dialect */
  readonly number: number | null;
  readonly title: string;
  readonly statement: string;
  readonly fidelity: Fidelity;
  /** the help article, the RFC section, or the observation it rests on */
  readonly source: string;
}

/** A rule that decides something. `alternatives` has exactly the values of the setting, so a missing one does not compile. */
export interface Rule<K extends RuleId> extends Statement<K> {
  readonly alternatives: { readonly [V in RuleSettings[K]]: { readonly label: string; readonly meaning: string } };
  readonly default: RuleSettings[K];
  /** documented behaviour is shown, not switched */
  readonly switchable: boolean;
}

/** Something known that leaves nothing to switch. */
export interface Fact<Id extends FactId> extends Statement<Id> {
  readonly value: { readonly label: string; readonly meaning: string };
}

/** A rule or a fact in one form, for the Rules screen. */
export interface RuleDescription extends Statement<AnyRuleId> {
  readonly alternatives: readonly RuleAlternative[];
  readonly defaultValue: string;
  readonly switchable: boolean;
}
