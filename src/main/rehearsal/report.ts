import type { RehearsalDetail } from '#shared/contract/rehearsals.ts';
import { STORIES } from './idps.ts';
import { count } from './stories/bulk.ts';

/** A rehearsal as a file: JSON for programs, one self-contained page for people. The secret token is in neither. */
export function reportRehearsal(run: RehearsalDetail, format: 'json' | 'html'): { fileName: string; text: string } {
  const name = `rehearsal-${run.id}-${run.idp}`;
  if (format === 'json') return { fileName: `${name}.json`, text: `${JSON.stringify(run, null, 2)}\n` };
  return { fileName: `${name}.html`, text: page(run) };
}

const WORDS = { ok: 'as expected', unexpected: 'to know', failed: 'failed', skipped: 'skipped' } as const;

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1f2328;background:#fff}
h1{font-size:20px;font-weight:550}h2{font-size:15px;font-weight:550;margin:2rem 0 .5rem}p{max-width:75ch}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}dt,.quiet{color:#59636e}dd{margin:0}
ol{padding:0;list-style:none}li{display:grid;grid-template-columns:7rem 1fr;padding:.5rem 0;border-top:1px solid #d8dee4}
.failed{color:#b42318;font-weight:550}.unexpected{color:#8a5a00}code{font:12.5px ui-monospace,monospace}
details summary{cursor:pointer;color:#59636e}li p{margin:0}footer{margin-top:3rem;color:#59636e;font-size:13px}
@media (prefers-color-scheme:dark){body{color:#e6edf3;background:#15181c}li{border-color:#30363d}dt,.quiet,details summary,footer{color:#9aa4af}.failed{color:#ff8f80}.unexpected{color:#e0b050}}`;

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
  ];
  const stories = run.stories.filter((story) => run.steps.some((step) => step.story === story));
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Rehearsal ${run.id}: ${escape(run.title)}</title><style>${STYLE}</style>
<h1>${escape(`${run.title}: ${run.result}`)}</h1>
<dl>${facts.map(([name, value]) => `<dt>${name}</dt><dd>${escape(value)}</dd>`).join('')}</dl>
${run.remarks.map((remark) => `<p class="unexpected">${escape(remark)}</p>`).join('')}
${stories.map((story) => `<h2>${escape(STORIES[story].title)}</h2><ol>${stepsOf(run, story)}</ol>`).join('\n')}
<footer>Written by SCIM Rehearsal, which is not affiliated with Meisterplan. The identity provider was simulated; only the real one tells the whole truth.</footer></html>
`;
}

function stepsOf({ steps }: RehearsalDetail, story: string): string {
  return steps
    .filter((step) => step.story === story)
    .map(
      ({ sentence, expectation, outcome, told, exchanges, exchangeCount }) =>
        `<li><span class="${outcome}">${WORDS[outcome]}</span><div><p>${escape(sentence)}</p><p class="quiet">Expected: ${escape(expectation)}</p><p class="${outcome}">${escape(told)}</p>${
          exchangeCount === 0
            ? ''
            : `<details><summary>${count(exchangeCount, 'request', 'requests')}</summary>${exchanges.map(({ method, path, status }) => `<code>${status} ${method} ${escape(path)}</code>`).join('<br>')}</details>`
        }</div></li>`,
    )
    .join('');
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
