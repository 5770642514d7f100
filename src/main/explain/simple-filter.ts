/** A filter that asks for one value of one attribute, with the value as it reads in a sentence. */
export interface SimpleFilter {
  readonly attribute: string;
  readonly value: string;
}

const equality = /^\s*([A-Za-z][\w:.$-]*(?:\[[^\]]*\](?:\.[\w$]+)?)?)\s+eq\s+("(?:[^"\\]|\\.)*")\s*$/is;

/** Reads `userName eq "anna"` and the like; null for any other filter. Only for telling: what the filter does is the core's. */
export function readSimpleFilter(filter: string): SimpleFilter | null {
  if (filter.length > 500) return null;
  const match = equality.exec(filter);
  if (match === null) return null;
  const [, attribute = '', literal = ''] = match;
  return { attribute, value: unquote(literal) };
}

function unquote(literal: string): string {
  try {
    const value = JSON.parse(literal) as unknown;
    return typeof value === 'string' ? value : literal;
  } catch (error) {
    // An escape that JSON does not know: shown as it was sent.
    if (error instanceof SyntaxError) return literal.slice(1, -1);
    throw error;
  }
}
