import { badRequest, type ScimError } from '../errors.ts';
import { shorten } from '../json.ts';

export type Token =
  | { readonly kind: 'name'; readonly text: string; readonly at: number }
  | { readonly kind: 'literal'; readonly value: string | number; readonly at: number }
  | { readonly kind: 'punctuation'; readonly text: '(' | ')' | '[' | ']'; readonly at: number }
  /** a sub-attribute behind a value path: `.value` */
  | { readonly kind: 'suffix'; readonly text: string; readonly at: number }
  | { readonly kind: 'end'; readonly at: number };

const space = /[ \t\r\n]*/y;
// An attribute's name, with its schema's URN and a sub-attribute where it has them (RFC 7644 §3.10).
const name = /[A-Za-z$][A-Za-z0-9$_:.-]*/y;
const suffix = /\.[A-Za-z$][A-Za-z0-9$_-]*/y;
const text = /"(?:[^"\\\u0000-\u001F]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

/**
 * Cuts a filter into tokens, one at a time, so that a refusal costs no more than what stands before it.
 */
export class Tokens {
  readonly #source: string;
  #position = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** @throws ScimError 400 invalidFilter where no token begins */
  next(): Token {
    const source = this.#source;
    this.#position += this.#match(space)?.length ?? 0;
    const at = this.#position;
    const char = source.charAt(at);
    if (char === '') return { kind: 'end', at };
    if (char === '(' || char === ')' || char === '[' || char === ']') {
      this.#position++;
      return { kind: 'punctuation', text: char, at };
    }
    if (char === '"') return { kind: 'literal', value: this.#readText(at), at };
    if (char === '-' || (char >= '0' && char <= '9')) return { kind: 'literal', value: this.#readNumber(at), at };
    const sub = char === '.' ? this.#take(suffix) : null;
    if (sub !== null) return { kind: 'suffix', text: sub.slice(1), at };
    const word = this.#take(name);
    if (word === null) throw this.refuse(at, 'an attribute, "not" or a parenthesis');
    return { kind: 'name', text: word, at };
  }

  /** The refusal of RFC 7644 §3.12 table 9, with the place and what belongs there. */
  refuse(at: number, expected: string): ScimError {
    const found = at >= this.#source.length ? 'the end' : `"${shorten(this.#source.slice(at, at + 41), 40)}"`;
    return badRequest('invalidFilter', `The filter is not valid at position ${at + 1}: expected ${expected}, found ${found}.`, {
      reason: 'bad-filter',
    });
  }

  #readText(at: number): string {
    const literal = this.#take(text);
    if (literal === null) throw this.refuse(at, 'a text in double quotes, written as JSON');
    // Most texts hold no escape; JSON.parse is for those that do.
    return literal.includes('\\') ? (JSON.parse(literal) as string) : literal.slice(1, -1);
  }

  #readNumber(at: number): number {
    const literal = this.#take(number);
    const following = this.#source.charAt(this.#position);
    if (literal === null || /[A-Za-z0-9$_:.]/.test(following)) throw this.refuse(at, 'a number, written as JSON');
    const value = Number(literal);
    if (!Number.isFinite(value)) throw this.refuse(at, 'a number within the range of a double');
    // -0 is 0: it would not come back from printing.
    return value === 0 ? 0 : value;
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#position;
    return pattern.exec(this.#source)?.[0] ?? null;
  }

  #take(pattern: RegExp): string | null {
    const found = this.#match(pattern);
    if (found !== null) this.#position += found.length;
    return found;
  }
}
