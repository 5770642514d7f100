import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { lockFile } from '../store/folder-lock.ts';
import { StartupError } from './startup-error.ts';

/** `--data`, else `REHEARSAL_DATA`, else the OS's application data folder for `scim-rehearsal`. */
export function defaultDataFolder(env: NodeJS.ProcessEnv = process.env, platform: string = process.platform): string {
  if (env['REHEARSAL_DATA'] !== undefined && env['REHEARSAL_DATA'] !== '') return resolve(env['REHEARSAL_DATA']);
  if (platform === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'scim-rehearsal');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'scim-rehearsal');
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'scim-rehearsal');
}

/**
 * Makes the folder if it does not exist, readable by this user alone.
 * @throws StartupError when it cannot be made or written
 */
export function prepareDataFolder(folder: string): void {
  try {
    mkdirSync(join(folder, 'sandboxes'), { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    accessSync(join(folder, 'sandboxes'), constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new StartupError(
      `The data folder ${folder} cannot be written (${reason}). Give this user the right to write there, or choose another folder with --data.`,
      { cause: error },
    );
  }
}

/**
 * Takes the folder for this process alone.
 * @param remedy what to do when another host has it
 * @returns a function that releases it
 * @throws StartupError when another host has it
 */
export function lockDataFolder(folder: string, remedy = 'Close that one, or choose another folder with --data.'): () => void {
  const unlock = lockFile(join(folder, 'host.lock'));
  if (unlock !== null) return unlock;
  throw new StartupError(`The data folder ${folder} is in use by another SCIM Rehearsal on this machine. ${remedy}`);
}
