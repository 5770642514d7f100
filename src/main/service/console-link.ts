import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * The start URL of the console, in a file of the data folder while a headless host runs, so that a command can ask that host. It opens
 * no more than the folder does: whoever can read the file can read the sandboxes beside it.
 */
const fileIn = (dataFolder: string) => join(dataFolder, 'console-link');

/** @throws when the data folder cannot be written */
export function noteConsoleLink(dataFolder: string, startUrl: string): void {
  // A file that a killed host left would keep its rights.
  forgetConsoleLink(dataFolder);
  writeFileSync(fileIn(dataFolder), `${startUrl}\n`, { mode: 0o600, flag: 'wx' });
}

export function forgetConsoleLink(dataFolder: string): void {
  rmSync(fileIn(dataFolder), { force: true });
}

/** @returns the start URL, of a host that may have been killed since; null where none was noted */
export function readConsoleLink(dataFolder: string): string | null {
  try {
    return readFileSync(fileIn(dataFolder), 'utf8').trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
