import type { CheckCounts, CheckResult, ConformanceRun } from '#shared/contract/conformance.ts';

export function countResults(results: readonly Pick<CheckResult, 'outcome'>[]): CheckCounts {
  const count = (outcome: CheckResult['outcome']) => results.filter((one) => one.outcome === outcome).length;
  return {
    pass: count('pass'),
    fail: count('fail'),
    warning: count('warning'),
    notOffered: count('not-offered'),
    notRun: count('not-run'),
  };
}

/** "58 passed, 2 failed, 3 not offered": what came out, in one line. */
export function resultSentence({ counts, state, problem }: Pick<ConformanceRun, 'counts' | 'state' | 'problem'>): string {
  const parts = [
    `${counts.pass} passed`,
    ...(counts.fail === 0 ? [] : [`${counts.fail} failed`]),
    ...(counts.warning === 0 ? [] : [`${counts.warning} ${counts.warning === 1 ? 'warning' : 'warnings'}`]),
    ...(counts.notOffered === 0 ? [] : [`${counts.notOffered} not offered`]),
    ...(counts.notRun === 0 || state === 'running' ? [] : [`${counts.notRun} not run`]),
  ];
  const line = `${parts.join(', ')}.`;
  if (state === 'stopped') return `Stopped: ${line}`;
  return problem === null ? line : `Broken off: ${line} ${problem}`;
}
