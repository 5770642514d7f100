import { parseDoc } from '../../store/document.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { isObject } from '../../scim/json.ts';
import type { TrapUserRow } from '../../store/repositories/trap-evidence.ts';
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
  const { blast, persons } = sandbox.store.read((tx) => ({
    blast: gatherBlast(tx, sandbox),
    persons: options.pseudonymised ? tx.trapEvidence.users(USERS).map(accountsOf) : [],
  }));
  const plain = reportFacts(sandbox, readiness, blast, options.version);
  const listed = blast?.rows.map(({ userName, email }) => [userName, ...(email === null ? [] : [email])]) ?? [];
  const facts = options.pseudonymised ? pseudonymise(plain, [...persons, ...listed]) : plain;
  const idp = facts.rehearsed.idp ?? 'rehearsal';
  return { facts, fileName: `go-live-${idp}-${options.now.slice(0, 10)}.html`, ...reportPage(facts, options.now) };
}

function accountsOf(row: TrapUserRow): string[] {
  const { emails } = parseDoc(row);
  const mails = Array.isArray(emails) ? emails.filter(isObject).map(({ value }) => value) : [];
  return [row.key, ...mails.filter((mail): mail is string => typeof mail === 'string' && mail !== '')];
}
