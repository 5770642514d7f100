import { RelaySettings } from '#shared/contract/mails.ts';
import type { Tx } from '../store/store.ts';

const NAME = 'mail-relay';
const PASSWORD = 'mail-relay-password';

const OFF: RelaySettings = {
  enabled: false,
  host: '',
  port: 587,
  security: 'starttls',
  user: '',
  from: '',
  redirectTo: '',
};

/** Settings that this version cannot read count as never made, so that nothing leaves the machine. */
export function readRelaySettings(tx: Tx): RelaySettings {
  return RelaySettings.catch(OFF).parse(tx.sandboxSettings.get(NAME) ?? OFF);
}

/** The password is kept apart, sealed. */
export function writeRelaySettings(tx: Tx, settings: RelaySettings): void {
  tx.sandboxSettings.set(NAME, settings);
}

/** @returns the sealed password; null for none */
export function readSealedPassword(tx: Tx): string | null {
  const stored = tx.sandboxSettings.get(PASSWORD);
  return typeof stored === 'string' ? stored : null;
}

/** @param sealed null forgets it */
export function writeSealedPassword(tx: Tx, sealed: string | null): void {
  tx.sandboxSettings.set(PASSWORD, sealed);
}
