import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseQuery } from '#shared/log-query/parse.ts';
import { suggest } from '#shared/log-query/suggest.ts';
import type { Condition } from '#shared/log-query/terms.ts';
import { quoteValue } from '#shared/log-query/tokens.ts';

const NOW = Date.parse('2026-03-02T14:10:00Z');

function conditions(query: string): Condition[] {
  const { terms, problem } = parseQuery(query, NOW);
  if (terms === null) throw new Error(problem.message);
  return terms.map(({ condition }) => condition);
}

describe('the search language of the log', () => {
  test('reads the terms of the documentation', () => {
    expect(conditions('idp:entra status:>=400 user:anna op:create rule:R6 since:1h has:note is:pinned "free text"')).toEqual([
      { kind: 'idp', values: ['entra'] },
      { kind: 'status', ranges: [{ min: 400, max: Infinity }] },
      { kind: 'name', type: 'User', values: ['anna'] },
      { kind: 'op', values: ['create'] },
      { kind: 'rule', values: ['R6'] },
      { kind: 'time', range: { min: NOW - 3_600_000, max: Infinity } },
      { kind: 'has', values: ['note'] },
      { kind: 'pinned' },
      { kind: 'text', text: 'free text' },
    ]);
  });

  test('a minus excludes, a comma lists, and a lone minus is a text', () => {
    const { terms } = parseQuery('-op:read,search - idp:Okta,"entra"', NOW);
    expect(terms?.map(({ condition, negated }) => ({ condition, negated }))).toEqual([
      { condition: { kind: 'op', values: ['read', 'search'] }, negated: true },
      { condition: { kind: 'text', text: '-' }, negated: false },
      { condition: { kind: 'idp', values: ['okta', 'entra'] }, negated: false },
    ]);
  });

  test.each([
    ['status:4xx', { kind: 'status', ranges: [{ min: 400, max: 499 }] }],
    ['status:<300', { kind: 'status', ranges: [{ min: -Infinity, max: 299 }] }],
    [
      'status:401..403,409',
      {
        kind: 'status',
        ranges: [
          { min: 401, max: 403 },
          { min: 409, max: 409 },
        ],
      },
    ],
    ['duration:>1.5s', { kind: 'duration', ranges: [{ min: 1_500_001, max: Infinity }] }],
    ['id:41..60', { kind: 'id', ranges: [{ min: 41, max: 60 }] }],
    ['until:2026-03-01T10:00:00Z', { kind: 'time', range: { min: -Infinity, max: Date.parse('2026-03-01T10:00:00Z') } }],
  ])('%s', (query, condition) => {
    expect(conditions(query)).toEqual([condition]);
  });

  test('a URN and a web address are texts, not keys', () => {
    expect(conditions('urn:ietf:params:scim http://a.example')).toEqual([
      { kind: 'text', text: 'urn:ietf:params:scim' },
      { kind: 'text', text: 'http://a.example' },
    ]);
  });

  test.each([
    ['user:anna idp:entar', 10, '"entar" is not one of entra'],
    ['foo:bar', 0, 'There is no key "foo"'],
    ['status:many', 0, 'A status is a number, such as'],
    ['since:yesterday', 0, 'A time is such as'],
    ['ok "not closed', 3, 'The quotation mark is not closed'],
    ['is:pinned,ok', 0, 'does not go together'],
    ['user:', 0, 'A value is missing'],
  ])('%s is refused at character %i', (query, from, message) => {
    const { problem } = parseQuery(query, NOW);
    expect(problem?.from).toBe(from);
    expect(problem?.message).toContain(message);
  });

  test('whatever is typed is read or refused with a place inside the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (query) => {
        const { problem, terms } = parseQuery(query, NOW);
        if (problem === null) expect(terms).not.toBeNull();
        else {
          expect(problem.from).toBeGreaterThanOrEqual(0);
          expect(problem.to).toBeLessThanOrEqual(query.length);
          expect(problem.message).not.toBe('');
        }
      }),
    );
  });

  test('a quoted value is read as it was, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 30 }), (value) => {
        fc.pre(value.trim() !== '');
        expect(conditions(`tag:${quoteValue(value)}`)).toEqual([{ kind: 'tag', values: [value] }]);
      }),
    );
  });

  test('terms stand where they say', () => {
    const query = '  user:anna   -"two words"';
    const { terms } = parseQuery(query, NOW);
    expect(terms?.map(({ from, to }) => query.slice(from, to))).toEqual(['user:anna', '-"two words"']);
  });
});

describe('suggestions', () => {
  const vocabulary = {
    tag: [{ value: 'ticket 17', meaning: '2 exchanges' }],
    rule: [{ value: 'R6', meaning: 'No other mapping' }],
  };
  const offered = (query: string, caret = query.length) => suggest(query, caret, vocabulary).options.map(({ insert }) => insert);

  test('keys while a word begins, also behind a minus', () => {
    expect(offered('user:anna st')).toEqual(['status:']);
    expect(offered('-sta')).toEqual(['-status:']);
  });

  test('by whom it was sent', () => {
    expect(offered('-by:c')).toEqual(['-by:check-back ', '-by:conformance ']);
    expect(conditions('by:Outside,simulator')).toEqual([{ kind: 'by', values: ['outside', 'simulator'] }]);
    expect(() => conditions('by:me')).toThrow('"me" is not one of outside, simulator, check-back, conformance, replay.');
  });

  test('values behind a key, of the language and of this sandbox, quoted where they must be', () => {
    expect(offered('op:de')).toEqual(['op:delete ']);
    expect(offered('op:create,de')).toEqual(['op:create,delete ']);
    expect(offered('tag:')).toEqual(['tag:"ticket 17" ']);
    expect(offered('rule:mapp')).toEqual(['rule:R6 ']);
  });

  test('the word at the caret is what is replaced', () => {
    const { from, to } = suggest('idp:en status:4xx', 6, vocabulary);
    expect([from, to]).toEqual([0, 6]);
  });
});
