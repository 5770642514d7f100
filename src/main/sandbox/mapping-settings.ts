import { MappingSettings } from '#shared/contract/mapping-operations.ts';
import type { Tx } from '../store/store.ts';

const NAME = 'mappings';

/** A stored value that this version does not know gives way to the default. */
const Stored = MappingSettings.catch({ nameId: null });

/** The settings; the defaults until the admin makes some. */
export function readMappingSettings(tx: Tx): MappingSettings {
  return Stored.parse(tx.sandboxSettings.get(NAME));
}

/** Takes effect with the next reading. */
export function writeMappingSettings(tx: Tx, settings: MappingSettings): void {
  tx.sandboxSettings.set(NAME, settings);
}
