import { MappingSettings } from '#shared/contract/mapping-operations.ts';
import type { Tx } from '../store/store.ts';

const NAME = 'mappings';

/** A value that this version does not know gives way to the default. */
const Stored = MappingSettings.catch({ nameId: null });

export function readMappingSettings(tx: Tx): MappingSettings {
  return Stored.parse(tx.sandboxSettings.get(NAME));
}

export function writeMappingSettings(tx: Tx, settings: MappingSettings): void {
  tx.sandboxSettings.set(NAME, settings);
}
