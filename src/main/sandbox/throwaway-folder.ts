import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own, for this user alone, that goes with all that is in it. */
export interface ThrowawayFolder {
  readonly path: string;
  readonly remove: () => void;
}

/** @param within made when absent; left out: where the system keeps temporary files */
export function makeThrowawayFolder(within: string = tmpdir()): ThrowawayFolder {
  mkdirSync(within, { recursive: true, mode: 0o700 });
  const path = mkdtempSync(join(within, 'scim-rehearsal-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }) };
}
