import { catalogue, isRuleId, isRuleValue } from '../rules/catalogue.ts';
import type { RuleId, RuleSettings } from '../rules/settings.ts';

/**
 * Reads the `rules` of a profile file.
 * @returns the settings, and a problem for each id or value that the catalogue does not know
 */
export function readRules(given: Readonly<Record<string, string>>): { rules: Partial<RuleSettings>; problems: string[] } {
  const rules: Partial<RuleSettings> = {};
  const problems: string[] = [];
  for (const [id, value] of Object.entries(given)) {
    if (!isRuleId(id)) problems.push(`rules.${id}: there is no such rule`);
    else if (!isRuleValue(id, value)) problems.push(`rules.${id}: must be one of ${valuesOf(id)}`);
    else set(rules, id, value);
  }
  return { rules, problems };
}

function set<K extends RuleId>(rules: Partial<RuleSettings>, id: K, value: RuleSettings[K]): void {
  rules[id] = value;
}

function valuesOf(id: RuleId): string {
  return Object.keys(catalogue[id].alternatives)
    .map((value) => JSON.stringify(value))
    .join(', ');
}
