import { KEYS } from './keys.ts';
import { quoteValue } from './tokens.ts';

/** What could be written at the caret. */
export interface Suggestion {
  /** what takes the place of `from..to` */
  readonly insert: string;
  readonly label: string;
  /** an example or a meaning, in a few words */
  readonly hint: string | null;
}

export interface Suggestions {
  readonly from: number;
  readonly to: number;
  readonly options: readonly Suggestion[];
}

const MOST = 8;

/**
 * Keys while a word begins, and values behind the colon of a key that has some.
 * @param vocabulary values that only the service knows: `tag` names, `rule` numbers and ids, with what they mean
 * @param isOffered whether a key works in what is searched; left out: every one does
 */
export function suggest(
  query: string,
  caret: number,
  vocabulary: Readonly<Record<string, readonly { value: string; meaning: string | null }[]>>,
  isOffered: (key: string) => boolean = () => true,
): Suggestions {
  const before = query.slice(0, caret);
  const from = before.search(/\S*$/);
  const word = before.slice(from);
  const bare = word.replace(/^-/, '');
  const sign = word.slice(0, word.length - bare.length);
  const to = caret + query.slice(caret).search(/\s|$/);
  const colon = bare.indexOf(':');
  if (bare.startsWith('"')) return { from, to, options: [] };
  if (colon === -1) {
    const options = Object.entries(KEYS)
      .filter(([key]) => key.startsWith(bare.toLowerCase()) && isOffered(key))
      .map(([key, { example }]) => ({ insert: `${sign}${key}:`, label: `${key}:`, hint: example }));
    return { from, to, options: options.slice(0, MOST) };
  }
  const key = bare.slice(0, colon).toLowerCase();
  const written = bare.slice(colon + 1);
  const head = written.slice(0, written.lastIndexOf(',') + 1);
  const last = written.slice(head.length).toLowerCase();
  const options = valuesOf(key, vocabulary)
    .filter(
      ({ value, meaning }) => value.toLowerCase().startsWith(last) || (last !== '' && meaning?.toLowerCase().includes(last)),
    )
    .map(({ value, meaning }) => ({ insert: `${sign}${key}:${head}${quoteValue(value)} `, label: value, hint: meaning }));
  return { from, to, options: options.slice(0, MOST) };
}

function valuesOf(
  key: string,
  vocabulary: Readonly<Record<string, readonly { value: string; meaning: string | null }[]>>,
): readonly { value: string; meaning: string | null }[] {
  const choices = Object.hasOwn(KEYS, key) ? (KEYS[key]?.choices ?? []) : [];
  return [...choices.map((value) => ({ value, meaning: null })), ...(vocabulary[key] ?? [])];
}
