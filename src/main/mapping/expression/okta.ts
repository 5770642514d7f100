import { DEEPEST, type Expression, ExpressionError } from './expression.ts';
import { Scanner } from './scanner.ts';

/** Okta's functions that say the same as one of ours. */
const synonyms: Readonly<Record<string, string>> = {
  'String.toLowerCase': 'ToLower',
  'String.toUpperCase': 'ToUpper',
  'String.append': 'Append',
  'String.join': 'Join',
  'String.replace': 'Replace',
};

/**
 * Reads an expression of the Okta Expression Language as far as it is simple: `user.email`, `appuser.name`, constants,
 * `a + b` and the functions above. The rest (conditions, other functions) is kept as text that is not evaluated. Never throws.
 */
export function parseOktaExpression(text: string): Expression {
  const scanner = new Scanner(text);
  try {
    const expression = parseSum(scanner, 0);
    if (scanner.atEnd) return expression;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
  }
  return { kind: 'unread', text };
}

function parseSum(scanner: Scanner, depth: number): Expression {
  const terms = [parseTerm(scanner, depth)];
  while (scanner.take('+')) terms.push(parseTerm(scanner, depth));
  const [only] = terms;
  return terms.length === 1 && only !== undefined ? only : { kind: 'call', name: 'Append', args: terms };
}

function parseTerm(scanner: Scanner, depth: number): Expression {
  if (depth > DEEPEST) throw scanner.error('the expression is nested too deeply');
  if (scanner.take('(')) {
    const inner = parseSum(scanner, depth + 1);
    scanner.expect(')');
    return inner;
  }
  if (scanner.take('"')) return { kind: 'constant', value: scanner.until('"', 'the text') };
  if (scanner.take("'")) return { kind: 'constant', value: scanner.until("'", 'the text') };
  const number = scanner.match(/-?\d+(?:\.\d+)?(?![\w.])/y);
  if (number !== null) return { kind: 'constant', value: Number(number) };
  const name = scanner.match(/[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*/y);
  if (name === null) throw scanner.error('an attribute, a text or a function is expected');
  if (scanner.take('(')) return { kind: 'call', name: synonyms[name] ?? name, args: parseArguments(scanner, depth) };
  if (name === 'true' || name === 'false') return { kind: 'constant', value: name === 'true' };
  return { kind: 'attribute', name };
}

function parseArguments(scanner: Scanner, depth: number): Expression[] {
  if (scanner.take(')')) return [];
  const args: Expression[] = [];
  for (;;) {
    args.push(parseSum(scanner, depth + 1));
    if (scanner.take(')')) return args;
    scanner.expect(',');
  }
}
