import type { RunSummary } from '#shared/contract/replay.ts';
import { escapeHtml } from '../report/escape-markup.ts';
import { reportPage } from '../report/page.ts';
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
table { margin-top: 20px; } th { font-weight: 550; color: var(--quiet); } td.n { font-variant-numeric: tabular-nums; white-space: nowrap; }
.differs, .in-doubt { color: var(--bad); } .cannot { color: var(--warn); }
ul { margin: 4px 0 0; padding-left: 18px; } del { text-decoration: line-through; color: var(--quiet); } ins { text-decoration: none; }
`;

/** A run as a page: every exchange, and where its outcome differed. */
export function htmlReport(run: RunSummary, steps: readonly ReportedStep[]): string {
  const { counts } = run;
  const facts = [
    `${counts.same} same`,
    `${counts.differs} differ`,
    `${counts.cannot} could not be replayed`,
    ...(counts.inDoubt > 0 ? [`${counts.inDoubt} in doubt`] : []),
    ...(counts.waiting > 0 ? [`${counts.waiting} not sent`] : []),
  ];
  return reportPage({
    title: `Replay ${run.id}: ${run.title}`,
    style: STYLE,
    body: `<h1>${escapeHtml(run.title)}</h1>
<p>Sent again to ${escapeHtml(run.targetName)}.</p>
<p>${facts.join(' · ')}. Refused: ${run.refusedBefore} then, ${run.refusedNow} now.</p>
${run.problem === null ? '' : `<p class="differs">${escapeHtml(run.problem)}</p>`}
<p class="quiet">Planned ${escapeHtml(run.created)}${run.finished === null ? '' : `, ended ${escapeHtml(run.finished)}`}. Ids, times, versions and hosts differ by nature and are not counted.</p>
<table>
<thead><tr><th>No.</th><th>What it was</th><th>Request</th><th>Status</th><th>Outcome</th></tr></thead>
<tbody>
${steps.map(row).join('\n')}
</tbody>
</table>`,
  });
}

function row(step: ReportedStep): string {
  const status =
    step.status === null || step.status === step.originalStatus
      ? `${step.originalStatus}`
      : `${step.originalStatus} → ${step.status}`;
  const differences = step.differences.map(
    ({ path, before, now }) =>
      `<li><code>${escapeHtml(path)}</code>: ${before === null ? '' : `<del>${escapeHtml(before)}</del> `}<ins>${now === null ? '<em>missing now</em>' : escapeHtml(now)}</ins></li>`,
  );
  const list = differences.length === 0 ? '' : `<ul>${differences.join('')}</ul>`;
  const reason = step.reason === null ? '' : `<div class="quiet">${escapeHtml(step.reason)}</div>`;
  return `<tr><td class="n">${step.seq}</td><td>${escapeHtml(step.sentence)}${reason}${list}</td><td><code>${escapeHtml(step.method)} ${escapeHtml(step.path)}</code></td><td class="n">${status}</td><td class="${step.outcome}">${WORDS[step.outcome]}</td></tr>`;
}
