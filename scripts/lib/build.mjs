import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './project.mjs';
import { runNode } from './run.mjs';

const STAMP = join(ROOT, 'out/inputs.sha256');
const INPUTS = [
  'src',
  'electron.vite.config.ts',
  'postcss.config.mjs',
  'tsconfig.base.json',
  'package.json',
  'package-lock.json',
];
const OUTPUTS = ['out/main/index.js', 'out/main/headless.js', 'out/preload/index.cjs', 'out/renderer/index.html'];

/** @returns {boolean} whether every entry is there, however old */
export function isBuilt() {
  return OUTPUTS.every((file) => existsSync(join(ROOT, file)));
}

/** Builds when what is built did not come from the sources as they are now. @returns {Promise<boolean>} whether a build is there */
export async function buildIfStale() {
  if (isBuilt() && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hashOfInputs()) return true;
  return build();
}

/** @returns {Promise<boolean>} whether the build succeeded */
export async function build() {
  process.stderr.write('Building …\n');
  const inputs = hashOfInputs();
  rmSync(STAMP, { force: true });
  const code = await runNode(['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn'], {
    output: 'stderr',
  });
  if (code !== 0) return false;
  mkdirSync(join(ROOT, 'out'), { recursive: true });
  writeFileSync(STAMP, inputs);
  return true;
}

function hashOfInputs() {
  const hash = createHash('sha256');
  for (const file of INPUTS.flatMap(filesOf)) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(ROOT, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** @param {string} path @returns {string[]} the file itself, or every file of the folder, in a stable order */
function filesOf(path) {
  if (!statSync(join(ROOT, path)).isDirectory()) return [path];
  return readdirSync(join(ROOT, path))
    .toSorted()
    .flatMap((name) => filesOf(`${path}/${name}`));
}
