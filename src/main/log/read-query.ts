import { parseQuery } from '#shared/log-query/parse.ts';
import type { ParsedQuery, QueryProblem, Term } from '#shared/log-query/terms.ts';
import { ruleDescriptions } from '../rules/catalogue.ts';

/**
 * Reads a search of the log, rules by number or id: `rule:R6`.
 * @param now milliseconds since 1970
 */
export function readLogQuery(query: string, now: number): ParsedQuery {
  const parsed = parseQuery(query, now);
  if (parsed.terms === null) return parsed;
  const terms: Term[] = [];
  for (const term of parsed.terms) {
    const resolved = resolve(term);
    if ('message' in resolved) return { terms: null, problem: resolved };
    // Every text contains the empty one.
    if (resolved.condition.kind !== 'text' || resolved.condition.text.trim() !== '') terms.push(resolved);
  }
  return { terms, problem: null };
}

function resolve(term: Term): Term | QueryProblem {
  const { condition, from, to } = term;
  if (condition.kind !== 'rule') return term;
  const ids: string[] = [];
  for (const value of condition.values) {
    const found = rulesNamed(value);
    if (found.length === 0) {
      return {
        message: `rule: There is no rule "${value}". Use its number on the Rules screen (R6) or its id (unlisted-attributes).`,
        from,
        to,
      };
    }
    ids.push(...found);
  }
  return { ...term, condition: { kind: 'rule', values: ids } };
}

/** Several rules may share a number of the vendor's article. */
function rulesNamed(name: string): string[] {
  const number = /^r(\d+)$/i.exec(name)?.[1];
  return ruleDescriptions
    .filter((rule) => (number === undefined ? rule.id === name.toLowerCase() : rule.number === Number(number)))
    .map(({ id }) => id);
}

/** What can follow `rule:`, for the suggestions. */
export function ruleNames(): { value: string; meaning: string }[] {
  return ruleDescriptions.map(({ id, number, title }) => ({ value: number === undefined ? id : `R${number}`, meaning: title }));
}
