import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readQuery } from '#main/dialect/query.ts';
import { defaultSettings, presets } from '#main/rules/presets.ts';
import { ScimError } from '#main/scim/errors.ts';

const read = (raw: string) => readQuery(raw, defaultSettings);

describe('readQuery', () => {
  test('`+` is a space, as Entra ID and OneLogin send it, and nothing is forgiven', () => {
    expect(read('filter=userName+eq+%22u01%22')).toEqual({ params: { filter: 'userName eq "u01"' }, forgiven: [] });
  });

  test('an encoded plus sign stays a plus sign', () => {
    expect(read('filter=userName+eq+%22a%2Bb@x.example%22').params['filter']).toBe('userName eq "a+b@x.example"');
  });

  test('a bare plus sign is meant where spaces came as %20', () => {
    const { params, forgiven } = read('filter=userName%20eq%20%22a+b@x.example%22');
    expect(params['filter']).toBe('userName eq "a+b@x.example"');
    expect(forgiven).toMatchObject([{ code: 'bare-plus-sign' }]);
  });

  test('the dangling `&` of OneLogin is passed over', () => {
    const { params, forgiven } = read('filter=userName+eq+%22u01%22&');
    expect(params).toEqual({ filter: 'userName eq "u01"' });
    expect(forgiven).toMatchObject([{ code: 'empty-query-parameter', ruleId: 'loose-shapes' }]);
  });

  test("the flags of Entra ID and other people's parameters are left out", () => {
    expect(read('aadOptscim062020&filter=id+pr&utm=1&__proto__=x')).toEqual({ params: { filter: 'id pr' }, forgiven: [] });
  });

  test('names are taken in any case and said so', () => {
    const { params, forgiven } = read('startindex=1&COUNT=2');
    expect(params).toEqual({ startIndex: '1', count: '2' });
    expect(forgiven.map(({ attribute }) => attribute)).toEqual(['startIndex', 'count']);
  });

  test('an empty count is passed over, an empty filter is not', () => {
    expect(read('count=&filter=').params).toEqual({ filter: '' });
  });

  test.each([
    ['filter=%', 'invalidFilter'],
    ['filter=%FF%FE', 'invalidFilter'],
    ['count=%zz', 'invalidValue'],
    ['count=1&count=2', 'invalidValue'],
  ])('%s is refused with 400 %s', (raw, scimType) => {
    expect(() => read(raw)).toThrow(expect.objectContaining({ status: 400, scimType }));
  });

  test('the same parameter twice with one value is one parameter', () => {
    expect(read('count=1&count=1').params).toEqual({ count: '1' });
  });

  test.each(['filter=id+pr&', 'startindex=1', 'filter=a%20eq%20%22b+c%22'])('strict RFC: %s is refused', (raw) => {
    expect(() => readQuery(raw, presets['strict-rfc'])).toThrow(expect.objectContaining({ status: 400, ruleId: 'loose-shapes' }));
  });

  test('throws nothing but ScimError 400, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (raw) => {
        try {
          read(raw);
          read(`filter=${raw}&count=${raw}`);
        } catch (error) {
          expect(error).toBeInstanceOf(ScimError);
          expect(error).toHaveProperty('status', 400);
        }
      }),
      { numRuns: 200 },
    );
  });
});
