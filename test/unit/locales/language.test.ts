import { describe, expect, test } from 'vitest';
import { languageOf, localeFor, parseLanguageChoice } from '../../../src/renderer/locales/language.ts';

describe('as the system', () => {
  test('the first of the system’s languages that the console speaks is taken, with its region', () => {
    expect(localeFor('auto', ['de-AT', 'en-GB'])).toBe('de-AT');
    expect(localeFor('auto', ['en-GB', 'de'])).toBe('en-GB');
    expect(localeFor('auto', ['fr-FR', 'de-CH', 'en'])).toBe('de-CH');
  });

  test('a system that wants none of them gets English', () => {
    expect(localeFor('auto', ['fr-FR', 'pl'])).toBe('en');
    expect(localeFor('auto', [])).toBe('en');
  });

  test('what is no language tag is passed over, and never reaches Intl', () => {
    expect(localeFor('auto', ['C', 'en-US@posix', 'de_DE', 'de-DE'])).toBe('de-DE');
    expect(localeFor('auto', ['en-US@posix'])).toBe('en');
  });
});

describe('a chosen language', () => {
  test('is spoken whatever the system wants', () => {
    expect(localeFor('de', ['en-US', 'en'])).toBe('de');
    expect(localeFor('en', ['de-DE', 'de'])).toBe('en');
  });

  test('keeps the region for which the system asks', () => {
    expect(localeFor('de', ['en-US', 'de-CH'])).toBe('de-CH');
    expect(localeFor('en', ['de-DE', 'en-GB', 'en-US'])).toBe('en-GB');
  });
});

test('a language is found from a tag, but not from one that only begins alike', () => {
  expect(languageOf('de-Latn-DE-1996')).toBe('de');
  expect(languageOf('DE')).toBe('de');
  expect(languageOf('den')).toBeNull();
  expect(languageOf('')).toBeNull();
});

test('a stored choice that is none is not taken', () => {
  expect(parseLanguageChoice('auto')).toBe('auto');
  expect(parseLanguageChoice('de')).toBe('de');
  expect(parseLanguageChoice('tlh')).toBeNull();
  expect(parseLanguageChoice('')).toBeNull();
});
