import { KEYS } from './keys.ts';
import { ValueError } from './read-values.ts';
import type { ParsedQuery, QueryProblem, Term } from './terms.ts';
import { type Token, tokenize } from './tokens.ts';

/** More than anybody types; a query is read with every key. */
const MOST_TERMS = 40;

/**
 * Reads a query of the log's search language (docs/log.md): `idp:entra status:>=400 user:anna "free text" -op:read`.
 * @param now milliseconds since 1970, which `since:1h` counts from
 */
export function parseQuery(query: string, now: number): ParsedQuery {
  const { tokens, problem } = tokenize(query);
  if (problem !== null) return { terms: null, problem };
  if (tokens.length > MOST_TERMS) {
    const { from } = tokens[MOST_TERMS] ?? { from: 0 };
    return { terms: null, problem: { message: `A search has at most ${MOST_TERMS} terms.`, from, to: query.length } };
  }
  const terms: Term[] = [];
  for (const token of tokens) {
    const term = readTerm(token, now);
    if ('message' in term) return { terms: null, problem: term };
    terms.push(term);
  }
  return { terms, problem: null };
}

function readTerm(token: Token, now: number): Term | QueryProblem {
  const { from, to, negated, key } = token;
  const values = token.values.map(({ text }) => text);
  if (key === null) return { condition: { kind: 'text', text: values.join(' ') }, negated, from, to };
  const known = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
  if (known === undefined) {
    const message = `There is no key "${key}". Keys are ${Object.keys(KEYS).join(', ')}. To search for the text itself, put it in quotation marks.`;
    return { message, from, to };
  }
  try {
    return { condition: known.read(values, now), negated, from, to };
  } catch (error) {
    if (error instanceof ValueError) return { message: `${key}: ${error.message}`, from, to };
    throw error;
  }
}
