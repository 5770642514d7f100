import { cpuMs } from '../../support/cpu-clock.ts';
import { describe, expect, test } from 'vitest';
import { normaliseFilter } from '#main/dialect/normalise.ts';
import { defaultSettings, presets } from '#main/rules/presets.ts';
import { URN } from '#shared/scim/urns.ts';
import { userModel } from './shapes-fixture.ts';

function normalise(text: string) {
  const { text: normalised, forgiven } = normaliseFilter(text, userModel, defaultSettings);
  return { text: normalised, codes: forgiven.map(({ code }) => code) };
}

describe('normaliseFilter', () => {
  test.each([
    'userName eq "a@x"',
    'username Eq "a@x"',
    'emails[type eq "work" and value co "@x"]',
    'active eq true and title pr',
    'displayName eq "true"',
    'displayName eq "x email eq \\"True\\" ]."',
    `${URN.enterpriseUser}:department eq "True"`,
  ])('%s passes untouched', (text) => {
    expect(normalise(text)).toEqual({ text, codes: [] });
  });

  test.each([
    ['active eq "True"', 'active eq true', 'filter-string-boolean'],
    ['not (active ne "false")', 'not (active ne false)', 'filter-string-boolean'],
    ['roles[primary eq "True"]', 'roles[primary eq true]', 'filter-string-boolean'],
    ['emails.primary eq "true"', 'emails.primary eq true', 'filter-string-boolean'],
    [`${URN.user}:active eq "True"`, `${URN.user}:active eq true`, 'filter-string-boolean'],
    [
      `${URN.meisterplanUser}:sendInvitationMail eq "False"`,
      `${URN.meisterplanUser}:sendInvitationMail eq false`,
      'filter-string-boolean',
    ],
    ['email Co "a@x"', 'emails Co "a@x"', 'filter-attribute-alias'],
    ['id eq "1" and manager eq "7"', `id eq "1" and ${URN.enterpriseUser}:manager eq "7"`, 'missing-urn'],
    ['email.value eq "a@x"', 'emails.value eq "a@x"', 'filter-attribute-alias'],
    ['emails[type eq "work"].value eq "a@x"', 'emails[type eq "work"].value eq "a@x"', 'filter-value-path-with-sub-attribute'],
  ])('%s is read as %s', (text, expected, code) => {
    expect(normalise(text)).toEqual({ text: expected, codes: [code] });
  });

  test('strict RFC: the same are refused with invalidFilter', () => {
    for (const text of ['active eq "True"', 'email co "a"', 'emails[type eq "work"].value eq "a"']) {
      expect(() => normaliseFilter(text, userModel, presets['strict-rfc'])).toThrow(
        expect.objectContaining({ status: 400, scimType: 'invalidFilter' }),
      );
    }
  });

  test('hostile filters cost little', () => {
    const started = cpuMs();
    for (const text of [
      '"true"'.repeat(20_000),
      'email '.repeat(1300),
      'active eq "true" and '.repeat(380),
      `${'['.repeat(4000)}].`,
      'a'.repeat(8000) + '].',
    ]) {
      normaliseFilter(text, userModel, defaultSettings);
    }
    expect(cpuMs() - started).toBeLessThan(1000);
  });
});
