import { expect, test } from 'vitest';
import type { Recorded } from '#main/replay/recorded.ts';
import { replayable } from '#main/replay/replayable.ts';
import { recorded } from './recorded-fixture.ts';

const MASK = '••••••••';
const check = (change: Partial<Recorded>, deletes = true) => replayable(recorded(change), { deletes });
const bodyOf = (change: Partial<Recorded>): unknown => {
  const result = check(change);
  return result.can ? JSON.parse(result.recorded.requestBody ?? 'null') : result.reason;
};

test('a password is masked in the log, so the request goes out without it and says so', () => {
  const user = { userName: 'anna', password: MASK, nested: { password: MASK, kept: 1 } };
  const result = check({ method: 'POST', requestBody: JSON.stringify(user), requestBytes: 999 });
  expect(result).toMatchObject({ can: true, note: expect.stringContaining('without the password') });
  expect(bodyOf({ requestBody: JSON.stringify(user) })).toEqual({ userName: 'anna', nested: { kept: 1 } });
});

test('an operation that carries nothing else is left out, and a request of nothing else cannot be replayed', () => {
  const password = { op: 'replace', path: 'password', value: MASK };
  const active = { op: 'replace', path: 'active', value: true };
  expect(bodyOf({ requestBody: JSON.stringify({ Operations: [password, active] }) })).toEqual({ Operations: [active] });
  expect(bodyOf({ requestBody: JSON.stringify({ Operations: [password] }) })).toMatch(/only set a password/);
  expect(bodyOf({ requestBody: JSON.stringify({ Operations: [{ op: 'replace', value: { password: MASK } }] }) })).toMatch(
    /only set/,
  );
});

test.each<[string, Partial<Recorded>, string]>([
  ['a refused token', { status: 401 }, 'refused for its secret token'],
  ['missing rights of a token', { status: 403, ruleIds: ['token-rights'] }, 'rights of its secret token'],
  ['a secret in the address', { path: '/Users?token=••••' }, 'A secret in its address'],
  ['a secret that is no member of its own', { requestBody: JSON.stringify({ note: `api-${MASK}` }) }, 'A secret inside its body'],
  ['a body that was too large to keep', { requestBody: '{}', requestBytes: 5_000_000 }, 'byte for byte'],
  ['garbage', { method: 'GET', path: '/a b' }, 'no well-formed HTTP'],
  ['an unknown method', { method: 'BREW' }, 'no well-formed HTTP'],
  ['an address elsewhere', { path: '/other', url: '/other' }, 'not below the tenant URL'],
  ['no answer', { status: 0 }, 'no answer to compare'],
  ['an answer that never arrived', { verdict: 'cut-off' }, 'never reached the client'],
])('%s cannot be replayed', (_, change, words) => {
  expect(check(change)).toEqual({ can: false, reason: expect.stringContaining(words) });
});

test('a refusal that has nothing to do with the token can be replayed', () => {
  expect(check({ status: 403 })).toMatchObject({ can: true });
});

test('deletes are held back where they are switched off, in bulk requests too', () => {
  const bulk = JSON.stringify({ Operations: [{ method: 'delete', path: '/Users/1' }] });
  expect(check({ method: 'DELETE', path: '/Users/1', status: 204 }, false)).toMatchObject({ can: false });
  expect(check({ method: 'POST', path: '/Bulk', requestBody: bulk }, false)).toMatchObject({ can: false });
  expect(check({ method: 'DELETE', path: '/Users/1', status: 204 })).toMatchObject({ can: true });
});
