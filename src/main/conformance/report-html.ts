import type { CheckDetail, CheckExchange, ConformanceRun } from '#shared/contract/conformance.ts';
import { resultSentence } from './counts.ts';
import { escapeHtml } from './escape-markup.ts';

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
:root { color-scheme: light dark; --text: #1b1c20; --quiet: #55585f; --line: #e0e0e4; --ground: #fff; --sunken: #f6f6f7; --bad: #b3261e; --warn: #8a5200; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e7ea; --quiet: #a9acb4; --line: #33353b; --ground: #18191c; --sunken: #121316; --bad: #ff9a91; --warn: #e6b566; } }
body { margin: 32px auto; max-width: 1080px; padding: 0 20px; background: var(--ground); color: var(--text); font: 13px/1.5 system-ui, sans-serif; }
h1 { font-size: 20px; font-weight: 550; margin: 0 0 4px; } h2 { font-size: 15px; font-weight: 550; margin: 28px 0 4px; }
p { margin: 0 0 8px; max-width: 75ch; } .quiet { color: var(--quiet); }
table { width: 100%; border-collapse: collapse; } td { padding: 5px 10px 5px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td:first-child { width: 84px; } td:last-child { width: 250px; color: var(--quiet); } .fail { color: var(--bad); } .warning { color: var(--warn); } .not-offered, .not-run { color: var(--quiet); }
code, pre { font: 12px/1.5 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; } pre { margin: 4px 0 8px; padding: 8px 10px; background: var(--sunken); white-space: pre-wrap; }
summary { cursor: pointer; color: var(--quiet); }
`;

/** One HTML file with everything in it, no script, that can be mailed and opened anywhere. */
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
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>SCIM conformance of ${escapeHtml(run.targetName)}</title>
<style>${STYLE}</style>
<h1>${escapeHtml(resultSentence(run))}</h1>
<p>SCIM conformance of ${escapeHtml(run.targetName)}.</p>
<p class="quiet">Started ${escapeHtml(run.started)}${run.finished === null ? '' : `, ended ${escapeHtml(run.finished)}`}. Made with SCIM Rehearsal, which is not affiliated with Meisterplan, Microsoft or Okta.</p>
${left}
${sections.join('\n')}
</html>
`;
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
