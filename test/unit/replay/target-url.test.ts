import { expect, test } from 'vitest';
import { waitOf } from '#main/replay/patience.ts';
import { isLoopback, readTargetUrl } from '#main/replay/target-url.ts';

test.each(['localhost', '127.0.0.1', '127.9.9.9', '[::1]', 'a.localhost'])('%s is this machine', (host) => {
  expect(isLoopback(host)).toBe(true);
});

test.each(['127.0.0.1.evil.example', 'localhost.example', '128.0.0.1', '10.0.0.1', '[::2]', '0.0.0.0'])(
  '%s is another machine',
  (host) => {
    expect(isLoopback(host)).toBe(false);
  },
);

test('a base URL loses the slash at its end, and a number for a host is what it stands for', () => {
  expect(readTargetUrl(' https://scim.example/scim/v2// ').href).toBe('https://scim.example/scim/v2');
  expect(isLoopback(readTargetUrl('http://2130706433/').hostname)).toBe(true);
});

test('RFC 9110 §10.2.3: Retry-After is seconds or a date; without it the wait grows; it never grows beyond five minutes', () => {
  const now = new Date('2026-03-02T14:00:00Z');
  expect(waitOf('7', 1, now)).toBe(7000);
  expect(waitOf('Mon, 02 Mar 2026 14:00:09 GMT', 1, now)).toBe(9000);
  expect([1, 2, 3].map((attempt) => waitOf(undefined, attempt, now))).toEqual([2000, 4000, 8000]);
  expect(waitOf('soon', 1, now)).toBe(2000);
  expect(waitOf('999999', 1, now)).toBe(300_000);
});
