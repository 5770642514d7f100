import type { Verdict } from '#shared/contract/exchanges.ts';
import type { Finding } from '#shared/contract/findings.ts';
import type { ErrorCode } from './codes.ts';
import { errorCodeOf } from './error-code.ts';
import type { ExchangeFacts } from './facts.ts';
import { findingsOf, isOnPurpose } from './findings.ts';
import { tell, tellMissed } from './sentence.ts';

export interface Explanation {
  /** "Entra ID created anna@contoso.example" */
  readonly sentence: string;
  readonly verdict: Verdict;
  readonly findings: Finding[];
}

/**
 * Tells one exchange: a sentence, a verdict, and a finding (what, why, fix, where to click) for the refusal, for each thing
 * noticed and for each thing forgiven. Takes any facts and never throws.
 */
export function explain(facts: ExchangeFacts): Explanation {
  if (isExpectedMiss(facts)) return { sentence: `${facts.caller.name} tested the connection`, verdict: 'ok', findings: [] };
  if (isMissed(facts)) return { sentence: tellMissed(facts), verdict: 'ok', findings: [] };
  const errorCode = facts.error === null ? null : (facts.errorCode ?? errorCodeOf(facts.error, facts.resourceType));
  const findings = findingsOf(facts, errorCode);
  return { sentence: tell(facts, errorCode), verdict: verdictOf(facts, findings, errorCode), findings };
}

/** PingFederate reads a user 0 before it works and expects that there is none (its GitHub connector's documentation). */
function isExpectedMiss({ caller, method, path, status }: ExchangeFacts): boolean {
  return status === 404 && caller.idp === 'pingfederate' && method === 'GET' && /^\/Users\/0(?:\?|$)/.test(path);
}

/** Whether somebody is gone is told by a 404. */
function isMissed({ checksBack, method, status }: ExchangeFacts): boolean {
  return checksBack === true && method === 'GET' && status === 404;
}

function verdictOf(facts: ExchangeFacts, findings: readonly Finding[], errorCode: ErrorCode | null): Verdict {
  const { status, error } = facts;
  // As expected: nobody has to do anything about it.
  if (isOnPurpose(facts)) return 'ok';
  // Whatever a drill answers is not the endpoint's own doing.
  if (errorCode === 'drill') return 'warning';
  if (error !== null || status >= 400) return status >= 500 && status !== 501 ? 'failed' : 'refused';
  return findings[0] === undefined || findings[0].severity === 'refused' ? 'ok' : findings[0].severity;
}
