import { displayNameOf, mailOf, personNameOf, userNameOf, workMailOf } from '#main/scim/names.ts';
import { expect, test } from 'vitest';

test('a person is known by the parts of the name, else by the display name', () => {
  expect(personNameOf({ name: { givenName: 'Anna', familyName: 'Groß' }, displayName: 'A. Groß' })).toBe('Anna Groß');
  expect(personNameOf({ name: { familyName: 'Groß' } })).toBe('Groß');
  expect(personNameOf({ name: { givenName: '' }, displayName: 'A. Groß' })).toBe('A. Groß');
  expect(personNameOf({ name: 'Anna' })).toBeNull();
});

test('RFC 7643 §2.1: the type of a mail address counts in any case, and without a work address the first one is shown', () => {
  const home = { type: 'home', value: 'anna@home.example' };
  const work = { type: 'Work', value: 'anna@work.example' };
  expect(workMailOf({ emails: [home, work] })).toBe('anna@work.example');
  expect(mailOf({ emails: [home, work] })).toBe('anna@work.example');
  expect(workMailOf({ emails: [home] })).toBeNull();
  expect(mailOf({ emails: [home] })).toBe('anna@home.example');
  expect(mailOf({ emails: 'anna@work.example' })).toBeNull();
});

test('what is no text is no name', () => {
  expect(userNameOf({ userName: 7 })).toBeNull();
  expect(userNameOf({ userName: '' })).toBeNull();
  expect(displayNameOf({})).toBeNull();
});
