import { AccountSettings } from '#shared/contract/accounts.ts';
import type { Tx } from '../store/store.ts';

const NAME = 'accounts';

/**
 * What holds until the admin says otherwise. Single sign-on is not guessed: if it were assumed on, users who can never log in would go
 * unnoticed; if off, the first sync of every admin who uses it would be full of false warnings. So the console asks.
 */
const DEFAULTS: AccountSettings = { singleSignOn: 'unanswered', passwordExpiryDays: null, mailLanguage: 'en' };

/** A stored value that this version does not know gives way to its default; the others stay. */
const { singleSignOn, passwordExpiryDays, mailLanguage } = AccountSettings.shape;
const Stored = AccountSettings.extend({
  singleSignOn: singleSignOn.catch(DEFAULTS.singleSignOn),
  passwordExpiryDays: passwordExpiryDays.catch(DEFAULTS.passwordExpiryDays),
  mailLanguage: mailLanguage.catch(DEFAULTS.mailLanguage),
}).catch(DEFAULTS);

/** The settings; the defaults until the admin makes some. */
export function readAccountSettings(tx: Tx): AccountSettings {
  return Stored.parse(tx.sandboxSettings.get(NAME) ?? DEFAULTS);
}

/** Takes effect with the next reading. */
export function writeAccountSettings(tx: Tx, settings: AccountSettings): void {
  tx.sandboxSettings.set(NAME, settings);
}
