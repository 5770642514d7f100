import { describe, expect, test } from 'vitest';
import { GROUP, freshName, group } from '../../support/scim-answers.ts';
import { minimalUser } from '../../support/scim-client.ts';
import { withHost } from '../../support/with-host.ts';
import { groupRules } from './rule-scenarios/group-rules.ts';
import { requestRules } from './rule-scenarios/request-rules.ts';
import { type Scenarios, trialOn } from './rule-scenarios/trial.ts';
import { userRules } from './rule-scenarios/user-rules.ts';

const running = withHost([]);
const trial = trialOn(running);
const { seen, team } = trial;

/** One for each rule that the console switches; a rule that is missing here fails the first test. */
const scenarios: Scenarios = { ...userRules(trial), ...groupRules(trial), ...requestRules(trial) };

describe('every rule that the console switches changes what happens over HTTP', () => {
  test('there is a scenario for each rule and each of its values', async () => {
    const { items } = await running.console.rules.list({});
    const switchable = items.filter((rule) => rule.switchable);
    const values = (rule: (typeof items)[number]) => [rule.id, rule.alternatives.map(({ value }) => value).toSorted()];
    const covered = Object.entries(scenarios).map(([id, { expected }]) => [id, Object.keys(expected).toSorted()]);
    expect(Object.fromEntries(covered)).toEqual(Object.fromEntries(switchable.map(values)));
  });

  const cases = Object.entries(scenarios).flatMap(([id, { act, expected }]) =>
    Object.entries(expected).map(([value, outcome]) => ({ id, value, act, outcome })),
  );

  test.each(cases)('$id: $value', async ({ id, value, act, outcome }) => {
    const { items } = await running.console.rules.list({});
    const before = items.find((rule) => rule.id === id)?.value ?? '';
    expect((await running.console.rules.set({ id, value })).value).toBe(value);
    try {
      expect(await act()).toEqual(outcome);
    } finally {
      await running.console.rules.set({ id, value: before });
    }
  });
});

describe('rules and the console', () => {
  test('a documented rule is shown and not switched; neither is a fact', async () => {
    const { items } = await running.console.rules.list({});
    for (const rule of items.filter((one) => !one.switchable)) {
      const value = rule.alternatives.find((one) => one.value !== rule.value)?.value ?? rule.value;
      await expect(running.console.rules.set({ id: rule.id, value }), rule.id).rejects.toThrow(/answered 40[49]/);
    }
  });

  test('an unknown rule or value is refused', async () => {
    await expect(running.console.rules.set({ id: 'be-nice', value: 'on' })).rejects.toThrow('not_found');
    await expect(running.console.rules.set({ id: 'rate-limit', value: 'sometimes' })).rejects.toThrow('invalid_input');
  });

  test('a refusal counts as touched by its rule, and the log is filtered by the rule', async () => {
    const touched = async () =>
      (await running.console.rules.list({})).items.find((rule) => rule.id === 'unlisted-attributes')?.touched ?? 0;
    const before = await touched();
    await running.client.post('/Users', { ...minimalUser(freshName('touched')), shoeSize: 42 });
    expect(await touched()).toBe(before + 1);
    const log = await running.console.exchanges.list({ filter: { ruleId: 'unlisted-attributes' }, limit: 1 });
    expect(log.items[0]?.status).toBe(400);
  });

  test('each preset is in force at once and is recognised', async () => {
    for (const preset of ['literal', 'lenient', 'strict-rfc', 'as-documented'] as const) {
      await running.console.rules.applyPreset({ preset });
      expect((await running.console.rules.list({})).preset).toBe(preset);
      const titled = await running.client.post('/Users', { ...minimalUser(freshName('preset')), displayName: 'X' });
      expect(titled.status, preset).toBe(preset === 'literal' ? 400 : 201);
      const loose = await running.client.post('/Users', { ...minimalUser(freshName('preset')), active: 'True' });
      expect(loose.status, preset).toBe(preset === 'strict-rfc' ? 400 : 201);
    }
  });

  test('strict RFC: group names may repeat, but a local group is not taken and its name is refused', async () => {
    await running.console.rules.applyPreset({ preset: 'strict-rfc' });
    const one = await team();
    expect((await running.client.post('/Groups', { schemas: [GROUP], displayName: one['displayName'] })).status).toBe(201);
    expect(await seen(await running.client.post('/Groups', group('System Administrators')))).toBe(
      '409 uniqueness pushed-group-name',
    );
    await running.console.rules.applyPreset({ preset: 'as-documented' });
  });
});
