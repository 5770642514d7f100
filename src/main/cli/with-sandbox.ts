import { resolve } from 'node:path';
import { readAbout } from '../sandbox/catalogue.ts';
import { Sandbox, isSandboxName } from '../sandbox/sandbox.ts';
import { prepareDataFolder } from '../service/data-folder.ts';
import { loadProfile } from '../service/load-profile.ts';
import { systemClock } from '../service/ports.ts';
import { StartupError } from '../service/startup-error.ts';
import { DatabaseError } from '../store/open-database.ts';

/**
 * Opens a sandbox for one command, beside a running host too.
 * @throws StartupError when it cannot be opened
 */
export async function withSandbox<T>(
  options: { data: string; sandbox: string },
  work: (sandbox: Sandbox) => T | Promise<T>,
): Promise<T> {
  if (!isSandboxName(options.sandbox)) {
    throw new StartupError(`"${options.sandbox}" is no sandbox name. Use letters, digits, dash and underscore, at most 40.`);
  }
  const folder = resolve(options.data);
  prepareDataFolder(folder);
  const sandbox = await openOrExplain(folder, options.sandbox);
  try {
    return await work(sandbox);
  } finally {
    sandbox.close();
  }
}

async function openOrExplain(folder: string, name: string): Promise<Sandbox> {
  try {
    return await Sandbox.open(
      folder,
      name,
      loadProfile(readAbout(folder, name).profile ?? 'meisterplan'),
      systemClock.now().toISOString(),
    );
  } catch (error) {
    if (error instanceof DatabaseError) throw new StartupError(error.message, { cause: error });
    throw error;
  }
}
