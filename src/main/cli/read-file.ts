import { readFileSync, statSync } from 'node:fs';
import { StartupError } from '../service/startup-error.ts';
import { reasonOf } from './file-problem.ts';

/**
 * The bytes of a file that was named on the command line.
 * @param most bytes; a larger file is refused before it is read
 * @throws StartupError
 */
export function readFileOf(file: string, most = Number.POSITIVE_INFINITY): Buffer {
  try {
    const { size } = statSync(file);
    if (size > most) {
      const has = `${(size / 1_048_576).toFixed(1)} MiB; at most ${Math.floor(most / 1_048_576)} MiB are read`;
      throw new StartupError(`The file ${file} has ${has}. Leave out the columns and rows that are not needed.`);
    }
    return readFileSync(file);
  } catch (error) {
    if (error instanceof StartupError) throw error;
    throw new StartupError(`The file ${file} cannot be read: ${reasonOf(error)}.`, { cause: error });
  }
}
