import { canonicalJson, sha256 } from './canonical.ts';
import { Markup, html } from './markup.ts';
import { blastSection, cutOverSection, signOffSection } from './outlook-sections.ts';
import { at } from './phrases.ts';
import { checklistSection, mappingsSection, rehearsedSection, rulesSection, trapsSection } from './rehearsal-sections.ts';
import type { ReportFacts } from './report-facts.ts';
import { STYLE } from './style.ts';

export interface ReportPage {
  readonly html: string;
  readonly hash: string;
}

const NOT_AFFILIATED =
  'Made with SCIM Rehearsal, which is not affiliated with Meisterplan. What it says of the real endpoint is documented, inferred or assumed, as each line is labelled.';

/**
 * The report as one page that needs nothing else: no script, no font, no picture from elsewhere.
 * @param now ISO 8601, UTC
 */
export function reportPage(facts: ReportFacts, now: string): ReportPage {
  const data = canonicalJson(facts);
  const hash = sha256(data);
  const { text } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="data-sha256" content="${hash}" />
        <title>Go-live report: ${facts.rehearsed.idpName}</title>
        <style>
          ${new Markup(STYLE)} @page { size: ${facts.rehearsed.region === 'us' ? 'letter' : 'A4'}; }
        </style>
      </head>
      <body>
        <header>
          <h1>Go-live report</h1>
          <p class="lead" data-state="${facts.ready ? 'done' : 'open'}">${facts.sentence}</p>
          <p class="quiet">
            ${facts.rehearsed.idpName} · printed ${at(now)}${facts.pseudonymised ? ' · persons are pseudonyms' : ''}
          </p>
        </header>
        <main>
          ${rehearsedSection(facts)} ${checklistSection(facts)} ${trapsSection(facts)} ${mappingsSection(facts)}
          ${blastSection(facts)} ${rulesSection(facts)} ${cutOverSection(facts)} ${signOffSection(hash)}
        </main>
        <footer class="small">
          <p>${NOT_AFFILIATED}</p>
          <p class="quiet">
            SCIM Rehearsal ${facts.tool.version} · SHA-256 of the data<span class="screen"> below</span>, in UTF-8 as
            ${facts.pseudonymised ? 'the pseudonymised HTML report' : 'the HTML report'} holds it: <code>${hash}</code>
          </p>
          <details>
            <summary>Data of this report</summary>
            <pre id="data">${data}</pre>
          </details>
        </footer>
      </body>
    </html> `;
  return { html: text, hash };
}
