import { ExpressionError } from './expression.ts';

/** Walks over the text of an expression. Positions in messages count from 1. */
export class Scanner {
  readonly text: string;
  #at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get atEnd(): boolean {
    this.skipSpace();
    return this.#at >= this.text.length;
  }

  skipSpace(): void {
    while (/\s/.test(this.text.charAt(this.#at))) this.#at += 1;
  }

  /** The next character that is no space; empty at the end. */
  peek(): string {
    this.skipSpace();
    return this.text.charAt(this.#at);
  }

  /** Takes `token` if it comes next. */
  take(token: string): boolean {
    this.skipSpace();
    if (!this.text.startsWith(token, this.#at)) return false;
    this.#at += token.length;
    return true;
  }

  /** @throws ExpressionError when something else comes next */
  expect(token: string): void {
    if (!this.take(token)) throw this.error(`"${token}" is missing`);
  }

  /** Takes what the pattern, which must be sticky, matches here. */
  match(pattern: RegExp): string | null {
    this.skipSpace();
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text)?.[0] ?? null;
    if (found !== null) this.#at += found.length;
    return found;
  }

  /**
   * Takes everything up to `end`, with a backslash before a character that stands for itself.
   * @throws ExpressionError when the end never comes
   */
  until(end: string, what: string): string {
    let taken = '';
    for (let char = this.text.charAt(this.#at); char !== ''; char = this.text.charAt(this.#at)) {
      this.#at += 1;
      if (char === end) return taken;
      if (char === '\\' && this.#at < this.text.length) {
        taken += this.text.charAt(this.#at);
        this.#at += 1;
      } else {
        taken += char;
      }
    }
    throw this.error(`${what} is not closed with ${end}`);
  }

  error(what: string): ExpressionError {
    return new ExpressionError(`${what} at position ${this.#at + 1}`);
  }
}
