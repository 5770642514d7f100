import { isAddress, mailAddressOf, recipientNameOf, userNameLine } from '#main/mail/address.ts';
import { describe, expect, test } from 'vitest';

describe('where a mail for a user goes', () => {
  test('to the work address, in whatever order and case they were sent', () => {
    const emails = [
      { value: 'home@contoso.example', type: 'home' },
      { value: 'work@contoso.example', type: 'Work' },
    ];
    expect(mailAddressOf({ emails })).toBe('work@contoso.example');
  });

  test('else to the first one that is an address', () => {
    expect(mailAddressOf({ emails: [{ value: 'nonsense', type: 'work' }, { value: 'a@b.example' }] })).toBe('a@b.example');
  });

  test.each([
    [{}],
    [{ emails: [] }],
    [{ emails: [{ type: 'work' }] }],
    [{ emails: 'a@b.example' }],
    [{ emails: [{ value: 7 }] }],
  ])('to nowhere: %j', (user) => {
    expect(mailAddressOf(user)).toBeNull();
  });
});

test.each(['a@b', 'jörg@bücher.example', "o'neil+x@contoso.example"])('%j is an address', (text) => {
  expect(isAddress(text)).toBe(true);
});

test.each([
  '',
  'a',
  '@b',
  'a@',
  'a b@c.d',
  'a@b.c, d@e.f',
  'a@b.c\r\nRCPT TO:<x@y.z>',
  '<a@b.c>',
  'a@b@c',
  `${'x'.repeat(65)}@b.c`,
])('%j is no address', (text) => {
  expect(isAddress(text)).toBe(false);
});

test('a name is one line: given and family name, else the display name, else none', () => {
  expect(recipientNameOf({ name: { givenName: 'Anna', familyName: 'Groß\r\nBcc: x' } })).toBe('Anna Groß Bcc: x');
  expect(recipientNameOf({ displayName: 'Anna' })).toBe('Anna');
  expect(recipientNameOf({ name: 'Anna', displayName: '\n' })).toBeNull();
  expect(userNameLine({ userName: 7 })).toBe('');
});
