import { type ScimError, badRequest } from '../errors.ts';
import { COMPARISONS, type Comparison, type Filter, type FilterValue } from './ast.ts';

const MAX_LENGTH = 64 * 1024;
/** Far beyond any IdP's filter, and within what SQLite takes as one expression. */
const MAX_CLAUSES = 400;
const MAX_DEPTH = 40;

const SPACE = /[ \t\r\n]*/y;
const NAME = /[A-Za-z$][\w$.:-]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y;
const COMPARISON_NAMES: ReadonlySet<string> = new Set(COMPARISONS);

/**
 * Parses the filter grammar of RFC 7644 §3.4.2.2, operators in any case. Beyond it stands the one form that Entra's
 * own documentation requires: `emails[type eq "work"].value eq "x"`, which says `emails[type eq "work" and value eq "x"]`.
 * @throws ScimError 400 `invalidFilter`, with the position and what was expected there
 */
export function parseFilter(text: string): Filter {
  if (text.length > MAX_LENGTH) throw badRequest('invalidFilter', `The filter is longer than ${MAX_LENGTH} characters.`);
  return new FilterParser(text).whole();
}

/**
 * Parses a filter that stands inside a longer text, such as the `[…]` of a PATCH path.
 * @param start position of the first character of the filter
 * @returns the filter and the position after it
 * @throws ScimError 400 `invalidFilter`
 */
export function parseFilterAt(text: string, start: number): { filter: Filter; end: number } {
  const parser = new FilterParser(text, start);
  return { filter: parser.disjunction(true), end: parser.position };
}

class FilterParser {
  readonly #text: string;
  #at: number;
  #clauses = 0;
  #depth = 0;

  constructor(text: string, start = 0) {
    this.#text = text;
    this.#at = start;
  }

  get position(): number {
    return this.#at;
  }

  whole(): Filter {
    const filter = this.disjunction(false);
    this.#skipSpace();
    if (this.#at < this.#text.length) throw this.#expected('"and", "or" or the end of the filter');
    return filter;
  }

  disjunction(insideElement: boolean): Filter {
    return this.#chain('or', () => this.#chain('and', () => this.#factor(insideElement)));
  }

  #chain(kind: 'and' | 'or', operand: () => Filter): Filter {
    const first = operand();
    if (!this.#takeWord(kind)) return first;
    const operands = [first, operand()];
    while (this.#takeWord(kind)) operands.push(operand());
    return { kind, operands };
  }

  #factor(insideElement: boolean): Filter {
    this.#skipSpace();
    if (this.#text[this.#at] === '(') return this.#group(insideElement);
    const before = this.#at;
    if (this.#takeWord('not')) {
      this.#skipSpace();
      if (this.#text[this.#at] === '(') return { kind: 'not', operand: this.#group(insideElement) };
      this.#at = before;
    }
    return this.#clause(insideElement);
  }

  #group(insideElement: boolean): Filter {
    this.#enter();
    this.#at += 1;
    const filter = this.disjunction(insideElement);
    this.#takeCharacter(')');
    this.#depth -= 1;
    return filter;
  }

  #clause(insideElement: boolean): Filter {
    this.#clauses += 1;
    if (this.#clauses > MAX_CLAUSES) {
      throw badRequest('invalidFilter', `The filter has more than ${MAX_CLAUSES} conditions.`);
    }
    const path = this.#take(NAME);
    if (path === null) throw this.#expected('an attribute name');
    if (this.#text[this.#at] !== '[') return this.#condition(path);
    if (insideElement) throw this.#expected('an operator (value paths cannot be nested)');
    return this.#element(path);
  }

  #element(path: string): Filter {
    this.#enter();
    this.#at += 1;
    const filter = this.disjunction(true);
    this.#takeCharacter(']');
    this.#depth -= 1;
    if (this.#text[this.#at] !== '.') return { kind: 'element', path, filter };
    this.#at += 1;
    const sub = this.#take(NAME);
    if (sub === null) throw this.#expected('a sub-attribute name');
    return { kind: 'element', path, filter: { kind: 'and', operands: [filter, this.#condition(sub)] } };
  }

  #condition(path: string): Filter {
    this.#skipSpace();
    const start = this.#at;
    const word = this.#take(NAME)?.toLowerCase();
    if (word === 'pr') return { kind: 'present', path };
    if (word === undefined || !COMPARISON_NAMES.has(word)) {
      this.#at = start;
      throw this.#expected(`an operator after "${path}" (${COMPARISONS.join(', ')} or pr)`);
    }
    this.#skipSpace();
    return { kind: 'compare', path, operator: word as Comparison, value: this.#value() };
  }

  #value(): FilterValue {
    const text = this.#take(STRING);
    if (text !== null) {
      const value = JSON.parse(text) as string;
      if (!value.isWellFormed() || value.includes('\u0000')) {
        throw badRequest(
          'invalidFilter',
          'The filter compares with text that has half a character (a lone surrogate) or a NUL character in it, which no value has.',
        );
      }
      return value;
    }
    const number = this.#take(NUMBER);
    if (number !== null) {
      const value = Number(number);
      if (!Number.isFinite(value)) throw badRequest('invalidFilter', `The number ${number.slice(0, 40)} is too large.`);
      return value;
    }
    const start = this.#at;
    const word = this.#take(NAME);
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    this.#at = start;
    throw this.#expected('a value: a string in double quotes, a number, true, false or null');
  }

  #enter(): void {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw badRequest('invalidFilter', `The filter is nested deeper than ${MAX_DEPTH} levels.`);
  }

  #skipSpace(): void {
    SPACE.lastIndex = this.#at;
    SPACE.test(this.#text);
    this.#at = SPACE.lastIndex;
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text)?.[0];
    if (match === undefined) return null;
    this.#at += match.length;
    return match;
  }

  /** takes `and`, `or`, `not` when it stands here as a whole word */
  #takeWord(word: string): boolean {
    const before = this.#at;
    this.#skipSpace();
    const end = this.#at + word.length;
    const next = this.#text[end];
    const isWord = this.#text.slice(this.#at, end).toLowerCase() === word && (next === undefined || /[\s(]/.test(next));
    this.#at = isWord ? end : before;
    return isWord;
  }

  #takeCharacter(character: string): void {
    this.#skipSpace();
    if (this.#text[this.#at] !== character) throw this.#expected(`"${character}"`);
    this.#at += 1;
  }

  #expected(what: string): ScimError {
    const found = this.#text.slice(this.#at, this.#at + 20);
    const where = found === '' ? 'the filter ends there' : `found ${JSON.stringify(found)}`;
    return badRequest('invalidFilter', `The filter cannot be read: expected ${what} at position ${this.#at + 1}, ${where}.`);
  }
}
