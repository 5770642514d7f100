import type { Expression } from './expression.ts';

/**
 * Reads a value of a OneLogin template: text with macros such as `{$user.email}` and `{$parameters.scimusername}`
 * (OneLogin's developer guide, "Define your SCIM user schema"). Never throws: what is no macro is text.
 */
export function parseOneLoginValue(text: string): Expression {
  const parts: Expression[] = [];
  let end = 0;
  for (const macro of text.matchAll(/\{\$([\w.-]+)\}/g)) {
    if (macro.index > end) parts.push({ kind: 'constant', value: text.slice(end, macro.index) });
    parts.push({ kind: 'attribute', name: macro[1] ?? '' });
    end = macro.index + macro[0].length;
  }
  if (end < text.length || parts.length === 0) parts.push({ kind: 'constant', value: text.slice(end) });
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'call', name: 'Append', args: parts };
}
