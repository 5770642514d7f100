import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEntraExpression } from '#main/mapping/expression/entra.ts';
import { evaluate } from '#main/mapping/expression/evaluate.ts';
import { ExpressionError, foldsCase } from '#main/mapping/expression/expression.ts';
import { parseOktaExpression } from '#main/mapping/expression/okta.ts';
import { parseOneLoginValue } from '#main/mapping/expression/onelogin.ts';

const people: Readonly<Record<string, string | null>> = {
  mail: 'Anna@Contoso.example',
  givenName: 'Anna',
  surname: 'Arendt',
  IsSoftDeleted: 'False',
  empty: null,
  'user.email': 'anna@contoso.example',
  'user.firstName': 'Anna',
};
const lookup = (name: string) => (Object.hasOwn(people, name) ? people[name] : undefined);

describe('Entra ID: expressions of attribute mappings', () => {
  test.each([
    ['[mail]', 'Anna@Contoso.example'],
    ['"a \\"quoted\\" text"', 'a "quoted" text'],
    ['Switch([IsSoftDeleted], , "False", "True", "True", "False")', 'True'],
    ['Switch([mail], "default", "x", "y")', 'default'],
    ['Join(" ", [givenName], [empty], [surname])', 'Anna Arendt'],
    ['ToLower([mail])', 'anna@contoso.example'],
    ['ToUpper([givenName], )', 'ANNA'],
    ['Replace([mail], "@Contoso.example", , , "@contoso.test", , )', 'Anna@contoso.test'],
    ['Coalesce([empty], [mail])', 'Anna@Contoso.example'],
    ['Append(ToLower([givenName]), "@x")', 'anna@x'],
    ['Not([IsSoftDeleted])', true],
    ['[empty]', null],
  ])('%s', (text, value) => {
    expect(evaluate(parseEntraExpression(text), lookup)).toEqual({ done: true, value });
  });

  test.each([
    ['IIF([mail]="x", "a", "b")', /missing/],
    ['Join(" ", [givenName], [surname]', /"," is missing/],
    ['[mail', /not closed/],
    ['"text', /not closed/],
    ['mail', /"\(" is missing after mail/],
    ['', /expected/],
    ['[mail] [mail]', /follows/],
    [`${'ToLower('.repeat(60)}[mail]${')'.repeat(60)}`, /too deeply/],
  ])('%s is no expression that can be read', (text, message) => {
    expect(() => parseEntraExpression(text)).toThrow(message);
    expect(() => parseEntraExpression(text)).toThrow(ExpressionError);
  });

  test.each([
    ['SingleAppRoleAssignment([appRoleAssignments])', 'The function `SingleAppRoleAssignment` is not evaluated here.'],
    ['NormalizeDiacritics([givenName])', 'The function `NormalizeDiacritics` is not evaluated here.'],
    ['ToLower(Mid([mail], 1, 3))', 'The function `Mid` is not evaluated here.'],
    ['Replace([mail], , "(?<d>@.*)", "d", "", , )', 'The function `Replace` is not evaluated here in this form.'],
    ['constructor([mail])', 'The function `constructor` is not evaluated here.'],
    ['[unknown]', 'The sample person has no attribute `unknown`.'],
  ])('%s is named as not evaluated', (text, why) => {
    expect(evaluate(parseEntraExpression(text), lookup)).toEqual({ done: false, why });
  });

  test('a text that multiplies is given up, not computed', () => {
    const nested = Array.from({ length: 20 }).reduce<string>((inner) => `Replace(${inner}, "a", , , "aaaaaaaaaa", , )`, '"a"');
    expect(evaluate(parseEntraExpression(nested), lookup).done).toBe(false);
  });

  test('whatever the text, it is parsed or refused by name', () => {
    const pieces = fc.constantFrom('[', ']', '(', ')', '"', ',', '\\', 'Switch', 'mail', ' ', '1', '-', '.');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((parts) => parts.join('')),
        ),
        (text) => {
          try {
            evaluate(parseEntraExpression(text), lookup);
          } catch (error) {
            expect(error).toBeInstanceOf(ExpressionError);
          }
        },
      ),
    );
  });
});

describe('what is known without a person', () => {
  test.each([
    ['ToLower([mail])', true],
    ['Coalesce(ToLower([mail]), "none")', true],
    ['[mail]', false],
    ['Coalesce(ToLower([mail]), [userPrincipalName])', false],
    ['ToUpper([mail])', false],
  ])('%s gives lower case: %s', (text, folds) => {
    expect(foldsCase(parseEntraExpression(text))).toBe(folds);
  });
});

describe('Okta and OneLogin', () => {
  test.each([
    ['user.email', 'anna@contoso.example'],
    ['user.firstName + " " + \'x\'', 'Anna x'],
    ['String.toUpperCase(user.firstName)', 'ANNA'],
    ['"work"', 'work'],
    ['true', true],
  ])('Okta %s', (text, value) => {
    expect(evaluate(parseOktaExpression(text), lookup)).toEqual({ done: true, value });
  });

  test('Okta: a condition is not evaluated, and no text makes the parser throw', () => {
    expect(parseOktaExpression("user.email != null ? 'work' : ''").kind).toBe('unread');
    fc.assert(fc.property(fc.string(), (text) => void parseOktaExpression(text)));
  });

  test.each([
    ['{$user.email}', 'anna@contoso.example'],
    ['{$user.firstName} of {$user.email}!', 'Anna of anna@contoso.example!'],
    ['no macro', 'no macro'],
    ['{$broken', '{$broken'],
  ])('OneLogin %s', (text, value) => {
    expect(evaluate(parseOneLoginValue(text), lookup)).toEqual({ done: true, value });
  });
});
