/** A text of the service as a line of its own: it begins with a capital, unless it begins with the name of an attribute. */
export function asSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The reason without its closing words `Rule: "…" (assumed).`, for places that show rule and label themselves. */
export function withoutRule(why: string): string {
  return why.replace(/\s*Rule: "[^"]*" \([^)]*\)\.?$/, '');
}

/** Do two texts say the same, but for the capital and the full stop? */
export function saysTheSame(a: string, b: string): boolean {
  const bare = (text: string) => asSentence(text).replace(/\.$/, '');
  return bare(a) === bare(b);
}
