import type { RunSummary } from '#shared/contract/replay.ts';
import type { ReportedStep } from './report.ts';

const WORDS: Readonly<Record<ReportedStep['outcome'], string>> = {
  same: 'Same',
  differs: 'Differs',
  cannot: 'Not replayed',
  'in-doubt': 'In doubt',
  waiting: 'Not sent',
  sending: 'Being sent',
};

const STYLE = `
:root { color-scheme: light dark; --text: #1b1c20; --quiet: #55585f; --line: #e0e0e4; --ground: #fff; --bad: #b3261e; --warn: #8a5200; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e7ea; --quiet: #a9acb4; --line: #33353b; --ground: #18191c; --bad: #ff9a91; --warn: #e6b566; } }
body { margin: 32px auto; max-width: 1080px; padding: 0 20px; background: var(--ground); color: var(--text); font: 13px/1.5 system-ui, sans-serif; }
h1 { font-size: 20px; font-weight: 550; margin: 0 0 4px; } p { margin: 0 0 8px; max-width: 75ch; } .quiet { color: var(--quiet); }
table { width: 100%; border-collapse: collapse; margin-top: 20px; } th { text-align: left; font-weight: 550; color: var(--quiet); }
th, td { padding: 5px 10px 5px 0; border-bottom: 1px solid var(--line); vertical-align: top; } td.n { font-variant-numeric: tabular-nums; white-space: nowrap; }
code { font: 12px ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; } .differs, .in-doubt { color: var(--bad); } .cannot { color: var(--warn); }
ul { margin: 4px 0 0; padding-left: 18px; } del { text-decoration: line-through; color: var(--quiet); } ins { text-decoration: none; }
`;

/** One HTML file with everything in it, no script, that can be mailed and opened anywhere. */
export function htmlReport(run: RunSummary, steps: readonly ReportedStep[]): string {
  const { counts } = run;
  const facts = [
    `${counts.same} same`,
    `${counts.differs} differ`,
    `${counts.cannot} could not be replayed`,
    ...(counts.inDoubt > 0 ? [`${counts.inDoubt} in doubt`] : []),
    ...(counts.waiting > 0 ? [`${counts.waiting} not sent`] : []),
  ];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Replay ${run.id}: ${escape(run.title)}</title>
<style>${STYLE}</style>
<h1>${escape(run.title)}</h1>
<p>Sent again to ${escape(run.targetName)}.</p>
<p>${facts.join(' · ')}. Refused: ${run.refusedBefore} then, ${run.refusedNow} now.</p>
${run.problem === null ? '' : `<p class="differs">${escape(run.problem)}</p>`}
<p class="quiet">Planned ${escape(run.created)}${run.finished === null ? '' : `, ended ${escape(run.finished)}`}. Ids, times, versions and hosts differ by nature and are not counted.</p>
<table>
<thead><tr><th>No.</th><th>What it was</th><th>Request</th><th>Status</th><th>Outcome</th></tr></thead>
<tbody>
${steps.map(row).join('\n')}
</tbody>
</table>
</html>
`;
}

function row(step: ReportedStep): string {
  const status =
    step.status === null || step.status === step.originalStatus
      ? `${step.originalStatus}`
      : `${step.originalStatus} → ${step.status}`;
  const differences = step.differences.map(
    ({ path, before, now }) =>
      `<li><code>${escape(path)}</code>: ${before === null ? '' : `<del>${escape(before)}</del> `}<ins>${now === null ? '<em>missing now</em>' : escape(now)}</ins></li>`,
  );
  const list = differences.length === 0 ? '' : `<ul>${differences.join('')}</ul>`;
  const reason = step.reason === null ? '' : `<div class="quiet">${escape(step.reason)}</div>`;
  return `<tr><td class="n">${step.seq}</td><td>${escape(step.sentence)}${reason}${list}</td><td><code>${escape(step.method)} ${escape(step.path)}</code></td><td class="n">${status}</td><td class="${step.outcome}">${WORDS[step.outcome]}</td></tr>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
