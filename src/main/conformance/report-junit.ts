import type { CheckDetail, ConformanceRun } from '#shared/contract/conformance.ts';
import { escapeXml } from '../report/escape-markup.ts';

/**
 * JUnit XML, as pipelines read it: one suite for each group. What is not offered or was not run is `skipped`; a warning passes, and says so
 * in `system-out`. A run that broke off is an error of its own, so that no pipeline takes what was skipped for what is well.
 */
export function junitReport(run: ConformanceRun, details: readonly CheckDetail[]): string {
  const groups = [...new Set(details.map(({ group }) => group))];
  const suites = groups.map((group) =>
    suite(
      run,
      group,
      details.filter((one) => one.group === group),
    ),
  );
  if (run.problem !== null) suites.unshift(brokenOff(run, run.problem));
  const { counts } = run;
  const broken = run.problem === null ? 0 : 1;
  const skipped = counts.notOffered + counts.notRun;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="SCIM Rehearsal: ${escapeXml(run.targetName)}" tests="${details.length + broken}" failures="${counts.fail}" errors="${broken}" skipped="${skipped}" time="${seconds(details)}">
${suites.join('\n')}
</testsuites>
`;
}

function brokenOff({ started }: ConformanceRun, problem: string): string {
  return `  <testsuite name="run" tests="1" failures="0" errors="1" skipped="0" timestamp="${escapeXml(started)}" time="0.000">
    <testcase classname="run" name="run: the endpoint answers until the end" time="0.000">
      <error message="${escapeXml(problem)}" type="broken-off"/>
    </testcase>
  </testsuite>`;
}

function suite(run: ConformanceRun, group: string, details: readonly CheckDetail[]): string {
  const count = (...outcomes: CheckDetail['outcome'][]) => details.filter(({ outcome }) => outcomes.includes(outcome)).length;
  return `  <testsuite name="${escapeXml(group)}" tests="${details.length}" failures="${count('fail')}" errors="0" skipped="${count('not-offered', 'not-run')}" timestamp="${escapeXml(run.started)}" time="${seconds(details)}">
${details.map(testCase).join('\n')}
  </testsuite>`;
}

function testCase(detail: CheckDetail): string {
  const open = `    <testcase classname="${escapeXml(detail.group)}" name="${escapeXml(`${detail.id}: ${detail.title}`)}" time="${seconds([detail])}"`;
  const content = contentOf(detail);
  return content === null ? `${open}/>` : `${open}>\n      ${content}\n    </testcase>`;
}

function contentOf(detail: CheckDetail): string | null {
  const what = detail.what ?? '';
  switch (detail.outcome) {
    case 'pass':
      return null;
    case 'fail':
      return `<failure message="${escapeXml(what)}" type="${escapeXml(detail.source)}">${escapeXml(evidence(detail))}</failure>`;
    case 'warning':
      return `<system-out>${escapeXml(`Warning: ${what}\n${evidence(detail)}`)}</system-out>`;
    case 'not-offered':
      return `<skipped message="${escapeXml(`Not offered: ${what}`)}"/>`;
    case 'not-run':
      return '<skipped message="Not run: the run ended before."/>';
  }
}

function evidence({ whoIsRight, fix, exchanges }: CheckDetail): string {
  const last = exchanges.at(-1);
  const wire =
    last === undefined
      ? []
      : [`${last.method} ${last.path}`, last.requestBody ?? '', `-> ${last.status ?? 'no answer'}`, last.responseBody ?? ''];
  return [whoIsRight, `Fix: ${fix}`, ...wire].filter((line) => line !== '').join('\n');
}

function seconds(details: readonly CheckDetail[]): string {
  return (details.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000).toFixed(3);
}
