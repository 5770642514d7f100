import type { Expression, Scalar } from './expression.ts';

/** What an expression gives for one person; `value` null: nothing, so nothing is sent. */
export type Evaluated =
  | { readonly done: true; readonly value: Scalar | null }
  /** why it is not evaluated, as a sentence */
  | { readonly done: false; readonly why: string };

/** The value of a source attribute; null when the person has none, undefined when nobody knows. */
export type Lookup = (attribute: string) => Scalar | null | undefined;

/** undefined: this use of the function is not evaluated */
type Function = (args: readonly (Scalar | null)[]) => Scalar | null | undefined;

/** Nested replacements multiply; no attribute of a directory is as long. */
const LONGEST = 10_000;

/**
 * Evaluates the simple functions (attribute, constant, Switch, Join, ToLower, ToUpper, Replace, Coalesce, Append, Trim, Not) for one person.
 * Whatever else an expression calls is named as not evaluated, and so is what depends on it.
 */
export function evaluate(expression: Expression, lookup: Lookup): Evaluated {
  switch (expression.kind) {
    case 'constant':
      return { done: true, value: expression.value };
    case 'omitted':
      return { done: true, value: null };
    case 'unread':
      return { done: false, why: `The expression \`${shorten(expression.text)}\` is not evaluated here.` };
    case 'attribute': {
      const value = lookup(expression.name);
      if (value === undefined) return { done: false, why: `The sample person has no attribute \`${expression.name}\`.` };
      return { done: true, value: value === '' ? null : value };
    }
    case 'call':
      return call(expression.name, expression.args, lookup);
  }
}

function call(name: string, args: readonly Expression[], lookup: Lookup): Evaluated {
  const known = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (known === undefined) return { done: false, why: `The function \`${shorten(name)}\` is not evaluated here.` };
  const values: (Scalar | null)[] = [];
  for (const arg of args) {
    const evaluated = evaluate(arg, lookup);
    if (!evaluated.done) return evaluated;
    values.push(evaluated.value);
  }
  const value = known(values);
  if (value === undefined) return { done: false, why: `The function \`${name}\` is not evaluated here in this form.` };
  if (typeof value === 'string' && value.length > LONGEST)
    return { done: false, why: `The function \`${name}\` gives too long a text.` };
  return { done: true, value };
}

const functions: Readonly<Record<string, Function>> = {
  Append: (args) => joined(args, ''),
  Coalesce: (args) => args.find((arg) => arg !== null) ?? null,
  /** the separator comes first */
  Join: ([separator = null, ...rest]) => joined(rest, textOf(separator)),
  Not: ([value = null]) => !/^true$/i.test(textOf(value)),
  Replace: replace,
  Switch: switchOver,
  ToLower: ([value = null]) => (value === null ? null : textOf(value).toLowerCase()),
  ToUpper: ([value = null]) => (value === null ? null : textOf(value).toUpperCase()),
  Trim: ([value = null]) => (value === null ? null : textOf(value).trim()),
};

function joined(values: readonly (Scalar | null)[], separator: string): string | null {
  const present = values.filter((value) => value !== null);
  return present.length === 0 ? null : present.map(textOf).join(separator);
}

/** `Switch(source, default, key1, value1, …)`. A flag of the directory is a boolean and is compared with the texts "True" and "False". */
function switchOver([source = null, fallback = null, ...pairs]: readonly (Scalar | null)[]): Scalar | null {
  const wanted = textOf(source).toLowerCase();
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    if (textOf(pairs[i] ?? null).toLowerCase() === wanted) return pairs[i + 1] ?? null;
  }
  return fallback;
}

/**
 * The plain form of `Replace(source, oldValue, regexPattern, regexGroupName, replacementValue, …)`, and of Okta's with three arguments:
 * every `oldValue` gives way to the replacement. Nothing is replaced where there is no replacement; regular expressions are not evaluated.
 */
function replace(args: readonly (Scalar | null)[]): Scalar | null | undefined {
  const [source = null, old = null] = args;
  const short = args.length === 3;
  if (!short && ((args[2] ?? null) !== null || (args[3] ?? null) !== null || (args[5] ?? null) !== null)) return undefined;
  const replacement = (short ? args[2] : args[4]) ?? null;
  if (source === null || old === null || replacement === null) return source;
  return textOf(source).replaceAll(textOf(old), () => textOf(replacement));
}

function textOf(value: Scalar | null): string {
  return value === null ? '' : String(value);
}

function shorten(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}
