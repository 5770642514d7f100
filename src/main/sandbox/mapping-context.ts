import type { MappingContext } from '../mapping/context.ts';
import type { Tx } from '../store/store.ts';
import { readMappingSettings } from './mapping-settings.ts';
import type { Sandbox } from './sandbox.ts';

/** What mappings are judged against in this sandbox: its profile, its rules, and how people log in. */
export function mappingContextOf(tx: Tx, sandbox: Sandbox): MappingContext {
  return {
    profile: sandbox.profile,
    settings: sandbox.settings,
    sso: sandbox.accountSettings.singleSignOn === 'on',
    nameId: readMappingSettings(tx).nameId ?? undefined,
  };
}
