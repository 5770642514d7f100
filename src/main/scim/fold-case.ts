/** Below it, no character combines with another, so that text of such characters alone is composed already. */
const mayCombine = /[\u0300-\uffff]/;

/**
 * How strings with `caseExact: false` are compared everywhere: in memory, in keys, and in SQL (RFC 7643 §2.2). An accented letter is the
 * same letter, be it one character or two (RFC 7644 §5: user names are compared in normalization form C, RFC 7613 §3.2).
 */
export function foldCase(text: string): string {
  const lower = text.toLowerCase();
  return mayCombine.test(lower) ? lower.normalize('NFC') : lower;
}
