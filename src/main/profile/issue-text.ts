import type { z } from 'zod';

const KINDS: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
  record: 'an object',
};

/** Says what a form problem is in the words of the file, not of the validator: `schemas[0].attributes[2].type: must be …`. */
export function problemOf(issue: z.core.$ZodIssue): string[] {
  const at = (path: readonly PropertyKey[], what: string): string => `${pathText(path)}: ${what}`;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => at([...issue.path, key], 'is not a member that a profile knows here; check its spelling'));
    case 'invalid_type':
      return [at(issue.path, issue.input === undefined ? 'is missing' : `must be ${kindText(issue.expected)}`)];
    case 'invalid_value':
      return [at(issue.path, `must be one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`)];
    case 'too_big':
      return [at(issue.path, `must be at most ${issue.maximum}`)];
    case 'too_small':
      return [
        at(
          issue.path,
          issue.origin === 'number' || issue.origin === 'int' ? `must be at least ${issue.minimum}` : 'must not be empty',
        ),
      ];
    default:
      return [at(issue.path, issue.message)];
  }
}

/** `schemas[0].attributes[2].name`; the whole file is `the file`. */
function pathText(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file';
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${String(step)}`))
    .join('');
}

function kindText(expected: string): string {
  return KINDS[expected] ?? `a value of type ${expected}`;
}
