import { GoLiveSettings } from '#shared/contract/golive.ts';
import type { Tx } from '../store/store.ts';

const NAME = 'golive';

const INITIAL: GoLiveSettings = { region: 'eu', idp: null };

/** A stored value that this version does not know gives way to the default. */
const Stored = GoLiveSettings.catch(INITIAL);

/** The settings; the defaults until the admin makes some. */
export function readGoLiveSettings(tx: Tx): GoLiveSettings {
  return Stored.parse(tx.sandboxSettings.get(NAME));
}

/** Takes effect with the next reading. */
export function writeGoLiveSettings(tx: Tx, settings: GoLiveSettings): void {
  tx.sandboxSettings.set(NAME, settings);
}
