/** Markup that is safe to put into a page as it is. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = Markup | string | number | null | false | readonly Part[];

/** Puts values into markup. Strings are escaped, markup is not; null and false add nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const pieces = strings.map((text, index) => `${text}${index < parts.length ? asText(parts[index] ?? null) : ''}`);
  return new Markup(pieces.join(''));
}

/** Text with `code` in backquotes. */
export function prose(text: string): Markup {
  const pieces = text.split(/`([^`]+)`/);
  return new Markup(pieces.map((piece, index) => (index % 2 === 1 ? `<code>${escape(piece)}</code>` : escape(piece))).join(''));
}

function asText(part: Part): string {
  if (part === null || part === false) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'string') return escape(part);
  if (typeof part === 'number') return part.toLocaleString('en-US');
  return part.map(asText).join('');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
