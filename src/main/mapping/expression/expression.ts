/** A value that flows from a directory: text, or a constant of another type. */
export type Scalar = string | boolean | number;

/** What stands on the source side of a mapping, in one form for the languages of all identity providers. */
export type Expression =
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'constant'; readonly value: Scalar }
  /** an argument that was left out, as in `Switch([IsSoftDeleted], , "False", …)` */
  | { readonly kind: 'omitted' }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  /** not read: what it is called when it is named as not evaluated */
  | { readonly kind: 'unread'; readonly text: string };

/** Text that is no expression of the language. `message` says what was expected and where. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
}

/** Deeper than anyone nests by hand; a hostile file must not exhaust the stack. */
export const DEEPEST = 50;

/** The names of all source attributes that the expression reads, in the order of reading. */
export function attributesOf(expression: Expression): string[] {
  if (expression.kind === 'attribute') return [expression.name];
  return expression.kind === 'call' ? expression.args.flatMap(attributesOf) : [];
}

/** The only source attribute, where the expression reads just one. */
export function onlyAttributeOf(expression: Expression): string | null {
  const [first, ...others] = new Set(attributesOf(expression));
  return first === undefined || others.length > 0 ? null : first;
}

/** Whether whatever comes out is in lower case. */
export function foldsCase(expression: Expression): boolean {
  if (expression.kind === 'constant') return String(expression.value) === String(expression.value).toLowerCase();
  if (expression.kind !== 'call') return expression.kind === 'omitted';
  if (expression.name === 'ToLower') return true;
  return combining.has(expression.name) && expression.args.every(foldsCase);
}

/** Functions that give one of their arguments, or all of them one behind the other. */
const combining: ReadonlySet<string> = new Set(['Coalesce', 'Append', 'Join', 'Trim']);
