import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for this user alone, which is removed with everything in it. */
export interface ThrowawayFolder {
  readonly path: string;
  readonly remove: () => void;
}

/** @param within made if it does not exist; when left out, where the system keeps temporary files */
export function makeThrowawayFolder(within: string = tmpdir()): ThrowawayFolder {
  mkdirSync(within, { recursive: true, mode: 0o700 });
  const path = mkdtempSync(join(within, 'scim-rehearsal-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }) };
}
