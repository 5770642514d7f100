import { accessSync, constants, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { StartupError } from '../service/startup-error.ts';
import { reasonOf } from './file-problem.ts';

const OR = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/**
 * Looks, before a long run, whether its report can be written afterwards.
 * @param endings that the file may have, each with its dot
 * @throws StartupError that says what is wrong with the name or the place
 */
export function mustTakeReport(file: string, endings: readonly string[]): void {
  if (!endings.includes(extname(file).toLowerCase())) {
    throw new StartupError(`The report ${file} has no known ending. Name it ${OR.format(endings)}.`);
  }
  const path = resolve(file);
  try {
    const there = statSync(path, { throwIfNoEntry: false });
    if (there?.isDirectory() === true) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
    accessSync(there === undefined ? dirname(path) : path, constants.W_OK);
  } catch (error) {
    throw notWritten(file, error);
  }
}

/** Writes a report that only its owner can read, because it holds names of people. @throws StartupError that says why it cannot be written */
export function writeReport(file: string, content: string | Uint8Array): void {
  try {
    writeFileSync(resolve(file), content, { mode: 0o600 });
  } catch (error) {
    throw notWritten(file, error);
  }
}

function notWritten(file: string, error: unknown): StartupError {
  return new StartupError(`The report cannot be written to ${file}: ${reasonOf(error)}.`, { cause: error });
}
