import type { QueryProblem } from './terms.ts';

/** One term as it is written. `key` is null for free text. */
export interface Token {
  readonly from: number;
  readonly to: number;
  readonly negated: boolean;
  readonly key: string | null;
  readonly values: readonly { readonly text: string; readonly from: number; readonly quoted: boolean }[];
}

/** Words with a colon that nobody means as a key. */
const NO_KEYS = new Set(['urn', 'http', 'https']);
const KEY = /([a-z][a-z]*):/iy;

/** Splits a query at its spaces; quotes hold a value together, `\"` and `\\` stand for themselves inside. */
export function tokenize(query: string): { tokens: Token[]; problem: QueryProblem | null } {
  const tokens: Token[] = [];
  let at = 0;
  while (at < query.length) {
    if (/\s/.test(query.charAt(at))) {
      at += 1;
      continue;
    }
    const read = readToken(query, at);
    if ('problem' in read) return { tokens, problem: read.problem };
    tokens.push(read.token);
    at = read.token.to;
  }
  return { tokens, problem: null };
}

function readToken(query: string, from: number): { token: Token } | { problem: QueryProblem } {
  let at = from;
  const negated = query.charAt(at) === '-' && /\S/.test(query.charAt(at + 1));
  if (negated) at += 1;
  const key = readKey(query, at);
  if (key !== null) at += key.length + 1;
  const values: Token['values'][number][] = [];
  for (;;) {
    const value = readValue(query, at, key !== null);
    if ('problem' in value) return { problem: value.problem };
    values.push({ text: value.text, from: at, quoted: value.quoted });
    at = value.to;
    if (key === null || query.charAt(at) !== ',') break;
    at += 1;
  }
  return { token: { from, to: at, negated, key: key?.toLowerCase() ?? null, values } };
}

function readKey(query: string, at: number): string | null {
  KEY.lastIndex = at;
  const key = KEY.exec(query)?.[1];
  return key === undefined || NO_KEYS.has(key.toLowerCase()) ? null : key;
}

/** @param inList a comma ends the value */
function readValue(
  query: string,
  from: number,
  inList: boolean,
): { text: string; to: number; quoted: boolean } | { problem: QueryProblem } {
  if (query.charAt(from) === '"') return readQuoted(query, from);
  const end = inList ? /[\s,]|$/g : /\s|$/g;
  end.lastIndex = from;
  const to = end.exec(query)?.index ?? query.length;
  return { text: query.slice(from, to), to, quoted: false };
}

function readQuoted(query: string, from: number): { text: string; to: number; quoted: true } | { problem: QueryProblem } {
  let text = '';
  for (let at = from + 1; at < query.length; at++) {
    const character = query.charAt(at);
    if (character === '"') return { text, to: at + 1, quoted: true };
    if (character === '\\' && at + 1 < query.length) at += 1;
    text += query.charAt(at);
  }
  return {
    problem: {
      message: 'The quotation mark is not closed: add a " behind the last word that belongs to it.',
      from,
      to: query.length,
    },
  };
}

/** A value as it must be written in a query. */
export function quoteValue(text: string): string {
  return /^[^\s",\\-][^\s",\\]*$/.test(text) ? text : `"${text.replace(/["\\]/g, (character) => `\\${character}`)}"`;
}
