/** How strings with `caseExact: false` are compared everywhere: in memory, in keys, and in SQL (RFC 7643 §2.2). */
export function foldCase(text: string): string {
  return text.toLowerCase();
}
