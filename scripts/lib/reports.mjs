import { existsSync, readFileSync } from 'node:fs';

// Totals come from what the runners wrote for machines, never from their printed text.

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */
/** @typedef {{ status: string, assertionResults: { status: string }[] }} VitestFile */
/** @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, testResults: VitestFile[] }} VitestReport */
/** @typedef {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number } }} PlaywrightReport */

/**
 * @param {string} file of vitest's json reporter
 * @returns {() => Count | null} `null` when the runner wrote none
 */
export function readVitest(file) {
  return () => {
    /** @type {VitestReport | null} */
    const report = readJson(file);
    if (report === null) return null;
    // A file can fail outside of its tests: it does not load, or what its tests need does not start.
    const outside = report.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((each) => each.status === 'failed'),
    );
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + outside.length,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  };
}

/**
 * @param {string} file of Playwright's json reporter
 * @returns {() => Count | null} `null` when the runner wrote none
 */
export function readPlaywright(file) {
  return () => {
    /** @type {PlaywrightReport | null} */
    const report = readJson(file);
    if (report === null) return null;
    const { expected, unexpected, flaky, skipped } = report.stats;
    return { passed: expected, failed: unexpected + flaky, skipped };
  };
}

/**
 * @template T
 * @param {string} file
 * @returns {T | null}
 */
function readJson(file) {
  return existsSync(file) ? /** @type {T} */ (JSON.parse(readFileSync(file, 'utf8'))) : null;
}
