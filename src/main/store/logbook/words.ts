import { foldCase } from '../../scim/fold-case.ts';

/** The words of a text as the full-text index cuts them: runs of letters and digits (FTS5 `unicode61`). */
export function wordsOf(text: string): string[] {
  return text.normalize('NFC').match(/[\p{L}\p{N}\p{Co}]+/gu) ?? [];
}

/** Whether one of the texts says it: case aside, and at the beginning of a word where it begins with one. */
export function says(text: string, values: readonly string[]): boolean {
  const sought = foldCase(text.trim());
  return values.some((value) => foundIn(foldCase(value), sought));
}

function foundIn(text: string, sought: string): boolean {
  const startsWord = /^[\p{L}\p{N}\p{Co}]/u.test(sought);
  for (let at = text.indexOf(sought); at !== -1; at = text.indexOf(sought, at + 1)) {
    if (!startsWord || at === 0 || !/[\p{L}\p{N}\p{Co}]$/u.test(text.slice(Math.max(0, at - 2), at))) return true;
    if (sought === '') return true;
  }
  return false;
}

/** A path or a filter as a person reads it; one that is not well encoded stays as it came. */
export function readable(path: string): string {
  try {
    return decodeURIComponent(path.replaceAll('+', ' '));
  } catch {
    // A broken percent-encoding is searched as it is.
    return path;
  }
}
