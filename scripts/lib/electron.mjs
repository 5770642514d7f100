import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './project.mjs';

/**
 * Where the Electron runtime is. The npm package alone is not it: the runtime is a download of its own, which asking the package
 * (`import electron`) would start. So this only looks.
 * @returns {string | null} the executable, or `null` when the runtime is not there
 */
export function electronRuntime() {
  const pathFile = join(ROOT, 'node_modules/electron/path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron';
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(ROOT, 'node_modules/electron/dist');
  const executable = join(folder, name);
  return existsSync(executable) ? executable : null;
}
