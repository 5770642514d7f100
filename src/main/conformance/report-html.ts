import type { CheckDetail, CheckExchange, ConformanceRun } from '#shared/contract/conformance.ts';
import { resultSentence } from './counts.ts';
import { escapeHtml } from '../report/escape-markup.ts';
import { reportPage } from '../report/page.ts';

const WORDS: Readonly<Record<CheckDetail['outcome'], string>> = {
  pass: 'Passed',
  fail: 'Failed',
  warning: 'Warning',
  'not-offered': 'Not offered',
  'not-run': 'Not run',
};

const GROUPS: Readonly<Record<CheckDetail['group'], string>> = {
  discovery: 'Discovery',
  auth: 'Authentication',
  users: 'Users',
  groups: 'Groups',
  filters: 'Filters',
  lists: 'Sorting, projection and paging',
  patch: 'PATCH',
  errors: 'Errors and media types',
  etag: 'ETags',
  bulk: 'Bulk requests',
  entra: 'Microsoft Entra ID acceptance',
  okta: 'Okta acceptance',
};

const STYLE = `
td:first-child { width: 84px; } td:last-child { width: 250px; color: var(--quiet); }
.fail { color: var(--bad); } .warning { color: var(--warn); } .not-offered, .not-run { color: var(--quiet); }
pre { margin: 4px 0 8px; padding: 8px 10px; background: var(--sunken); white-space: pre-wrap; }
`;

/** A run as a page: every check, and of those that did not pass what was sent and answered. */
export function htmlReport(run: ConformanceRun, details: readonly CheckDetail[]): string {
  const groups = [...new Set(details.map(({ group }) => group))];
  const left =
    run.leftBehind.length === 0
      ? ''
      : `<p class="warning">Could not be taken away again: ${escapeHtml(run.leftBehind.join(', '))}</p>`;
  const sections = groups.map((group) =>
    section(
      GROUPS[group],
      details.filter((one) => one.group === group),
    ),
  );
  return reportPage({
    title: `SCIM conformance of ${run.targetName}`,
    style: STYLE,
    body: `<h1>${escapeHtml(resultSentence(run))}</h1>
<p>SCIM conformance of ${escapeHtml(run.targetName)}.</p>
<p class="quiet">Started ${escapeHtml(run.started)}${run.finished === null ? '' : `, ended ${escapeHtml(run.finished)}`}. Made with SCIM Rehearsal, which is not affiliated with Meisterplan, Microsoft or Okta.</p>
${left}
${sections.join('\n')}`,
  });
}

function section(title: string, details: readonly CheckDetail[]): string {
  return `<h2>${escapeHtml(title)}</h2>
<table>
${details.map(row).join('\n')}
</table>`;
}

function row(detail: CheckDetail): string {
  const { outcome, title, id, what, source } = detail;
  return `<tr><td class="${outcome}">${WORDS[outcome]}</td><td>${escapeHtml(title)}${what === null ? '' : `<p class="${outcome}">${escapeHtml(what)}</p>`}${problem(detail)}</td><td><code>${escapeHtml(id)}</code><br>${escapeHtml(source)}</td></tr>`;
}

function problem({ outcome, whoIsRight, fix, exchanges }: CheckDetail): string {
  if (outcome !== 'fail' && outcome !== 'warning') return '';
  const wire = exchanges.map(exchange).join('\n');
  return `<p>${escapeHtml(whoIsRight)}</p><p>${escapeHtml(fix)}</p><details><summary>${exchanges.length} ${exchanges.length === 1 ? 'request' : 'requests'}</summary><pre>${wire}</pre></details>`;
}

function exchange({ method, path, requestBody, status, responseBody }: CheckExchange): string {
  const lines = [`${method} ${path}`, requestBody ?? '', `→ ${status ?? 'no answer'}`, responseBody ?? '', ''];
  return escapeHtml(lines.filter((line, index) => line !== '' || index === 4).join('\n'));
}
