import type { ConsoleContract, RuleView, Service } from '#shared/contract/index.ts';
import { type RuleDescription, describeRule, isRuleId, isRuleValue, ruleDescriptions } from '../rules/catalogue.ts';
import { matchingPreset, presetOverrides } from '../rules/presets.ts';
import type { RuleSettings } from '../rules/settings.ts';
import { ConsoleError } from './console-error.ts';
import type { ConsoleDependencies } from './console.ts';

export function createRuleOperations(dependencies: ConsoleDependencies): Service<ConsoleContract>['rules'] {
  const { sandbox, events } = dependencies;

  const touchedCounts = () => sandbox.store.read((tx) => tx.exchanges.touchedByRule());

  return {
    list: () => {
      const touched = touchedCounts();
      return {
        items: ruleDescriptions.map((rule) => viewRule(rule, sandbox.settings, touched)),
        preset: matchingPreset(sandbox.settings),
      };
    },

    set: ({ id, value }) => {
      const rule = describeRule(id);
      if (rule === undefined || !isRuleId(id)) throw new ConsoleError('not_found', `There is no rule "${id}" to switch.`);
      if (!rule.switchable) {
        throw new ConsoleError('conflict', `The rule "${rule.title}" is documented by the vendor and is not switched.`);
      }
      if (!isRuleValue(id, value)) {
        throw new ConsoleError('invalid_input', `"${value}" is no value of the rule "${rule.title}".`);
      }
      sandbox.setRules({ [id]: value });
      events.publish({ type: 'rules.changed' });
      return viewRule(rule, sandbox.settings, touchedCounts());
    },

    applyPreset: ({ preset }) => {
      const before = sandbox.settings;
      const values = presetOverrides(preset);
      sandbox.setRules(values);
      events.publish({ type: 'rules.changed' });
      const ids = Object.keys(values) as (keyof RuleSettings)[];
      return { changed: ids.filter((id) => before[id] !== sandbox.settings[id]).length };
    },
  };
}

function viewRule(rule: RuleDescription, settings: RuleSettings, touched: ReadonlyMap<string, number>): RuleView {
  return {
    id: rule.id,
    title: rule.title,
    statement: rule.statement,
    fidelity: rule.fidelity,
    source: rule.source,
    alternatives: [...rule.alternatives],
    defaultValue: rule.defaultValue,
    value: isRuleId(rule.id) ? settings[rule.id] : rule.defaultValue,
    switchable: rule.switchable,
    touched: touched.get(rule.id) ?? 0,
  };
}
