import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, stop } from './project.mjs';
import { run } from './run.mjs';

/** @typedef {Record<string, { version?: string, optional?: boolean }>} Packages */

/** Runs `npm ci` when node_modules is missing or is not what package-lock.json says. */
export async function installIfNeeded() {
  if (isInstalled()) return;
  process.stderr.write('Installing the dependencies (npm ci) …\n');
  const code = await npm(['ci', '--no-audit', '--no-fund']);
  if (code !== 0) stop('The dependencies could not be installed: npm says above why. Nothing was started.');
}

function isInstalled() {
  const installed = readPackages('node_modules/.package-lock.json');
  if (installed === null) return false;
  const wanted = readPackages('package-lock.json') ?? {};
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const present = installed[path];
    // An optional package of another platform is left out by npm.
    return present === undefined ? optional === true : present.version === version;
  });
}

/** @param {string} file @returns {Packages | null} */
function readPackages(file) {
  const path = join(ROOT, file);
  if (!existsSync(path)) return null;
  const lock = /** @type {{ packages: Packages }} */ (JSON.parse(readFileSync(path, 'utf8')));
  return lock.packages;
}

/** @param {readonly string[]} args */
function npm(args) {
  const own = process.env['npm_execpath'];
  // Not this process's Node: under npm that may be the one in node_modules, which `npm ci` deletes.
  const node = process.env['npm_node_execpath'];
  if (own !== undefined && node !== undefined) return run(node, [own, ...args], { output: 'stderr' });
  return run('npm', args, { output: 'stderr', shell: process.platform === 'win32' });
}
