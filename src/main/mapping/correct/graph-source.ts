import type { JsonObject } from '#shared/scim/wire.ts';
import { parseEntraExpression } from '../expression/entra.ts';
import type { Expression } from '../expression/expression.ts';

/**
 * An expression in the form of Microsoft Graph (attributeMappingSource): text, name, type, and the arguments as parameters.
 * @throws ExpressionError for text that is no expression
 */
export function graphSource(text: string): JsonObject {
  return sourceOf(parseEntraExpression(text), text);
}

function sourceOf(expression: Expression, text: string = print(expression)): JsonObject {
  switch (expression.kind) {
    case 'attribute':
      return { expression: text, name: expression.name, type: 'Attribute', parameters: [] };
    case 'call': {
      const parameters = expression.args.map((arg, index) => ({
        key: parameterName(expression.name, index),
        value: arg.kind === 'omitted' ? null : sourceOf(arg),
      }));
      return { expression: text, name: expression.name, type: 'Function', parameters };
    }
    case 'constant':
      return { expression: text, name: String(expression.value), type: 'Constant', parameters: [] };
    case 'omitted':
    case 'unread':
      return { expression: text, name: text, type: 'Constant', parameters: [] };
  }
}

function parameterName(call: string, index: number): string {
  if (call !== 'Switch') return index === 0 ? 'source' : `source${index + 1}`;
  if (index < 2) return index === 0 ? 'source' : 'defaultValue';
  return `${index % 2 === 0 ? 'key' : 'value'}${Math.floor(index / 2)}`;
}

function print(expression: Expression): string {
  switch (expression.kind) {
    case 'attribute':
      return `[${expression.name}]`;
    case 'constant':
      return typeof expression.value === 'string' ? JSON.stringify(expression.value) : String(expression.value);
    case 'call':
      return `${expression.name}(${expression.args.map(print).join(', ')})`;
    case 'omitted':
      return '';
    case 'unread':
      return expression.text;
  }
}
