import type { RehearsalDetail } from '#shared/contract/rehearsals.ts';
import { escapeHtml } from '../report/escape-markup.ts';
import { reportPage } from '../report/page.ts';
import { drilledStepSentence } from './drill-words.ts';
import { STORIES } from './idps.ts';
import { count } from './stories/bulk.ts';

/** A rehearsal as a file: JSON for programs, one self-contained page for people. The secret token is in neither. */
export function reportRehearsal(run: RehearsalDetail, format: 'json' | 'html'): { fileName: string; text: string } {
  const name = `rehearsal-${run.id}-${run.idp}`;
  if (format === 'json') return { fileName: `${name}.json`, text: `${JSON.stringify(run, null, 2)}\n` };
  return { fileName: `${name}.html`, text: page(run) };
}

const WORDS = { ok: 'as expected', unexpected: 'to know', failed: 'failed', skipped: 'skipped' } as const;

const STYLE = `
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; } dt { color: var(--quiet); } dd { margin: 0; }
ol { padding: 0; list-style: none; } li { display: grid; grid-template-columns: 112px 1fr; padding: 8px 0; border-top: 1px solid var(--line); } li p { margin: 0; }
.failed { color: var(--bad); font-weight: 550; } .unexpected { color: var(--warn); } footer { margin-top: 48px; color: var(--quiet); }
`;

function page(run: RehearsalDetail): string {
  const target = run.target.kind === 'sandbox' ? 'the sandbox of SCIM Rehearsal' : run.target.url;
  const facts: [string, string][] = [
    ['Identity provider', run.title],
    ['Target', target],
    ['Mappings', run.mapping],
    [
      'Company',
      `${count(run.people, 'person', 'people')}, ${count(run.groups, 'group', 'groups')}${run.seed === null ? '' : `, seed ${run.seed}`}`,
    ],
    ['Begun', run.created],
    ['Ended', run.finished ?? 'not yet'],
    ...run.drills.map(({ name, touched }): [string, string] => [
      'Drill',
      `${name}, which touched ${count(touched, 'request', 'requests')}`,
    ]),
  ];
  const stories = run.stories.filter((story) => run.steps.some((step) => step.story === story));
  return reportPage({
    title: `Rehearsal ${run.id}: ${run.title}`,
    style: STYLE,
    body: `<h1>${escapeHtml(`${run.title}: ${run.result}`)}</h1>
<dl>${facts.map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`).join('')}</dl>
${run.remarks.map((remark) => `<p class="unexpected">${escapeHtml(remark)}</p>`).join('')}
${stories.map((story) => `<h2>${escapeHtml(STORIES[story].title)}</h2><ol>${stepsOf(run, story)}</ol>`).join('\n')}
<footer>Written by SCIM Rehearsal, which is not affiliated with Meisterplan. The identity provider was simulated; only the real one tells the whole truth.</footer>`,
  });
}

function stepsOf({ steps }: RehearsalDetail, story: string): string {
  return steps
    .filter((step) => step.story === story)
    .map(
      ({ sentence, expectation, outcome, told, exchanges, exchangeCount, drilled }) =>
        `<li><span class="${outcome}">${WORDS[outcome]}</span><div><p>${escapeHtml(sentence)}</p><p class="quiet">Expected: ${escapeHtml(expectation)}</p><p class="${outcome}">${escapeHtml(told)}</p>${drilled === 0 ? '' : `<p class="unexpected">${escapeHtml(drilledStepSentence(drilled) ?? '')}</p>`}${
          exchangeCount === 0
            ? ''
            : `<details><summary>${count(exchangeCount, 'request', 'requests')}</summary>${exchanges.map(({ method, path, status }) => `<code>${status} ${method} ${escapeHtml(path)}</code>`).join('<br>')}</details>`
        }</div></li>`,
    )
    .join('');
}
