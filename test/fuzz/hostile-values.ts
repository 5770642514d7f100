import { FILTER_SYNTAX } from '../support/filter-words.ts';
import type { Random } from './random.ts';

const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
  'then',
  'length',
  '',
  ' ',
  '\u0000',
  '$ref',
  'schemas',
  'id',
  'meta',
  'userName',
  'USERNAME',
  'emails',
  'members',
  'groups',
  'name',
  'password',
  'active',
  'displayName',
  'externalId',
  'value',
  'emails.value',
  'name.givenName',
  'name.',
  '.name',
  'urn:',
  'urn:x:y',
  'urn:ietf:params:scim:schemas:core:2.0:User',
  'urn:ietf:params:scim:schemas:core:2.0:User:userName',
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager',
  'emails[type eq "work"].value',
  'members[value eq "x"]',
  'roles[primary eq "True"].value',
  'x'.repeat(5000),
  '😀',
  '\u202e',
  "'; drop table resource; --",
  '$[0]',
  '"',
  '\\',
  '%00',
];

const TEXTS = [
  '',
  ' ',
  'a',
  'A',
  'anna@contoso.example',
  'True',
  'False',
  'null',
  '0',
  '-1',
  '1e999',
  '\u0000',
  '\ud800',
  '\udfff\ud800',
  '😀'.repeat(50),
  'İ',
  'ß',
  '\u202e',
  '\r\nX: y',
  '<script>',
  "' or 1=1 --",
  '"',
  '\\',
  '%',
  '_',
  '{{id}}',
  '../../etc/passwd',
  '2026-11-05T08:00:00Z',
  '9999-99-99T99:99:99Z',
  'AAAA',
  '=AAA',
  '{"a":1}',
  '[',
  'x'.repeat(10_000),
  'urn:ietf:params:scim:schemas:core:2.0:User',
  'W/"1"',
  '*',
];

const NUMBERS = [
  '0',
  '-0',
  '1',
  '-1',
  '1.5',
  '1e999',
  '-1e999',
  '1e-999',
  '9007199254740993',
  '18446744073709551616',
  `1${'0'.repeat(400)}`,
  `0.${'1'.repeat(400)}`,
];

/** JSON text of any one value, none of them what is expected. */
export function hostileJson(random: Random, depth = 0): string {
  switch (random.int(0, depth > 2 ? 3 : 6)) {
    case 0:
      return JSON.stringify(random.pick(TEXTS));
    case 1:
      return random.pick(NUMBERS);
    case 2:
      return random.pick(['true', 'false', 'null', '{}', '[]', '[[]]', '[null]', '{"":null}']);
    case 3:
      return JSON.stringify(random.pick(NAMES));
    case 4:
      return `[${random.many(0, 4, () => hostileJson(random, depth + 1)).join(',')}]`;
    case 5:
      return hostileObject(random, depth + 1);
    default:
      return `{${JSON.stringify('value')}:${hostileJson(random, depth + 1)}}`;
  }
}

export function hostileObject(random: Random, depth = 0): string {
  const members = random.many(0, 5, () => `${JSON.stringify(random.pick(NAMES))}:${hostileJson(random, depth + 1)}`);
  return `{${members.join(',')}}`;
}

export function hostileText(random: Random): string {
  return random.pick(TEXTS);
}

export function hostileName(random: Random): string {
  return random.pick(NAMES);
}

/** `[[[[…` or `{"a":{"a":…`, closed or not. */
export function nested(random: Random, depth: number): string {
  const isArray = random.chance(0.5);
  const name = JSON.stringify(random.pick(['a', 'name', 'emails', 'members', '__proto__', 'Operations', 'value']));
  const open = isArray ? '[' : `{${name}:`;
  const close = isArray ? ']' : '}';
  return open.repeat(depth) + (isArray ? '' : '1') + (random.chance(0.8) ? close.repeat(depth) : '');
}

/** Something that is nearly a filter. */
export function hostileFilter(random: Random): string {
  switch (random.int(0, 5)) {
    case 0:
      return random.many(1, 25, () => random.pick(FILTER_WORDS)).join(random.pick([' ', '', '  ']));
    case 1:
      return random.many(1, random.pick([3, 50, 399]), () => clause(random)).join(random.pick([' and ', ' or ']));
    case 2: {
      const depth = random.pick([3, 39, 40, 41, 2000]);
      return (
        random.pick(['(', 'not (', 'emails[', 'not(']).repeat(depth) + clause(random) + random.pick([')', ']', '']).repeat(depth)
      );
    }
    case 3:
      return `userName eq "${'x'.repeat(random.pick([100, 20_000]))}"`;
    case 4:
      return `${random.pick(NAMES)} ${random.pick(['eq', 'pr', 'gt', 'co', 'EQ', 'Eq', 'xx'])} ${hostileJson(random, 3)}`;
    default:
      return clause(random);
  }
}

const FILTER_WORDS = [
  ...FILTER_SYNTAX,
  '1e9',
  '"x"',
  'userName',
  'emails',
  'type',
  'emails[type eq "work"]',
  'active',
  'meta.created',
  'members',
  'groups.type',
  'schemas',
  '\t',
  '\u00a0',
  '😀',
  '\u0000',
  '%',
  "'",
  '--',
  ';',
];

function clause(random: Random): string {
  const [path, value] = random.pick([
    ['userName', '"a"'],
    ['userName', '""'],
    ['emails.value', '"a@x"'],
    ['emails[type eq "work"].value', '"a@x"'],
    ['active', 'true'],
    ['meta.created', '"2026-01-01T00:00:00Z"'],
    ['id', '"x"'],
    ['externalId', '"x"'],
    ['name.familyName', '"\\u0130"'],
    ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department', '"x"'],
    ['groups.value', '"x"'],
    ['groups.display', '"x"'],
    ['schemas', '"x"'],
    ['displayName', 'null'],
    ['x509Certificates.value', '"AAAA"'],
    ['meta.location', '"x"'],
    ['members.value', '"x"'],
  ] as const);
  return `${path} ${random.pick(['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le', 'pr'])} ${value}`;
}
