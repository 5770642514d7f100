import { badRequest } from '../errors.ts';
import { type CompareOperator, type Filter, type FilterLiteral, compareOperators } from './ast.ts';
import { type Token, Tokens } from './tokens.ts';

export interface FilterLimits {
  /** characters */
  readonly length: number;
  /** comparisons, `pr` tests included */
  readonly clauses: number;
  /** parentheses and brackets inside each other */
  readonly depth: number;
}

export const defaultFilterLimits: FilterLimits = { length: 65_536, clauses: 1000, depth: 50 };

const operators: ReadonlyMap<string, CompareOperator> = new Map(compareOperators.map((op) => [op, op]));
const keywords: ReadonlyMap<string, FilterLiteral> = new Map<string, FilterLiteral>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/**
 * Parses a filter (RFC 7644 §3.4.2.2, figure 1): every operator, in any case; grouping, `not`, value paths, sub-attributes,
 * URN-qualified names. `and` binds tighter than `or`.
 *
 * Beyond the grammar it takes `emails[type eq "work"].value eq "x"`, which Entra ID's documentation requires, and reads it
 * as `emails[type eq "work" and value eq "x"]`.
 *
 * @throws ScimError 400 invalidFilter that says where it stopped and what belongs there; nothing else
 */
export function parseFilter(text: string, limits: FilterLimits = defaultFilterLimits): Filter {
  if (text.length > limits.length) {
    throw refuse(`The filter has ${text.length} characters; at most ${limits.length} are accepted.`);
  }
  const parser = new Parser(text, limits);
  const filter = parser.readFilter(0, null);
  parser.expectEnd();
  return filter;
}

/**
 * Parses what stands between the brackets of a PATCH path, from `at` on.
 * @returns the filter and the place of what follows the closing bracket
 */
export class Parser {
  readonly #tokens: Tokens;
  readonly #limits: FilterLimits;
  #token: Token;
  #clauses = 0;

  constructor(text: string, limits: FilterLimits) {
    this.#tokens = new Tokens(text);
    this.#limits = limits;
    this.#token = this.#tokens.next();
  }

  /** @param container the attribute whose elements the filter is about, where it stands in brackets */
  readFilter(depth: number, container: string | null): Filter {
    const alternatives = [this.#readConjunction(depth, container)];
    while (this.#skipWord('or')) alternatives.push(this.#readConjunction(depth, container));
    return alternatives.length === 1 && alternatives[0] !== undefined ? alternatives[0] : { kind: 'or', filters: alternatives };
  }

  expectEnd(): void {
    if (this.#token.kind !== 'end') throw this.#tokens.refuse(this.#token.at, '"and", "or" or the end');
  }

  #readConjunction(depth: number, container: string | null): Filter {
    const parts = [this.#readPart(depth, container)];
    while (this.#skipWord('and')) parts.push(this.#readPart(depth, container));
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'and', filters: parts };
  }

  #readPart(depth: number, container: string | null): Filter {
    const token = this.#token;
    if (token.kind === 'punctuation' && token.text === '(') return this.#readGroup(depth, container);
    if (token.kind !== 'name') throw this.#tokens.refuse(token.at, 'an attribute, "not" or "("');
    this.#advance();
    if (token.text.toLowerCase() === 'not' && this.#isAt('(')) {
      return { kind: 'not', filter: this.#readGroup(depth, container) };
    }
    if (token.text.endsWith('.') || token.text.endsWith(':')) {
      throw this.#tokens.refuse(token.at, 'the whole name of an attribute');
    }
    return this.#isAt('[') ? this.#readElement(token.text, depth, container) : this.#readTest(token.text);
  }

  #readGroup(depth: number, container: string | null): Filter {
    this.#enter(depth);
    const filter = this.readFilter(depth + 1, container);
    if (!this.#isAt(')')) throw this.#tokens.refuse(this.#token.at, '"and", "or" or ")"');
    this.#advance();
    return filter;
  }

  #readElement(path: string, depth: number, container: string | null): Filter {
    if (container !== null) throw this.#tokens.refuse(this.#token.at, `an operator: "${container}[…]" holds no further brackets`);
    this.#enter(depth);
    const filter = this.readFilter(depth + 1, path);
    if (!this.#isAt(']')) throw this.#tokens.refuse(this.#token.at, '"and", "or" or "]"');
    this.#advance();
    if (this.#token.kind !== 'suffix') return { kind: 'element', path, filter };
    const sub = this.#token.text;
    this.#advance();
    const test = this.#readTest(sub);
    return { kind: 'element', path, filter: { kind: 'and', filters: filter.kind === 'and' ? [...filter.filters, test] : [filter, test] } };
  }

  #readTest(path: string): Filter {
    const { at } = this.#token;
    const word = this.#token.kind === 'name' ? this.#token.text.toLowerCase() : '';
    const op = operators.get(word);
    if (op === undefined && word !== 'pr') {
      throw this.#tokens.refuse(at, `one of ${compareOperators.join(', ')} and pr behind "${path.slice(0, 60)}"`);
    }
    this.#clauses++;
    if (this.#clauses > this.#limits.clauses) throw refuse(`The filter has more than ${this.#limits.clauses} conditions.`);
    this.#advance();
    return op === undefined ? { kind: 'present', path } : { kind: 'compare', path, op, value: this.#readLiteral() };
  }

  #readLiteral(): FilterLiteral {
    const token = this.#token;
    const value = token.kind === 'name' ? keywords.get(token.text.toLowerCase()) : token.kind === 'literal' ? token.value : undefined;
    if (value === undefined) throw this.#tokens.refuse(token.at, 'a text in double quotes, a number, true, false or null');
    this.#advance();
    return value;
  }

  /** A tenth of a kilobyte of parentheses must not cost a thousand stack frames. */
  #enter(depth: number): void {
    if (depth >= this.#limits.depth) throw refuse(`The filter is nested deeper than ${this.#limits.depth} levels.`);
    this.#advance();
  }

  #advance(): void {
    this.#token = this.#tokens.next();
  }

  #isAt(punctuation: string): boolean {
    return this.#token.kind === 'punctuation' && this.#token.text === punctuation;
  }

  #skipWord(word: string): boolean {
    if (this.#token.kind !== 'name' || this.#token.text.toLowerCase() !== word) return false;
    this.#advance();
    return true;
  }
}

function refuse(detail: string): ReturnType<typeof badRequest> {
  return badRequest('invalidFilter', detail, { reason: 'bad-filter' });
}
