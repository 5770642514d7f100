import { DEEPEST, type Expression } from './expression.ts';
import { Scanner } from './scanner.ts';

/**
 * Parses an expression of Entra ID: `[attribute]`, `"constant"`, `Function(argument, …)`, nested. Microsoft's reference for
 * writing expressions for attribute mappings; its backslash escapes are understood, and arguments may be left out.
 * @throws ExpressionError for text that is none
 */
export function parseEntraExpression(text: string): Expression {
  const scanner = new Scanner(text);
  const expression = parseOne(scanner, 0);
  if (!scanner.atEnd) throw scanner.error('something follows the expression');
  return expression;
}

function parseOne(scanner: Scanner, depth: number): Expression {
  if (depth > DEEPEST) throw scanner.error('the functions are nested too deeply');
  if (scanner.take('[')) return { kind: 'attribute', name: scanner.until(']', 'the attribute name').trim() };
  if (scanner.take('"')) return { kind: 'constant', value: scanner.until('"', 'the text') };
  const number = scanner.match(/-?\d+(?:\.\d+)?(?![\w.])/y);
  if (number !== null) return { kind: 'constant', value: Number(number) };
  const name = scanner.match(/[A-Za-z_]\w*/y);
  if (name === null) throw scanner.error('an [attribute], a "text" or a function is expected');
  if (scanner.take('(')) return { kind: 'call', name, args: parseArguments(scanner, depth) };
  if (/^(?:true|false)$/i.test(name)) return { kind: 'constant', value: /^true$/i.test(name) };
  throw scanner.error(`"(" is missing after ${name}`);
}

function parseArguments(scanner: Scanner, depth: number): Expression[] {
  if (scanner.take(')')) return [];
  const args: Expression[] = [];
  for (;;) {
    const next = scanner.peek();
    args.push(next === ',' || next === ')' ? { kind: 'omitted' } : parseOne(scanner, depth + 1));
    if (scanner.take(')')) return args;
    scanner.expect(',');
  }
}
