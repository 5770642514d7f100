import { existsSync, readFileSync } from 'node:fs';

// Totals come from what the runners wrote for machines, never from their printed text.

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

/**
 * @param {string} file of vitest's json reporter
 * @returns {() => Count | null} `null` when the runner wrote none
 */
export function readVitest(file) {
  return () => {
    const report = readJson(file);
    if (report === null) return null;
    /** @type {{ status: string, assertionResults: unknown[] }[]} */
    const files = report.testResults;
    const unloadable = files.filter((each) => each.status === 'failed' && each.assertionResults.length === 0).length;
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + unloadable,
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
    const report = readJson(file);
    if (report === null) return null;
    const { expected, unexpected, flaky, skipped } = report.stats;
    return { passed: expected, failed: unexpected + flaky, skipped };
  };
}

/** @param {string} file */
function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
