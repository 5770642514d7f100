import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { StartupError } from '../service/startup-error.ts';

/** Writes a report that only its owner can read, because it holds names of people. @throws StartupError that says why it cannot be written */
export function writeReport(file: string, content: string | Uint8Array): void {
  try {
    writeFileSync(resolve(file), content, { mode: 0o600 });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartupError(`The report cannot be written to ${file}: ${reason}.`, { cause: error });
  }
}
