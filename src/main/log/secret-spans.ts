/*
 * Where secrets stand in a JSON text. The text is walked, not parsed: a body that is cut off or broken goes into the log too, and what is
 * kept must be the bytes that came, except for the secrets. One pass, no recursion, so no body is too large or too deep for it.
 */

export const MASK = '••••••••';

/** A stretch of the text that must not be kept, and what stands there instead. */
export interface SecretSpan {
  readonly start: number;
  readonly end: number;
  readonly shown: string;
}

interface Container {
  readonly isObject: boolean;
  /** name of the member whose value comes next */
  name: string | null;
  /** where a container began that is a secret as a whole */
  readonly secretFrom: number | null;
  /** in a PATCH operation: whether its path names a secret, and which values it carries */
  pathIsSecret: boolean;
  readonly values: { start: number; end: number }[];
}

/** `password`, `urn:…:User:password`, `userPassword`, `name[password eq …]`; not `passwordNeverExpires`. */
const SECRET_NAME = /(?:password|passwd)(?![A-Za-z0-9_$-])/i;
const SECRET_TOKEN = /api-[0-9a-f]{32}/gi;
const SECRET_COMPARED = /((?:password|passwd)\s+[a-z]{2}\s+)"(?:[^"\\]+|\\[^])*"?/gi;

/** Whether a value under this name is a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** A text without secret tokens, and without what a filter compares passwords with. */
export function withoutSecrets(text: string): string {
  const plain = text.replace(SECRET_TOKEN, 'api-••••');
  return isSecretName(plain) ? plain.replace(SECRET_COMPARED, `$1"${MASK}"`) : plain;
}

/**
 * @param inner masks a JSON text that stands inside a string, as Entra ID sends role assignments
 * @returns in order, not overlapping
 */
export function secretSpans(text: string, inner: (json: string) => string): SecretSpan[] {
  return new Walk(text, inner).spans();
}

class Walk {
  readonly #text: string;
  readonly #inner: (json: string) => string;
  readonly #spans: SecretSpan[] = [];
  readonly #stack: Container[] = [];
  #at = 0;
  /** how many open containers are secret as a whole */
  #insideSecret = 0;
  /** a name before any container, as in a body whose head is missing */
  #looseName: string | null = null;

  constructor(text: string, inner: (json: string) => string) {
    this.#text = text;
    this.#inner = inner;
  }

  spans(): SecretSpan[] {
    const text = this.#text;
    while (this.#at < text.length) this.#token(text.charAt(this.#at));
    while (this.#stack.length > 0) this.#close();
    return ordered(this.#spans);
  }

  #token(first: string): void {
    switch (first) {
      case '"':
        return this.#string();
      case '{':
      case '[':
        return this.#open(first === '{');
      case '}':
      case ']':
        this.#at += 1;
        return this.#close();
      case ',':
      case ':':
      case ' ':
      case '\n':
      case '\r':
      case '\t':
        this.#at += 1;
        return;
      default:
        return this.#literal();
    }
  }

  #open(isObject: boolean): void {
    const isSecret = this.#nameIsSecret();
    if (isSecret) this.#insideSecret += 1;
    const from = this.#at;
    this.#at += 1;
    this.#stack.push({
      isObject,
      name: null,
      secretFrom: isSecret ? from : null,
      pathIsSecret: false,
      values: [{ start: from, end: -1 }],
    });
  }

  #close(): void {
    const closed = this.#stack.pop();
    if (closed === undefined) return;
    const end = Math.min(this.#at, this.#text.length);
    if (closed.secretFrom !== null) {
      this.#insideSecret -= 1;
      this.#hide(closed.secretFrom, end);
    }
    const [own, ...values] = closed.values;
    if (closed.pathIsSecret) for (const value of values) this.#hide(value.start, value.end);
    if (own !== undefined) this.#valueEnded(own.start, end);
  }

  #literal(): void {
    const start = this.#at;
    const rest = /[^\s,:{}[\]"]+/y;
    rest.lastIndex = start;
    this.#at = rest.test(this.#text) ? rest.lastIndex : start + 1;
    if (this.#nameIsSecret()) this.#hide(start, this.#at);
    this.#valueEnded(start, this.#at);
  }

  #string(): void {
    const start = this.#at;
    const { end, isClosed } = this.#endOfString(start + 1);
    this.#at = end;
    const content = () => unescape(this.#text.slice(start + 1, isClosed ? end - 1 : end));
    if (this.#isName()) {
      const holder = this.#stack.at(-1);
      if (holder === undefined) this.#looseName = content();
      else holder.name = content();
      return;
    }
    // A secret can be megabytes of escapes, so its text is not decoded.
    if (this.#insideSecret > 0 || this.#nameIsSecret()) this.#hide(start, end);
    else this.#stringValue(start, end, content());
    this.#valueEnded(start, end);
  }

  #stringValue(start: number, end: number, content: string): void {
    const holder = this.#stack.at(-1);
    if (holder?.name?.toLowerCase() === 'path' && isSecretName(content)) holder.pathIsSecret = true;
    const looksLikeJson = /^\s*[[{]/.test(content);
    const shown = withoutSecrets(looksLikeJson ? this.#inner(content) : content);
    if (shown !== content) this.#hide(start, end, JSON.stringify(shown));
  }

  #valueEnded(start: number, end: number): void {
    const holder = this.#stack.at(-1);
    this.#looseName = null;
    if (holder === undefined) return;
    if (holder.name?.toLowerCase() === 'value') holder.values.push({ start, end });
    holder.name = null;
  }

  #nameIsSecret(): boolean {
    const holder = this.#stack.at(-1);
    const name = holder === undefined ? this.#looseName : holder.name;
    return name !== null && isSecretName(name);
  }

  /** A string with a colon behind it names a member, whatever is broken around it. */
  #isName(): boolean {
    const colon = /\s*:/y;
    colon.lastIndex = this.#at;
    return colon.test(this.#text);
  }

  #endOfString(from: number): { end: number; isClosed: boolean } {
    const text = this.#text;
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 0x5c) at += 1;
      else if (code === 0x22) return { end: at + 1, isClosed: true };
    }
    return { end: text.length, isClosed: false };
  }

  #hide(start: number, end: number, shown = `"${MASK}"`): void {
    if (end > start) this.#spans.push({ start, end, shown });
  }
}

/** Outer spans swallow the inner ones. */
function ordered(spans: readonly SecretSpan[]): SecretSpan[] {
  const sorted = spans.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const kept: SecretSpan[] = [];
  for (const span of sorted) if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span);
  return kept;
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** The text of a string, even when its escapes are not quite JSON. */
function unescape(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replace(/\\(?:u([0-9a-fA-F]{4})|([^]))/g, (_, hex: string | undefined, character: string | undefined) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return ESCAPES[character ?? ''] ?? character ?? '';
  });
}
