import type { Sandbox } from '../../sandbox/sandbox.ts';
import { gatherBlast } from '../blast-radius/gather-scope.ts';
import { USERS } from '../gather-trap-facts.ts';
import type { Readiness } from '../readiness.ts';
import { pseudonymise } from './pseudonyms.ts';
import { type ReportFacts, reportFacts } from './report-facts.ts';
import { type ReportPage, reportPage } from './report-page.ts';

export interface Report extends ReportPage {
  readonly facts: ReportFacts;
  /** `go-live-entra-2026-11-24.html` */
  readonly fileName: string;
}

/**
 * The report to hand in. Reads only.
 * @param now ISO 8601, UTC
 */
export function makeReport(
  sandbox: Sandbox,
  readiness: Readiness,
  options: { readonly version: string; readonly pseudonymised: boolean; readonly now: string },
): Report {
  const { blast, accounts } = sandbox.store.read((tx) => ({
    blast: gatherBlast(tx, sandbox),
    accounts: options.pseudonymised ? tx.trapEvidence.users(USERS).map(({ key }) => key) : [],
  }));
  const plain = reportFacts(sandbox, readiness, blast, options.version);
  const listed = blast?.rows.map(({ userName }) => userName) ?? [];
  const facts = options.pseudonymised ? pseudonymise(plain, [...accounts, ...listed]) : plain;
  const idp = facts.rehearsed.idp ?? 'rehearsal';
  return { facts, fileName: `go-live-${idp}-${options.now.slice(0, 10)}.html`, ...reportPage(facts, options.now) };
}
