import type { Check, CheckState } from '#shared/contract/golive.ts';
import type { MappingVerdict } from '#shared/contract/mappings.ts';
import type { Trap, TrapEvidence, TrapSeverity } from '#shared/contract/traps.ts';
import { isOpen } from '../checklist/judge.ts';
import { type Markup, html, prose } from './markup.ts';
import { at, label } from './phrases.ts';
import type { ReportFacts } from './report-facts.ts';

/** What was rehearsed, where, and under which profile. */
export function rehearsedSection({ rehearsed, sandbox }: ReportFacts): Markup {
  const { counts, period, senders } = rehearsed;
  return html`<h2>What was rehearsed</h2>
    <dl class="facts">
      <dt>Identity provider</dt>
      <dd>${rehearsed.idpName}</dd>
      <dt>Sandbox</dt>
      <dd>${sandbox.name}, profile ${sandbox.profile}</dd>
      <dt>Period</dt>
      <dd>${period === null ? 'No call has arrived' : `${at(period.from)} to ${at(period.to)}`}</dd>
      <dt>Calls</dt>
      <dd>
        ${counts.exchanges}${rehearsed.bounded ? ' (the newest; the log holds more)' : ''}, of which ${counts.refused} refused or
        failed
      </dd>
      <dt>Users</dt>
      <dd>${counts.users}, of which ${counts.provisionedUsers} provisioned</dd>
      <dt>Groups</dt>
      <dd>${counts.groups}</dd>
      <dt>Single sign-on</dt>
      <dd>${rehearsed.singleSignOn === 'unanswered' ? 'not answered' : rehearsed.singleSignOn}</dd>
      ${senders.map(
        ({ clients, exchanges, first, last }) =>
          html`<dt>Caller</dt>
            <dd>${clients.join(', ')}: ${exchanges} ${exchanges === 1 ? 'call' : 'calls'}, ${at(first)} to ${at(last)}</dd>`,
      )}
    </dl>`;
}

const STATES: Readonly<Record<CheckState, string>> = {
  open: 'Open',
  rehearsed: 'Rehearsed',
  done: 'Seen',
  'not-possible': 'Not possible',
  waived: 'Waived',
};

/** The checklist, with what is open and what was waived. */
export function checklistSection({ checklist }: ReportFacts): Markup {
  return html`<h2>Checklist</h2>
    <p class="quiet">Ticked only by what was observed. Each item says where it was seen; numbers are those of the log.</p>
    ${checklist.map(checkItem)}`;
}

function checkItem({ title, state, what, next, fidelity, evidence, waiver, lapsed }: Check): Markup {
  return html`<div class="item">
    <span class="state" data-state="${state}">${STATES[state]}</span> <strong>${prose(title)}</strong> ${label(fidelity)}
    <p>${prose(what)}</p>
    ${isOpen(state) && next !== null && html`<p class="quiet">To do: ${prose(next)}</p>`}
    ${waiver !== null && html`<p class="waiver">Waived on ${at(waiver.at)}: ${waiver.reason}</p>`}
    ${lapsed !== null && html`<p class="waiver">A waiver of ${at(lapsed.at)} no longer holds, because something else is open now: ${lapsed.reason}</p>`}
    ${evidenceLine(evidence)}
  </div>`;
}

function evidenceLine({ users, groups, exchanges }: TrapEvidence): Markup | null {
  const parts = [
    listing('Exchanges', exchanges.ids.map(String), exchanges.total),
    listing(
      'Users',
      users.items.map(({ name }) => name),
      users.total,
    ),
    listing(
      'Groups',
      groups.items.map(({ name }) => name),
      groups.total,
    ),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : html`<p class="quiet small">${parts.join(' · ')}</p>`;
}

function listing(name: string, items: readonly string[], total: number): string | null {
  if (total === 0) return null;
  const shown = items.slice(0, 10);
  return `${name}: ${shown.join(', ')}${total > shown.length ? ` and ${(total - shown.length).toLocaleString('en-US')} more` : ''}`;
}

const SEVERITIES: Readonly<Record<TrapSeverity, string>> = { solve: 'Solve', decide: 'Decide', know: 'Know' };

/** The traps that were found. */
export function trapsSection({ traps }: ReportFacts): Markup {
  return html`<h2>Traps</h2>
    ${traps.length === 0 ? html`<p>None was found.</p>` : traps.map(trapItem)}`;
}

function trapItem({ title, severity, what, why, fix, fidelity, evidence }: Trap): Markup {
  return html`<div class="item">
    <span class="state" data-state="${severity}">${SEVERITIES[severity]}</span>
    <strong>${prose(title)}</strong> ${label(fidelity)}
    <p>${prose(what)}</p>
    <p class="quiet">${prose(why)}</p>
    <p class="quiet">To do: ${prose(fix)}</p>
    ${evidenceLine(evidence)}
  </div>`;
}

const VERDICTS: Readonly<Record<MappingVerdict, string>> = {
  required: 'required, there',
  'required-missing': 'required, missing',
  optional: 'optional, there',
  'optional-missing': 'optional, not there',
  refused: 'refused',
  tolerated: 'passed over',
  suspicious: 'suspicious',
};

/** The mappings, as they were sent and as they were imported. */
export function mappingsSection({ mappings: { observed, imported } }: ReportFacts): Markup {
  return html`<h2>Mappings</h2>
    ${
      observed === null
        ? html`<p>Nothing was sent yet.</p>`
        : html`<h3>As sent</h3>
            <p>${prose(observed.sentence)}</p>
            ${mappingTable(observed.rows)}`
    }
    ${
      imported !== null &&
      html`<h3>As exported: ${imported.name}</h3>
        <p>${prose(imported.sentence)}</p>
        ${mappingTable(imported.rows)}`
    }`;
}

type MappingRows = NonNullable<ReportFacts['mappings']['observed']>['rows'];

function mappingTable(rows: MappingRows): Markup {
  return html`<table>
    <thead>
      <tr>
        <th>Attribute</th>
        <th>Verdict</th>
        <th>Finding</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ resourceType, attribute, verdict, findings }) =>
          html`<tr>
            <td>${resourceType === 'User' ? '' : `${resourceType}: `}<code>${attribute}</code></td>
            <td>${VERDICTS[verdict]}</td>
            <td>${findings.map((finding) => html`<div>${prose(finding)}</div>`)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** The rules that are set otherwise than documented. */
export function rulesSection({ rules }: ReportFacts): Markup {
  return html`<h2>Rules that differ</h2>
    ${
      rules.length === 0
        ? html`<p>None: it was rehearsed under the rules as documented, inferred or assumed.</p>`
        : html`<table>
            <thead>
              <tr>
                <th>Rule</th>
                <th>Set to</th>
                <th>As documented</th>
              </tr>
            </thead>
            <tbody>
              ${rules.map(
                ({ title, value, documented, fidelity }) =>
                  html`<tr>
                    <td>${title} ${label(fidelity)}</td>
                    <td>${value}</td>
                    <td>${documented}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`
    }`;
}
