import type { Filter } from '#main/scim/filter/ast.ts';
import { parseFilter } from '#main/scim/filter/parse.ts';
import { printFilter } from '#main/scim/filter/print.ts';
import { describe, expect, it } from 'vitest';
import { refusal } from './models.ts';

const compare = (path: string, operator: 'eq' | 'co' | 'gt', value: string | number | boolean | null): Filter => ({
  kind: 'compare',
  path,
  operator,
  value,
});

describe('RFC 7644 §3.4.2.2: filters are read', () => {
  it.each([
    ['userName eq "bjensen"', compare('userName', 'eq', 'bjensen')],
    ['name.familyName co "O\'Malley"', compare('name.familyName', 'co', "O'Malley")],
    [
      'urn:ietf:params:scim:schemas:core:2.0:User:userName eq "J"',
      compare('urn:ietf:params:scim:schemas:core:2.0:User:userName', 'eq', 'J'),
    ],
    ['title pr', { kind: 'present', path: 'title' } satisfies Filter],
    ['meta.lastModified gt "2011-05-13T04:42:34Z"', compare('meta.lastModified', 'gt', '2011-05-13T04:42:34Z')],
    ['members.$ref eq "x"', compare('members.$ref', 'eq', 'x')],
    ['active eq true', compare('active', 'eq', true)],
    ['active eq false', compare('active', 'eq', false)],
    ['nickName eq null', compare('nickName', 'eq', null)],
    ['n eq -12.5e2', compare('n', 'eq', -1250)],
    ['n eq 0', compare('n', 'eq', 0)],
    [String.raw`a eq "q\"b\\s\/ é\n"`, compare('a', 'eq', 'q"b\\s/ é\n')],
    ['userName Eq "x"', compare('userName', 'eq', 'x')],
    ['  userName \t eq   "x"  ', compare('userName', 'eq', 'x')],
  ])('%s', (text, expected) => {
    expect(parseFilter(text)).toEqual(expected);
  });

  it('RFC 7644 §3.4.2.2: "and" binds tighter than "or", in any case of the words', () => {
    expect(parseFilter('a pr OR b pr And c pr')).toEqual({
      kind: 'or',
      operands: [
        { kind: 'present', path: 'a' },
        {
          kind: 'and',
          operands: [
            { kind: 'present', path: 'b' },
            { kind: 'present', path: 'c' },
          ],
        },
      ],
    });
  });

  it('RFC 7644 §3.4.2.2: parentheses group, and "not" negates a group', () => {
    expect(parseFilter('NOT (a pr or b pr) and c pr')).toEqual({
      kind: 'and',
      operands: [
        {
          kind: 'not',
          operand: {
            kind: 'or',
            operands: [
              { kind: 'present', path: 'a' },
              { kind: 'present', path: 'b' },
            ],
          },
        },
        { kind: 'present', path: 'c' },
      ],
    });
  });

  it('an attribute may be called like an operator of the grammar', () => {
    expect(parseFilter('not eq "x" and and pr')).toEqual({
      kind: 'and',
      operands: [compare('not', 'eq', 'x'), { kind: 'present', path: 'and' }],
    });
  });

  it('RFC 7644 §3.4.2.2: a value path keeps its conditions on one element', () => {
    expect(parseFilter('emails[type eq "work" and value co "@x"]')).toEqual({
      kind: 'element',
      path: 'emails',
      filter: { kind: 'and', operands: [compare('type', 'eq', 'work'), compare('value', 'co', '@x')] },
    });
  });

  it('Entra ID: a condition behind a value path is one more condition on the element', () => {
    expect(parseFilter('emails[type eq "work"].value eq "x"')).toEqual(parseFilter('emails[type eq "work" and value eq "x"]'));
  });
});

describe('RFC 7644 §3.12: what is no filter is refused as invalidFilter, with the position', () => {
  it.each([
    ['', 1],
    ['(((', 4],
    ['userName', 9],
    ['userName eq', 12],
    ['userName eq bjensen', 13],
    ['userName eq "x', 13],
    ['userName is "x"', 10],
    ['userName eq "x" title pr', 17],
    ['userName eq "x")', 16],
    ['(userName eq "x"', 17],
    ['emails[type eq "work"', 22],
    ['emails[type[value eq "x"] pr]', 12],
    ['not userName eq "x"', 5],
    ['userName eq 01', 13],
    ["userName eq 'x'", 13],
    ['userName eq "a\u0000b"', 13],
    ['userName eq "\\x"', 13],
    ['and', 4],
    ['[type eq "x"]', 1],
    ['active eq True', 11],
  ])('%j', (text, position) => {
    const error = refusal(() => parseFilter(text));
    expect(error).toMatchObject({ status: 400, scimType: 'invalidFilter' });
    expect(error.message).toContain(`position ${position}`);
  });

  it('a filter of ten thousand conditions is refused, not worked through', () => {
    const text = Array.from({ length: 10_000 }, (_, i) => `a eq ${i % 9}`).join(' or ');
    expect(text.length).toBeGreaterThan(64 * 1024);
    expect(refusal(() => parseFilter(text))).toMatchObject({ status: 400, scimType: 'invalidFilter' });
    expect(refusal(() => parseFilter(Array.from({ length: 2000 }, () => 'a pr').join(' or ')))).toMatchObject({
      status: 400,
      scimType: 'invalidFilter',
    });
  });

  it('nesting is refused beyond its limit, long before the stack ends', () => {
    const nested = (depth: number): string => `${'('.repeat(depth)}a pr${')'.repeat(depth)}`;
    expect(parseFilter(nested(30))).toEqual({ kind: 'present', path: 'a' });
    expect(refusal(() => parseFilter(nested(60))).message).toMatch(/nested deeper/);
    expect(refusal(() => parseFilter('('.repeat(60_000))).scimType).toBe('invalidFilter');
    expect(refusal(() => parseFilter('not ('.repeat(12_000))).scimType).toBe('invalidFilter');
  });
});

describe('printFilter', () => {
  it.each([
    'userName eq "x"',
    'a pr and (b pr or c pr)',
    'a pr or b pr and c pr',
    'a pr and (b pr and c pr)',
    'not (a pr or b pr)',
    'emails[type eq "work" and value eq "x"]',
    'urn:ietf:params:scim:schemas:core:2.0:User:userName sw "\\"\\u0001"',
  ])('writes %s as it was', (text) => {
    expect(printFilter(parseFilter(text))).toBe(text);
  });
});
