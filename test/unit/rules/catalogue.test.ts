import { describe, expect, test } from 'vitest';
import { catalogue, describeRule, isRuleId, isRuleValue, ruleDescriptions } from '#main/rules/catalogue.ts';

describe('catalogue', () => {
  test('lists each of the 23 numbered statements exactly once, in order', () => {
    const numbers = ruleDescriptions.map(({ number }) => number).filter((number) => number !== null);
    expect(numbers).toEqual(Array.from({ length: 23 }, (_, index) => index + 1));
  });

  test('lists the choices between RFC and dialect after the numbered ones', () => {
    const first = ruleDescriptions.findIndex(({ number }) => number === null);
    expect(ruleDescriptions.slice(first).every(({ number }) => number === null)).toBe(true);
    expect(ruleDescriptions.slice(first)).toHaveLength(13);
  });

  test('gives every rule a default that is one of its alternatives, listed first', () => {
    for (const { id, alternatives, defaultValue } of ruleDescriptions) {
      expect(alternatives[0]?.value, id).toBe(defaultValue);
    }
  });

  test('lets documented rules be seen but not switched, and all others switched', () => {
    for (const rule of Object.values(catalogue)) {
      expect(rule.switchable, rule.id).toBe(rule.fidelity !== 'documented');
      expect(Object.keys(rule.alternatives).length, rule.id).toBeGreaterThan(1);
    }
  });

  test('files each rule under its own id', () => {
    for (const [key, rule] of Object.entries(catalogue)) expect(rule.id).toBe(key);
    expect(new Set(ruleDescriptions.map(({ id }) => id)).size).toBe(ruleDescriptions.length);
  });

  test('writes every text as a sentence and never predicts what the vendor will do', () => {
    for (const { id, title, statement, source, alternatives } of ruleDescriptions) {
      expect(statement, id).toMatch(/\.$/);
      for (const { label, meaning } of alternatives) {
        expect(meaning, id).toMatch(/^[A-Z0-9].*\.$/s);
        expect(label, id).not.toMatch(/\.$/);
      }
      expect(`${title} ${statement} ${source} ${alternatives.map(({ meaning }) => meaning).join(' ')}`, id).not.toMatch(
        /Meisterplan will/i,
      );
    }
  });

  test('knows rule ids and values, and nothing inherited from Object', () => {
    expect(isRuleId('unlisted-attributes')).toBe(true);
    expect(isRuleId('base-urls')).toBe(false);
    expect(isRuleId('constructor')).toBe(false);
    expect(isRuleValue('unlisted-attributes', 'literal')).toBe(true);
    expect(isRuleValue('unlisted-attributes', 'toString')).toBe(false);
    expect(describeRule('base-urls')).toMatchObject({ number: 1, switchable: false, defaultValue: 'fixed' });
    expect(describeRule('nothing')).toBeUndefined();
  });
});
