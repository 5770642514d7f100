import { AccountSettings } from '#shared/contract/accounts.ts';
import type { Tx } from '../store/store.ts';

const NAME = 'accounts';

/**
 * What holds until the admin says otherwise. Single sign-on is not guessed: taken for on, users who can never log in would go unnoticed;
 * taken for off, every first sync of an admin who uses it would be full of warnings that are untrue. So the console asks.
 */
const DEFAULTS: AccountSettings = { singleSignOn: 'unanswered', passwordExpiryDays: null, mailLanguage: 'en' };

/** A value that this version does not know gives way to its default; the others stay. */
const { singleSignOn, passwordExpiryDays, mailLanguage } = AccountSettings.shape;
const Stored = AccountSettings.extend({
  singleSignOn: singleSignOn.catch(DEFAULTS.singleSignOn),
  passwordExpiryDays: passwordExpiryDays.catch(DEFAULTS.passwordExpiryDays),
  mailLanguage: mailLanguage.catch(DEFAULTS.mailLanguage),
}).catch(DEFAULTS);

export function readAccountSettings(tx: Tx): AccountSettings {
  return Stored.parse(tx.sandboxSettings.get(NAME) ?? DEFAULTS);
}

export function writeAccountSettings(tx: Tx, settings: AccountSettings): void {
  tx.sandboxSettings.set(NAME, settings);
}
