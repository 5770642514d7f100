import { resolve } from 'node:path';
import { readAbout } from '../sandbox/catalogue.ts';
import { Sandbox } from '../sandbox/sandbox.ts';
import { prepareDataFolder } from '../service/data-folder.ts';
import { loadProfile } from '../service/load-profile.ts';
import { systemClock } from '../service/ports.ts';
import { mustNameSandbox } from '../service/sandbox-name.ts';
import { StartupError } from '../service/startup-error.ts';
import { DatabaseError } from '../store/open-database.ts';
import { mustHaveSandbox } from './must-have-sandbox.ts';
import { errorLogger } from './stderr-logger.ts';

/**
 * Opens a sandbox for one command, also beside a running host; makes it if it does not exist.
 * @throws StartupError when it cannot be opened
 */
export async function withSandbox<T>(
  options: { data: string; sandbox: string },
  work: (sandbox: Sandbox) => T | Promise<T>,
): Promise<T> {
  mustNameSandbox(options.sandbox);
  const folder = resolve(options.data);
  prepareDataFolder(folder);
  return usingSandbox({ folder, name: options.sandbox }, work);
}

/**
 * The same for a sandbox that must be there.
 * @throws StartupError when it is not, or cannot be opened
 */
export async function withExistingSandbox<T>(
  options: { data: string; sandbox: string },
  work: (sandbox: Sandbox) => T | Promise<T>,
): Promise<T> {
  return usingSandbox({ folder: mustHaveSandbox(options), name: options.sandbox }, work);
}

export interface SandboxInFolder {
  readonly folder: string;
  readonly name: string;
  /** a name, or the path of a file; when left out, the one that the sandbox was made under */
  readonly profile?: string;
}

/** The same in a data folder that exists already. @throws StartupError when it cannot be opened */
export async function usingSandbox<T>(which: SandboxInFolder, work: (sandbox: Sandbox) => T | Promise<T>): Promise<T> {
  const sandbox = await openSandbox(which);
  try {
    return await work(sandbox);
  } finally {
    sandbox.close();
  }
}

/** Opens a sandbox that the caller closes. @throws StartupError when it cannot be opened */
export async function openSandbox({ folder, name, profile }: SandboxInFolder): Promise<Sandbox> {
  const compiled = loadProfile(profile ?? readAbout(folder, name).profile ?? 'meisterplan');
  const now = systemClock.now().toISOString();
  try {
    return await Sandbox.open({ folder, name, profile: compiled, now, logger: errorLogger });
  } catch (error) {
    if (error instanceof DatabaseError) throw new StartupError(error.message, { cause: error });
    throw error;
  }
}
