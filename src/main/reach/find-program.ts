import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, extname, isAbsolute, join } from 'node:path';

/** Where a program lies, or why it cannot be used. */
export interface FoundProgram {
  readonly path: string | null;
  /** only for a path that was set by hand */
  readonly problem: string | null;
}

interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: string;
}

/** Folders of package managers that are missing from the PATH of an app started from the desktop. */
const USUAL_FOLDERS = ['/opt/homebrew/bin', '/usr/local/bin', '/snap/bin'];

/**
 * Finds a program by its name in PATH, as a shell would. A path that was set by hand replaces the search.
 * @param setPath the path that was set by hand; empty for none
 */
export function findProgram(
  name: string,
  setPath: string,
  { env, platform }: Surroundings = { env: process.env, platform: process.platform },
): FoundProgram {
  if (setPath !== '') return checkPath(setPath);
  const isWindows = platform === 'win32';
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(isWindows ? ';' : delimiter).filter((folder) => isAbsolute(folder));
  const all = isWindows ? folders : [...folders, ...USUAL_FOLDERS];
  // Only an .exe can be started without a shell.
  const file = isWindows ? `${name}.exe` : name;
  const path = all.map((folder) => join(folder, file)).find((candidate) => problemOf(candidate) === null) ?? null;
  return { path, problem: null };
}

function checkPath(path: string): FoundProgram {
  const problem = isAbsolute(path) ? problemOf(path) : 'The path must be a whole one, from the root or the drive on.';
  return problem === null ? { path, problem: null } : { path: null, problem };
}

function problemOf(path: string): string | null {
  try {
    if (!statSync(path).isFile()) return `${path} is a folder. Name the program in it.`;
    if (process.platform === 'win32' && /^\.(?:cmd|bat|ps1)$/i.test(extname(path))) {
      return `${path} is a script. Name the .exe that it starts.`;
    }
    accessSync(path, constants.X_OK);
    return null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'EACCES' ? `${path} may not be executed by this user.` : `There is no program at ${path}.`;
  }
}
