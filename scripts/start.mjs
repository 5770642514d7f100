import { spawn } from 'node:child_process';
import { openBrowser } from './lib/browser.mjs';
import { buildIfStale } from './lib/build.mjs';
import { electronRuntime } from './lib/electron.mjs';
import { installIfNeeded } from './lib/install.mjs';
import { ROOT, checkScriptNode, projectNode, stop } from './lib/project.mjs';
import { passSignals, projectEnvironment, run } from './lib/run.mjs';

// `npm start [-- <options of the host>]`: the desktop where the Electron runtime is there, else the same service headless with
// its console in the browser. `--headless` asks for the latter.
checkScriptNode();
const asked = process.argv.slice(2);
const args = asked.filter((arg) => arg !== '--headless');
await installIfNeeded();
if (!(await buildIfStale())) stop('The build failed: the lines above say why. Nothing was started.');
const runtime = electronRuntime();
if (runtime !== null && asked.length === args.length) {
  process.exitCode = await run(runtime, ['.', ...args], { env: projectEnvironment() });
} else {
  if (runtime === null) {
    process.stderr.write(
      'The Electron runtime is not installed, so the console runs in your browser ("npx install-electron" brings the desktop window).\n',
    );
  }
  process.exitCode = await runHeadless();
}

/** @returns {Promise<number>} its exit code */
function runHeadless() {
  return new Promise((resolve, reject) => {
    const child = spawn(projectNode(), ['out/main/headless.js', 'serve', ...args], {
      cwd: ROOT,
      env: projectEnvironment(),
      stdio: ['inherit', 'pipe', 'inherit'],
    });
    passSignals(child);
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      process.stdout.write(text);
      printed += text;
      const console = /http:\/\/[^\s"]+#key=[^\s"]+(?=[\s"])/.exec(printed);
      if (console === null) return;
      child.stdout.removeAllListeners('data').on('data', (/** @type {string} */ more) => process.stdout.write(more));
      openBrowser(console[0]);
    });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}
