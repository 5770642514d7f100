import { hashPassword } from '#main/account/password-hash.ts';
import { tryPassword } from '#main/account/try-password.ts';
import type { AccountSettings } from '#shared/contract/accounts.ts';
import { URN } from '#shared/scim/urns.ts';
import { expect, test } from 'vitest';

const NOW = '2026-03-01T08:00:00.000Z';
const account = {
  user_id: 'ann',
  password_hash: hashPassword('secret'),
  password_set: '2026-01-01T08:00:00.000Z',
  password_set_by: 'admin' as const,
};

interface Case {
  readonly password?: string;
  readonly active?: boolean;
  readonly manages?: boolean;
  readonly neverExpires?: boolean;
  readonly sso?: AccountSettings['singleSignOn'];
  readonly days?: number | null;
}

function attempt({ password = 'secret', active = true, manages = false, neverExpires = false, sso = 'off', days = null }: Case) {
  const doc = { [URN.meisterplanUser]: { passwordNeverExpires: neverExpires } };
  const settings: AccountSettings = { singleSignOn: sso, passwordExpiryDays: days, mailLanguage: 'en' };
  return tryPassword({ doc, active, account }, password, manages, settings, NOW);
}

test.each<[string, Case, boolean, string]>([
  ['the right password opens the form', {}, true, 'lets the user in.'],
  ['a wrong one does not', { password: 'Secret' }, false, 'not the password'],
  ['nobody inactive gets in', { active: false }, false, 'inactive'],
  ['an expired one does not open', { days: 30 }, false, 'has expired'],
  ['unless it never expires', { days: 30, neverExpires: true }, true, 'lets the user in.'],
  ['single sign-on closes the form', { sso: 'on' }, false, 'only users with the right'],
  ['but to those who manage users', { sso: 'on', manages: true }, true, 'lets the user in.'],
  ['while single sign-on is not known, that is said', { sso: 'unanswered' }, true, 'unless single sign-on is on'],
])('%s', (_name, of, opens, words) => {
  const trial = attempt(of);
  expect(trial.opens).toBe(opens);
  expect(trial.explanation).toContain(words);
});
