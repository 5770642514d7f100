import type { RuleAlternative } from '#shared/contract/rules.ts';
import { dialectRules } from './dialect-rules.ts';
import { endpointRules } from './endpoint-rules.ts';
import { facts } from './facts.ts';
import type { Rule, RuleDescription } from './rule.ts';
import type { RuleId, RuleSettings } from './settings.ts';

export type { RuleDescription };

/** Every rule that decides something. A rule or value that is missing here does not compile. */
export const catalogue: { readonly [K in RuleId]: Rule<K> } = { ...endpointRules, ...dialectRules };

/** Whether `id` names a rule that decides something (facts do not). */
export function isRuleId(id: string): id is RuleId {
  return Object.hasOwn(catalogue, id);
}

/** Whether `value` is one that the rule can take. */
export function isRuleValue<K extends RuleId>(id: K, value: string): value is RuleSettings[K] {
  return Object.hasOwn(catalogue[id].alternatives, value);
}

/** Rules and facts in one list, numbered ones first: what the Rules screen shows. */
export const ruleDescriptions: readonly RuleDescription[] = [
  ...Object.values(facts).map(({ value, ...statement }): RuleDescription => ({
    ...statement,
    alternatives: [{ value: 'fixed', ...value }],
    defaultValue: 'fixed',
    switchable: false,
  })),
  ...Object.values(catalogue).map((rule): RuleDescription => {
    const { alternatives, default: defaultValue, ...rest } = rule;
    return { ...rest, alternatives: listAlternatives(alternatives, defaultValue), defaultValue };
  }),
].toSorted((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity) || 0);

/** The rule or fact with this id, as the Rules screen shows it. */
export function describeRule(id: string): RuleDescription | undefined {
  return descriptionsById.get(id);
}

const descriptionsById: ReadonlyMap<string, RuleDescription> = new Map(
  ruleDescriptions.map((description) => [description.id, description]),
);

/** The default first; the others in the order of the catalogue. */
function listAlternatives(
  alternatives: Readonly<Record<string, { label: string; meaning: string }>>,
  defaultValue: string,
): RuleAlternative[] {
  const list = Object.entries(alternatives).map(([value, text]) => ({ value, ...text }));
  return [...list.filter(({ value }) => value === defaultValue), ...list.filter(({ value }) => value !== defaultValue)];
}
