import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { AccountSettings } from '#shared/contract/accounts.ts';
import type { CompiledProfile } from '../profile/compile.ts';
import type { RuleSettings } from '../rules/settings.ts';
import type { Logger } from '../service/ports.ts';
import { Sandbox, sandboxFile } from './sandbox.ts';
import { makeThrowawayFolder } from './throwaway-folder.ts';

const NAME = 'throwaway';

export interface ThrowawayOptions {
  /** the sandbox to copy; left out: an empty one */
  readonly of?: Sandbox | null;
  readonly profile: CompiledProfile;
  /** rules that differ from what it starts with */
  readonly rules?: Partial<RuleSettings>;
  /** how people log in; left out: as in the sandbox that is copied */
  readonly accounts?: AccountSettings | null;
  /** made when absent; when left out, where the system keeps temporary files */
  readonly within?: string;
  readonly logger: Logger;
}

/** A sandbox in a folder of its own, gone when it is closed. It never waits for the disk, because a crash would take it anyway. */
export interface ThrowawaySandbox {
  readonly sandbox: Sandbox;
  /** its folder, for anything else that goes with it */
  readonly folder: string;
  readonly close: () => void;
}

/** @throws DatabaseError when its file cannot be made; then nothing is left behind */
export async function openThrowawaySandbox(options: ThrowawayOptions): Promise<ThrowawaySandbox> {
  const { of, profile, rules, accounts, within, logger } = options;
  const folder = makeThrowawayFolder(within);
  let sandbox: Sandbox | undefined;
  const close = () => {
    try {
      sandbox?.close();
    } finally {
      folder.remove();
    }
  };
  try {
    const file = sandboxFile(folder.path, NAME);
    mkdirSync(dirname(file), { mode: 0o700 });
    await of?.store.copyTo(file);
    const now = new Date().toISOString();
    sandbox = await Sandbox.open({ folder: folder.path, name: NAME, profile, now, logger });
    sandbox.store.forgoDurability();
    if (accounts !== undefined && accounts !== null) sandbox.setAccountSettings(accounts);
    if (rules !== undefined) sandbox.setRules(rules);
    return { sandbox, folder: folder.path, close };
  } catch (error) {
    close();
    throw error;
  }
}
