import type { CheckDetail, CheckReportFormat, ConformanceRun } from '#shared/contract/conformance.ts';
import { htmlReport } from './report-html.ts';
import { junitReport } from './report-junit.ts';

const ENDINGS: Readonly<Record<CheckReportFormat, string>> = { json: 'json', html: 'html', junit: 'xml' };

/** A run as a file to keep: JSON for programs, HTML for people, JUnit XML for pipelines. No token is in it. */
export function reportRun(
  run: ConformanceRun,
  details: readonly CheckDetail[],
  format: CheckReportFormat,
): { fileName: string; text: string } {
  const stamp = run.started.slice(0, 16).replaceAll(/[-:]/g, '').replace('T', '-');
  return { fileName: `conformance-${stamp}.${ENDINGS[format]}`, text: textOf(run, details, format) };
}

/** @returns the format that a file name asks for; undefined for an unknown ending */
export function formatOf(fileName: string): CheckReportFormat | undefined {
  const ending = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase();
  if (ending === 'htm') return 'html';
  return (Object.keys(ENDINGS) as CheckReportFormat[]).find((format) => ENDINGS[format] === ending);
}

function textOf(run: ConformanceRun, details: readonly CheckDetail[], format: CheckReportFormat): string {
  if (format === 'html') return htmlReport(run, details);
  if (format === 'junit') return junitReport(run, details);
  return `${JSON.stringify({ format: 'scim-rehearsal-conformance', version: 1, ...run, results: details }, null, 2)}\n`;
}
