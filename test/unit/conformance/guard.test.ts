import { expect, test } from 'vitest';
import { guardedUrl } from '#main/conformance/guard.ts';

test.each(['http://127.0.0.1:4700/scim/v2', 'http://localhost/scim/v2/', 'http://[::1]:1/scim'])(
  '%s is on this machine and needs no word',
  (text) => {
    expect(guardedUrl(text, undefined).pathname).not.toMatch(/\/$/);
  },
);

test('a host elsewhere is production until it is named', () => {
  const url = 'https://api.eu.meisterplan.com/scim/v2';
  expect(() => guardedUrl(url, undefined)).toThrow(/api\.eu\.meisterplan\.com is not on this machine.*production/s);
  expect(() => guardedUrl(url, 'api.us.meisterplan.com')).toThrow(/production/);
  expect(guardedUrl(url, ' API.eu.meisterplan.com ').host).toBe('api.eu.meisterplan.com');
});

test.each([
  ['nonsense', /is no URL/],
  ['ftp://example.com/scim', /no web address/],
  ['http://example.com/scim', /unencrypted/],
  ['https://user:secret@example.com/scim', /alone/],
])('%s is refused with the reason', (text, reason) => {
  expect(() => guardedUrl(text, 'example.com')).toThrow(reason);
});
