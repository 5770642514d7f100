import type { CutOverStep } from '#shared/contract/golive.ts';
import type { BlastCategory } from '#shared/contract/user-list.ts';
import { type Markup, html, prose } from './markup.ts';
import { at, label } from './phrases.ts';
import type { ReportFacts } from './report-facts.ts';

/** In the words of the screen. */
const CATEGORIES: Readonly<Record<BlastCategory, string>> = {
  ambiguous: 'Ambiguous',
  deactivated: 'Switched off',
  'taken-over': 'Changed',
  created: 'Created',
  'left-alone': 'Left alone',
  matched: 'Unchanged',
};

/** Who would be met by the first cycle. */
export function blastSection({ blastRadius }: ReportFacts): Markup {
  if (blastRadius === null) {
    return html`<h2>Blast radius</h2>
      <p>No list of the users of the real system was imported, so it is not known who is met by the first cycle.</p>`;
  }
  const { list, sentence, counts, rows, left } = blastRadius;
  return html`<h2>Blast radius</h2>
    <p>${prose(sentence)}</p>
    <p class="quiet">
      Computed from ${list.name} (${list.count} users, imported ${at(list.imported)}) and from what was provisioned into the
      sandbox. Nothing was applied.
    </p>
    <table>
      <thead>
        <tr>
          ${counts.map(({ category }) => html`<th>${CATEGORIES[category]}</th>`)}
        </tr>
      </thead>
      <tbody>
        <tr>
          ${counts.map(({ count }) => html`<td>${count}</td>`)}
        </tr>
      </tbody>
    </table>
    ${
      rows.length > 0 &&
      html`<table>
        <thead>
          <tr>
            <th>Who</th>
            <th>What</th>
            <th>Consequences</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ userName, category, what, consequences }) =>
              html`<tr>
                <td>${userName}</td>
                <td><strong>${CATEGORIES[category]}.</strong> ${prose(what)}</td>
                <td>${consequences.map(({ text, fidelity }) => html`<div>${prose(text)} ${label(fidelity)}</div>`)}</td>
              </tr>`,
          )}
        </tbody>
      </table>`
    }
    ${left > 0 && html`<p class="quiet">${left} more are not printed.</p>`}`;
}

/** The steps of the cut-over. */
export function cutOverSection({ cutOver }: ReportFacts): Markup {
  return html`<h2>Cut-over sheet</h2>
    <p>Tenant URL for a system that is hosted in the ${cutOver.region.toUpperCase()}: <code>${cutOver.tenantUrl}</code></p>
    ${cutOver.sections.map(
      ({ title, steps }) =>
        html`<h3>${title}</h3>
          <ol>
            ${steps.map(stepItem)}
          </ol>`,
    )}`;
}

/** Who answers for it, on paper. What they sign is the data, which the hash identifies. */
export function signOffSection(hash: string): Markup {
  return html`<section class="sign-off">
    <h2>Signed off</h2>
    <p>The signatures are for the data of this report with the SHA-256 <code>${hash}</code>.</p>
    <table class="sign-off">
      <thead>
        <tr>
          <th></th>
          <th>Name</th>
          <th>Date</th>
          <th>Signature</th>
        </tr>
      </thead>
      <tbody>
        ${['Rehearsed by', 'Approved by'].map(
          (role) =>
            html`<tr>
              <td>${role}</td>
              <td></td>
              <td></td>
              <td></td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function stepItem({ what, fidelity, clickPath, fields }: CutOverStep): Markup {
  return html`<li>
    ${prose(what)} ${label(fidelity)} ${clickPath !== null && html`<div class="path">${clickPath.join(' › ')}</div>`}
    ${
      fields.length > 0 &&
      html`<ul class="fields">
        ${fields.map(({ field, value, text }) => html`<li>${field}${value !== null && html`: <code>${value}</code>`}${text !== null && html`: ${text}`}</li>`)}
      </ul>`
    }
  </li>`;
}
