import type { Condition, Range, Term } from '#shared/log-query/terms.ts';
import { wordsOf } from './words.ts';

/*
 * A search as an FTS5 expression. Besides the words of an exchange the index holds its facets (status, operation, rules, …) as words of a
 * column of their own, so that one index answers them all together. An expression may let more through than was meant, never less: the
 * rows are looked at once more. `exact` says that this is not needed.
 */

export interface FullText {
  readonly expression: string;
  readonly exact: boolean;
}

/** Every exchange has it, so that what is only excluded has something to be excluded from. */
export const ANY = 'any';

/** A word of the facet column: letters and digits only, or the tokenizer would cut it. */
export function facet(kind: string, value: string | number): string {
  return (
    kind +
    String(value)
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')
  );
}

/** How long an exchange took, in powers of ten of milliseconds. */
export function durationFacet(microseconds: number): string {
  return facet('du', durationClass(microseconds));
}

/** @returns null when the index cannot help */
export function fullTextOf(terms: readonly Term[]): FullText | null {
  const positive: string[] = [];
  const negative: string[] = [];
  let exact = true;
  for (const { condition, negated } of terms) {
    const part = partOf(condition);
    if (part === null || (negated && !part.exact)) {
      exact &&= isBound(condition) && !negated;
    } else {
      (negated ? negative : positive).push(part.expression);
      exact &&= part.exact;
    }
  }
  if (positive.length === 0 && negative.length === 0) return null;
  const all = positive.length === 0 ? [inFacets([ANY])] : positive;
  const expression = [all.map((one) => `(${one})`).join(' AND '), ...negative.map((one) => `(${one})`)].join(' NOT ');
  return { expression: negative.length === 0 ? expression : `(${expression})`, exact };
}

/** Conditions that narrow the ids instead. */
function isBound({ kind }: Condition): boolean {
  return kind === 'time';
}

function partOf(condition: Condition): FullText | null {
  switch (condition.kind) {
    case 'text':
      return phrase('{who body}', condition.text);
    case 'name': {
      const names = anyOf(condition.values.map((value) => phrase('who', value)));
      return names === null
        ? null
        : { ...names, expression: `${inFacets([facet('rt', condition.type)])} AND (${names.expression})` };
    }
    case 'path': {
      const paths = anyOf(condition.values.map((value) => phrase('body', value)));
      return paths === null ? null : { ...paths, exact: false };
    }
    case 'idp':
      return facets('ip', condition.values);
    case 'by':
      // What comes from outside has no word of its own: it may have been recorded before there was one.
      return condition.values.includes('outside') ? null : facets('by', condition.values);
    case 'method':
      return facets('me', condition.values);
    case 'verdict':
      return facets('ve', condition.values);
    case 'op':
      return facets('op', condition.values);
    case 'rule':
      return facets('ru', condition.values);
    case 'resource':
      return { expression: inFacets(condition.values.map((value) => facet('rs', value))), exact: false };
    case 'token':
      return {
        expression: inFacets(condition.values.flatMap((value) => [facet('tk', value), facet('tn', value)])),
        exact: false,
      };
    case 'status':
      return anyOf(condition.ranges.map(statusPart));
    case 'duration':
      return { expression: inFacets(condition.ranges.flatMap(durationFacets)), exact: false };
    case 'has':
      return condition.values.every((value) => value === 'finding' || value === 'change')
        ? { expression: inFacets(condition.values.map((value) => facet('has', value))), exact: true }
        : null;
    case 'tag':
    case 'pinned':
    case 'session':
    case 'id':
    case 'time':
      return null;
  }
}

/** All words of a text; the last one may go on. */
function phrase(columns: string, text: string): FullText | null {
  const words = wordsOf(text);
  if (words.length === 0) return null;
  const quoted = words.map((word, index) => (index === words.length - 1 ? `"${word}" *` : `"${word}"`));
  return {
    expression: `${columns} : (${quoted.join(' AND ')})`,
    exact: words.length === 1 && words[0] === text.normalize('NFC').trim(),
  };
}

function anyOf(parts: readonly (FullText | null)[]): FullText | null {
  const known = parts.filter((part) => part !== null);
  if (known.length === 0 || known.length < parts.length) return null;
  return { expression: known.map(({ expression }) => `(${expression})`).join(' OR '), exact: known.every(({ exact }) => exact) };
}

function facets(kind: string, values: readonly string[]): FullText {
  return { expression: inFacets(values.map((value) => facet(kind, value))), exact: true };
}

function inFacets(words: readonly string[]): string {
  return `facet : (${words.map((word) => `"${word}"`).join(' OR ')})`;
}

function statusPart({ min, max }: Range): FullText {
  if (min === max) return { expression: inFacets([facet('st', min)]), exact: true };
  const classes: string[] = [];
  for (let hundred = Math.floor(Math.max(0, min) / 100); hundred <= Math.min(9, Math.floor(max / 100)); hundred++) {
    classes.push(facet('sc', hundred));
  }
  if (classes.length === 0) return { expression: inFacets(['none']), exact: true };
  const exact = (min <= 0 || min % 100 === 0) && (max >= 999 || max % 100 === 99);
  return { expression: inFacets(classes), exact };
}

const LONGEST_CLASS = 5;

function durationClass(microseconds: number): number {
  return Math.min(LONGEST_CLASS, Math.max(0, Math.floor(Math.log10(Math.max(1, microseconds))) - 2));
}

function durationFacets({ min, max }: Range): string[] {
  const words: string[] = [];
  for (let size = durationClass(min); size <= (Number.isFinite(max) ? durationClass(max) : LONGEST_CLASS); size++) {
    words.push(facet('du', size));
  }
  return words;
}
