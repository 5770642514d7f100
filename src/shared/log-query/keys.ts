import { ValueError, readDuration, readIds, readInstant, readNumber, readStatus } from './read-values.ts';
import { type Condition, HAS, IDPS, MAKERS, METHODS, OPS, VERDICTS } from './terms.ts';

/** One key of the language: what it takes, in a few words, and how its values are read. */
export interface Key {
  /** for the list of suggestions */
  readonly example: string;
  /** values to choose from; null where anything may stand */
  readonly choices: readonly string[] | null;
  /** @throws ValueError */
  readonly read: (values: readonly string[], now: number) => Condition;
}

const WORDS_FOR_IDPS: Readonly<Record<string, string>> = { azure: 'entra', 'entra-id': 'entra', aad: 'entra', other: 'unknown' };

/** Every key, in the order in which they are suggested. */
export const KEYS: Readonly<Record<string, Key>> = {
  user: { example: 'user:anna', choices: null, read: (values) => ({ kind: 'name', type: 'User', values: filled(values) }) },
  group: { example: 'group:sales', choices: null, read: (values) => ({ kind: 'name', type: 'Group', values: filled(values) }) },
  is: { example: 'is:refused', choices: [...VERDICTS, 'pinned'], read: readIs },
  op: { example: 'op:create', choices: OPS, read: (values) => ({ kind: 'op', values: values.map((one) => choose(one, OPS)) }) },
  status: { example: 'status:>=400', choices: null, read: (values) => ({ kind: 'status', ranges: values.map(readStatus) }) },
  idp: {
    example: 'idp:entra',
    choices: IDPS,
    read: (values) => ({ kind: 'idp', values: values.map((one) => choose(WORDS_FOR_IDPS[one.toLowerCase()] ?? one, IDPS)) }),
  },
  by: {
    example: 'by:outside',
    choices: MAKERS,
    read: (values) => ({ kind: 'by', values: values.map((one) => choose(one, MAKERS)) }),
  },
  rule: { example: 'rule:R6', choices: null, read: (values) => ({ kind: 'rule', values: filled(values) }) },
  since: {
    example: 'since:1h',
    choices: ['15m', '1h', '24h', 'today', '7d'],
    read: (values, now) => ({ kind: 'time', range: { min: readInstant(only(values), false, now), max: Infinity } }),
  },
  until: {
    example: 'until:14:30',
    choices: null,
    read: (values, now) => ({ kind: 'time', range: { min: -Infinity, max: readInstant(only(values), true, now) } }),
  },
  has: { example: 'has:note', choices: HAS, read: (values) => ({ kind: 'has', values: values.map((one) => choose(one, HAS)) }) },
  tag: { example: 'tag:ticket-17', choices: null, read: (values) => ({ kind: 'tag', values: filled(values) }) },
  method: {
    example: 'method:PATCH',
    choices: METHODS,
    read: (values) => ({ kind: 'method', values: values.map((one) => choose(one.toUpperCase(), METHODS)) }),
  },
  path: { example: 'path:/Users', choices: null, read: (values) => ({ kind: 'path', values: filled(values) }) },
  duration: {
    example: 'duration:>1s',
    choices: null,
    read: (values) => ({ kind: 'duration', ranges: values.map(readDuration) }),
  },
  token: { example: 'token:Entra', choices: null, read: (values) => ({ kind: 'token', values: filled(values) }) },
  session: { example: 'session:12', choices: null, read: (values) => ({ kind: 'session', values: values.map(readNumber) }) },
  resource: { example: 'resource:2f61…', choices: null, read: (values) => ({ kind: 'resource', values: filled(values) }) },
  id: { example: 'id:41..60', choices: null, read: (values) => ({ kind: 'id', ranges: values.map(readIds) }) },
};

function readIs(values: readonly string[]): Condition {
  if (values.length === 1 && values[0]?.toLowerCase() === 'pinned') return { kind: 'pinned' };
  if (values.some((one) => one.toLowerCase() === 'pinned')) {
    throw new ValueError('"pinned" does not go together with a verdict in one list; write is:pinned as a term of its own.');
  }
  return { kind: 'verdict', values: values.map((one) => choose(one, VERDICTS)) };
}

function choose<T extends string>(text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
  if (found !== undefined) return found;
  throw new ValueError(
    text === '' ? `A value is missing. Choose one of ${choices.join(', ')}.` : `"${text}" is not one of ${choices.join(', ')}.`,
  );
}

function filled(values: readonly string[]): readonly string[] {
  if (values.some((value) => value.trim() === '')) throw new ValueError('A value is missing behind the colon.');
  return values;
}

function only(values: readonly string[]): string {
  const [value] = filled(values);
  if (value === undefined || values.length > 1) throw new ValueError('Only one time can stand here.');
  return value;
}
