import type { ExchangeFilter } from '#shared/contract/exchanges.ts';
import type { Condition, ParsedQuery, Term } from '#shared/log-query/terms.ts';
import { readLogQuery } from './read-query.ts';

/** Joins a filter, which a link or another screen makes, and a typed search into one list of terms. */
export function filterTerms(filter: ExchangeFilter, now: number): ParsedQuery {
  const parsed = readLogQuery(filter.query ?? '', now);
  if (parsed.terms === null) return parsed;
  const conditions: Condition[] = [
    ...(filter.text === undefined || filter.text === '' ? [] : [{ kind: 'text', text: filter.text } as const]),
    ...listed('verdict', filter.verdicts),
    ...listed('idp', filter.idps),
    ...listed('method', filter.methods),
    ...(filter.resourceId === undefined ? [] : [{ kind: 'resource', values: [filter.resourceId] } as const]),
    ...(filter.ruleId === undefined ? [] : [{ kind: 'rule', values: [filter.ruleId] } as const]),
  ];
  const terms: Term[] = conditions.map((condition) => ({ condition, negated: false, from: 0, to: 0 }));
  return { terms: [...terms, ...parsed.terms], problem: null };
}

function listed(kind: 'verdict' | 'idp' | 'method', values: readonly string[] | undefined): Condition[] {
  return values === undefined || values.length === 0 ? [] : [{ kind, values }];
}
