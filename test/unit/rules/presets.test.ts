import { describe, expect, test } from 'vitest';
import { RulePreset } from '#shared/contract/rules.ts';
import { catalogue } from '#main/rules/catalogue.ts';
import { defaultSettings, matchingPreset, presetOverrides, presets, resolveSettings } from '#main/rules/presets.ts';

describe('settings', () => {
  test('are the defaults of the catalogue when nobody says otherwise', () => {
    expect(resolveSettings({}, {})).toEqual(defaultSettings);
    for (const rule of Object.values(catalogue)) expect(defaultSettings[rule.id]).toBe(rule.default);
  });

  test('take the profile before the default and the admin before the profile', () => {
    const settings = resolveSettings(
      { 'unlisted-attributes': 'lenient', 'delete-user': 'deactivate' },
      { 'unlisted-attributes': 'literal' },
    );
    expect(settings['unlisted-attributes']).toBe('literal');
    expect(settings['delete-user']).toBe('deactivate');
  });

  test('leave documented rules to the profile', () => {
    expect(resolveSettings({}, { 'token-rights': 'none' })['token-rights']).toBe('both');
    expect(resolveSettings({ 'user-name-case': 'as-sent' }, {})['user-name-case']).toBe('as-sent');
  });

  test('pass over rules and values of another version', () => {
    expect(resolveSettings({ 'no-such-rule': 'x' }, { 'delete-user': 'no-such-value' })).toEqual(defaultSettings);
  });
});

describe('presets', () => {
  test.each(RulePreset.options)('%s is recognised when its overrides are stored', (preset) => {
    const settings = resolveSettings({}, presetOverrides(preset));
    expect(settings).toEqual(presets[preset]);
    expect(matchingPreset(settings)).toBe(preset);
  });

  test('are recognised under a profile that decides documented rules differently', () => {
    expect(matchingPreset(resolveSettings({ 'user-name-case': 'as-sent' }, presetOverrides('strict-rfc')))).toBe('strict-rfc');
  });

  test('do not match once one rule differs', () => {
    expect(matchingPreset({ ...presets['strict-rfc'], 'delete-user': 'deactivate' })).toBeNull();
  });

  test('never switch a documented rule', () => {
    for (const preset of RulePreset.options) {
      for (const rule of Object.values(catalogue).filter(({ fidelity }) => fidelity === 'documented')) {
        expect(presets[preset][rule.id]).toBe(rule.default);
        expect(presetOverrides(preset)).not.toHaveProperty(rule.id);
      }
    }
  });
});
