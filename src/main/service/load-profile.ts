import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CompiledProfile, compileProfile } from '../profile/compile.ts';
import { ProfileError, parseProfile } from '../profile/parse.ts';
import { StartupError } from './startup-error.ts';

const SHIPPED = ['meisterplan', 'rfc7643'];

/**
 * @param nameOrFile `meisterplan`, `rfc7643`, or the path of a profile file (docs/profiles.md)
 * @throws StartupError that names the file and everything that is wrong in it
 */
export function loadProfile(nameOrFile: string): CompiledProfile {
  const file = SHIPPED.includes(nameOrFile) ? join(profilesFolder(), `${nameOrFile}.json`) : nameOrFile;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new StartupError(
      `The profile "${nameOrFile}" cannot be read. Name ${SHIPPED.join(' or ')}, or the path of a profile file.`,
      { cause: error },
    );
  }
  try {
    return compileProfile(parseProfile(text, file));
  } catch (error) {
    if (error instanceof ProfileError) throw new StartupError(error.message, { cause: error });
    throw error;
  }
}

/** @throws StartupError for anything that is not shipped, because a path from the console would be a way to read files */
export function loadShippedProfile(name: string): CompiledProfile {
  if (SHIPPED.includes(name)) return loadProfile(name);
  throw new StartupError(`There is no profile "${name}". Choose ${SHIPPED.join(' or ')}.`);
}

/** `resources/profiles` of the package, whether this runs from `src/main/service`, from `out/main` or from a chunk beside it. */
function profilesFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'resources', 'profiles'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new StartupError('The shipped profiles are missing: the installation is not complete.');
    folder = parent;
  }
  return join(folder, 'resources', 'profiles');
}
