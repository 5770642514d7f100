import type { Listed } from './target.ts';

/** Farther than this is another word, not a slip of the hand. */
const SLIPS = 2;

/**
 * The listed attribute that was meant by one that the endpoint does not know: written with other signs (`emails[type='work'].value`), without
 * its URN or parent (`sendInvitationMail`), under another e-mail type, or with a slip of the hand. Null: none is near.
 */
export function nearest(written: string, listed: readonly Listed[]): Listed | null {
  const folded = squash(written);
  return (
    listed.find(({ path }) => squash(path) === folded) ??
    listed.find(({ path }) => isBareName(written) && lastName(path) === written.toLowerCase()) ??
    listed.find(({ path }) => path.toLowerCase().endsWith(`:${written.toLowerCase()}`)) ??
    listed.find(({ path }) => isOtherType(written, path)) ??
    listed.find(({ path }) => isSlip(folded, squash(path))) ??
    null
  );
}

function squash(path: string): string {
  return path
    .toLowerCase()
    .replace(/\s+eq\s+/g, '')
    .replace(/[^a-z0-9]/g, '');
}

function isBareName(written: string): boolean {
  return /^[A-Za-z]\w*$/.test(written);
}

/** `id` or `value` alone name nothing. */
function lastName(path: string): string | null {
  const name = path.split(/[.:]/).at(-1)?.toLowerCase() ?? '';
  return name.length > 5 ? name : null;
}

function isOtherType(written: string, path: string): boolean {
  const type = /\[\s*type\s+eq\s+"[^"]*"\s*\]/i;
  return type.test(written) && type.test(path) && squash(written.replace(type, '')) === squash(path.replace(type, ''));
}

function isSlip(a: string, b: string): boolean {
  return Math.min(a.length, b.length) >= 6 && Math.abs(a.length - b.length) <= SLIPS && a.length < 200 && distance(a, b) <= SLIPS;
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a.charAt(i - 1) === b.charAt(j - 1) ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
