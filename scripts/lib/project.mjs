import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// These scripts run before anything is installed, on whatever Node the machine has: no dependencies, no syntax newer than Node 20.

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const SCRIPTS_NEED = 20;
const HOST_NEEDS = 24;

/** Ends the process with code 2 and one sentence. @param {string} sentence @returns {never} */
export function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}

/** The first thing that every script does. */
export function checkScriptNode() {
  if (major() >= SCRIPTS_NEED) return;
  stop(
    `This is Node ${process.versions.node}. Install Node ${SCRIPTS_NEED} or newer; the project then brings the Node it runs on.`,
  );
}

/** @returns {string} the Node that the host, the build and the tests run on: the one from npm, or this one where it is new enough */
export function projectNode() {
  const installed = join(ROOT, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(installed)) return installed;
  if (major() >= HOST_NEEDS) return process.execPath;
  return stop(
    `Node ${HOST_NEEDS} is missing: "npm ci" did not bring it, because install scripts are switched off or the download failed. ` +
      `Run "npm ci" again with scripts allowed, or install Node ${HOST_NEEDS}.`,
  );
}

function major() {
  return Number.parseInt(process.versions.node, 10);
}
