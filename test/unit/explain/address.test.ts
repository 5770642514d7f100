import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAddress } from '#main/explain/address.ts';
import { explain } from '#main/explain/explain.ts';
import { ScimError } from '#main/scim/errors.ts';
import { factsOf } from './facts-fixture.ts';

test.each([
  ['/Users', '/Users'],
  ['/Users?filter=userName%20eq%20%22anna%40contoso.example%22', '/Users where userName eq "anna@contoso.example"'],
  ['/Users?count=100&filter=userName+eq+%22anna%22&startIndex=1', '/Users where userName eq "anna", count 100, startIndex 1'],
  ['/Users?startIndex=1&count=100', '/Users with startIndex 1, count 100'],
  [
    '/Groups?excludedAttributes=members&filter=displayName%20eq%20%22R%26D%22',
    '/Groups where displayName eq "R&D", excludedAttributes members',
  ],
  ['/Users/J%C3%B6rg', '/Users/Jörg'],
  ['/Users?aadOptscim062020', '/Users with aadOptscim062020'],
  ['/Users?', '/Users'],
])('reads %s as "%s"', (address, words) => {
  expect(readAddress(address)).toBe(words);
});

test('RFC 3986 §2.1: shows what is no percent encoding as it was sent, and the rest decoded', () => {
  expect(readAddress('/Users?filter=userName%20eq%20%22100%')).toBe('/Users where userName eq "100%');
  expect(readAddress('/Users/%E0%A4%A?x=%ZZ')).toBe('/Users/%E0%A4%A with x %ZZ');
});

test('lets no control character, line break or change of direction into a sentence', () => {
  expect(readAddress('/Users/a%0D%0Ab%00%E2%80%AEc')).toBe('/Users/a\ufffdb\ufffdc');
});

test('reads any address without failing, and without a control character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (address) => {
      expect(readAddress(address)).not.toMatch(/[\u0000-\u001f\u007f]/);
    }),
  );
});

test('a refusal tells the query in words', () => {
  const refused = factsOf({
    error: new ScimError(401, 'x', { reason: 'token-missing' }),
    status: 401,
    operation: 'unknown',
    method: 'GET',
    path: '/Users?filter=userName%20eq%20%22anna%40contoso.example%22',
  });
  expect(explain(refused).sentence).toBe('Refused: no token (GET /Users where userName eq "anna@contoso.example")');
});
