import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './lib/build.mjs';
import { installIfNeeded } from './lib/install.mjs';
import { ROOT, checkScriptNode } from './lib/project.mjs';
import { readPlaywright, readVitest } from './lib/reports.mjs';
import { runNode } from './lib/run.mjs';

// `npm test`: everything that must hold. Every check and every test counts; the last line is the total.
const MINUTE = 60_000;
const REPORTS = join(ROOT, 'test-results');

/** Against a run that never ends; three times what the longest of them takes on two cores. */
const LONGEST_RUN = 20 * MINUTE;

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

/** @type {readonly { name: string, args: string[] }[]} */
const CHECKS = [
  { name: 'types', args: ['node_modules/typescript/bin/tsc', '-b'] },
  { name: 'lint', args: ['node_modules/oxlint/bin/oxlint'] },
  { name: 'format', args: ['node_modules/oxfmt/bin/oxfmt', '--check'] },
  { name: 'unused code', args: ['node_modules/knip/bin/knip.js'] },
];

checkScriptNode();
await installIfNeeded();
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });

/** @type {string[]} */
const broken = [];
/** @type {Count} */
const total = { passed: 0, failed: 0, skipped: 0 };

await check('build', build);
for (const { name, args } of CHECKS) await check(name, async () => (await runNode(args, { limitMs: 3 * MINUTE })) === 0);
await tests('unit tests', vitest('unit'), readVitest(join(REPORTS, 'unit.json')));
await tests('integration tests', vitest('integration'), readVitest(join(REPORTS, 'integration.json')));
await tests('browser tests', ['node_modules/@playwright/test/cli.js', 'test'], readPlaywright(join(REPORTS, 'playwright.json')));

if (total.skipped > 0) console.log(`${total.skipped} skipped: each says above why`);
for (const name of broken) console.log(`Failed: ${name}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

/** @param {string} name @param {() => Promise<boolean>} passes */
async function check(name, passes) {
  heading(name);
  add(name, (await passes()) ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 });
}

/** @param {string} name @param {string[]} args @param {() => Count | null} readReport */
async function tests(name, args, readReport) {
  heading(name);
  const code = await runNode(args, { limitMs: LONGEST_RUN });
  const count = readReport() ?? { passed: 0, failed: 0, skipped: 0 };
  // A runner can fail without a failing test: it crashed, took too long, or found an error outside of every test.
  const uncounted = code !== 0 && count.failed === 0 ? 1 : 0;
  // And one that finds no test has tested nothing.
  const empty = code === 0 && count.passed === 0 ? 1 : 0;
  add(name, { ...count, failed: count.failed + uncounted + empty });
}

/** @param {string} project */
function vitest(project) {
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=test-results/${project}.json`];
  return ['node_modules/vitest/vitest.mjs', 'run', '--project', project, ...reporters];
}

/** @param {string} name @param {Count} count */
function add(name, count) {
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
  if (count.failed > 0) broken.push(name);
}

/** @param {string} name */
function heading(name) {
  console.log(`\n== ${name}`);
}
