import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../src/renderer/locales/language.ts';
import { SAME_IN_GERMAN } from './same-in-german.ts';

const FOLDER = fileURLToPath(new URL('../../../src/renderer/locales', import.meta.url));

const english = textsOf('en');
const german = textsOf('de');

/** Every text by its whole key, in the order of the file: `tokens.column.name`. */
function textsOf(language: string): ReadonlyMap<string, string> {
  const tree: unknown = JSON.parse(readFileSync(join(FOLDER, `${language}.json`), 'utf8'));
  return new Map(leavesOf(tree, ''));
}

function leavesOf(node: unknown, key: string): [string, string][] {
  if (typeof node === 'string') return [[key, node]];
  if (node === null || typeof node !== 'object') throw new Error(`${key} is neither a text nor a group of texts`);
  return Object.entries(node).flatMap(([name, child]) => leavesOf(child, key === '' ? name : `${key}.${name}`));
}

/** What a translation must carry over as it is, sorted: `{{count, number}}`, `<1>`, and code in backticks. */
function fixedParts(text: string): string[] {
  return (text.match(/\{\{.*?\}\}|<\/?[\w ]+\/?>|`[^`]*`/g) ?? []).toSorted();
}

function keysWhere(differs: (inEnglish: string, inGerman: string, key: string) => boolean): string[] {
  return [...english].flatMap(([key, text]) => {
    const translated = german.get(key);
    return translated !== undefined && differs(text, translated, key) ? [key] : [];
  });
}

test('each language that can be chosen has its file, and no file is left over', () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  expect(files.toSorted()).toEqual(LANGUAGES.map((language) => `${language}.json`).toSorted());
});

describe('the German texts', () => {
  test('have the same keys as the English ones, in the same order', () => {
    expect([...german.keys()]).toEqual([...english.keys()]);
  });

  test('have the same values to fill in, the same tags and the same code', () => {
    const different = keysWhere((inEnglish, inGerman) => fixedParts(inEnglish).join() !== fixedParts(inGerman).join());
    expect(different).toEqual([]);
  });

  test('are never empty', () => {
    expect([...english, ...german].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  test('differ from the English ones, but for names, code and the words that both languages share', () => {
    expect(keysWhere((inEnglish, inGerman) => inEnglish === inGerman).toSorted()).toEqual([...SAME_IN_GERMAN].toSorted());
  });

  test('are written with German quotation marks', () => {
    expect([...german].filter(([, text]) => /[”"']/.test(text.replaceAll(/`[^`]*`/g, '')))).toEqual([]);
  });

  test('have a form for one and a form for several wherever they are counted', () => {
    const alone = [...german.keys()].filter(
      (key) => key.endsWith('_one') && !german.has(`${key.slice(0, -'_one'.length)}_other`),
    );
    expect(alone).toEqual([]);
  });
});
