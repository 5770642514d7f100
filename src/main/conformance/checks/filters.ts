import type { Bench, Made } from '../bench.ts';
import type { Check } from '../check.ts';
import { at, expect, expectError, textAt } from '../client.ts';

const base = { group: 'filters', binding: 'must', needs: ['filter'] } as const;
const FIX = 'Evaluate the filter as RFC 7644 §3.4.2.2 says.';

/** Looks whether the filter finds just these of the users that the run made. */
async function finds(bench: Bench, filter: string, expected: readonly Made[]): Promise<void> {
  await bench.bystander();
  const { usersPath } = await bench.offer();
  const names = (await bench.find(usersPath, filter)).map((one) => textAt(one, 'userName').toLowerCase());
  const own = names.filter((name) => name.startsWith(bench.marker));
  const wanted = expected.map(({ name }) => name);
  const missing = wanted.filter((name) => !own.includes(name));
  const extra = own.filter((name) => !wanted.includes(name));
  expect(missing.length === 0, `The filter ${filter} does not find ${missing.join(', ')}.`);
  expect(extra.length === 0, `The filter ${filter} also finds ${extra.join(', ')}.`);
}

function simple(id: string, title: string, source: string, filterOf: (name: string) => string, isFound = true): Check {
  return {
    ...base,
    id: `filters.${id}`,
    title,
    source,
    fix: FIX,
    run: async (bench) => {
      const made = await bench.user();
      await finds(bench, filterOf(made.name), isFound ? [made] : []);
    },
  };
}

/** RFC 7644 §3.4.2.2. */
export const filterChecks: readonly Check[] = [
  simple('equal', 'eq finds the one user', 'RFC 7644 §3.4.2.2', (name) => `userName eq "${name}"`),
  simple('equal-none', 'eq finds nobody: 200 with an empty list', 'RFC 7644 §3.4.2', (name) => `userName eq "no-${name}"`, false),
  simple('value-case', 'userName compares in any case', 'RFC 7643 §4.1.1', (name) => `userName eq "${name.toUpperCase()}"`),
  simple('names-case', 'Attributes and operators count in any case', 'RFC 7644 §3.4.2.2', (name) => `USERNAME EQ "${name}"`),
  simple('starts-with', 'sw compares the beginning', 'RFC 7644 §3.4.2.2', (name) => `userName sw "${name.slice(0, -4)}"`),
  simple('contains', 'co compares any part', 'RFC 7644 §3.4.2.2', (name) => `userName co "${name.slice(3)}"`),
  simple('ends-with', 'ew compares the end', 'RFC 7644 §3.4.2.2', (name) => `userName ew "${name.slice(3)}"`),
  simple('present', 'pr asks for any value', 'RFC 7644 §3.4.2.2', (name) => `userName eq "${name}" and userName pr`),
  simple(
    'not',
    'not (…) turns a filter round',
    'RFC 7644 §3.4.2.2',
    (name) => `userName eq "${name}" and not (userName pr)`,
    false,
  ),
  simple(
    'not-equal',
    'ne finds what differs',
    'RFC 7644 §3.4.2.2',
    (name) => `userName eq "${name}" and userName ne "${name}"`,
    false,
  ),
  simple(
    'urn',
    'An attribute may carry its schema URN',
    'RFC 7644 §3.10',
    (name) => `urn:ietf:params:scim:schemas:core:2.0:User:userName eq "${name}"`,
  ),
  simple(
    'precedence',
    'and binds stronger than or',
    'RFC 7644 §3.4.2.2',
    (name) => `userName eq "${name}" or userName pr and userName eq "no-${name}"`,
  ),
  simple(
    'grouping',
    'Parentheses group',
    'RFC 7644 §3.4.2.2',
    (name) => `(userName eq "${name}" or userName pr) and userName eq "no-${name}"`,
    false,
  ),
  simple(
    'time',
    'Times compare as times',
    'RFC 7644 §3.4.2.2 (gt on dateTime)',
    (name) => `userName eq "${name}" and meta.lastModified gt "2001-01-01T00:00:00Z"`,
  ),
  {
    ...base,
    id: 'filters.id',
    title: 'eq on id finds the user',
    source: 'RFC 7643 §3.1, RFC 7644 §3.4.2.2',
    fix: FIX,
    run: async (bench) => {
      const made = await bench.user();
      await finds(bench, `id eq "${made.id}"`, [made]);
    },
  },
  {
    ...base,
    id: 'filters.boolean',
    title: 'eq compares booleans',
    source: 'RFC 7644 §3.4.2.2',
    fix: FIX,
    run: async (bench) => {
      await bench.needAttribute('User', 'active');
      const off = await bench.user({ active: false });
      const on = await bench.user();
      await finds(bench, `active eq false and (userName eq "${off.name}" or userName eq "${on.name}")`, [off]);
    },
  },
  {
    ...base,
    id: 'filters.sub-attribute',
    title: 'A sub-attribute of many values matches any of them',
    source: 'RFC 7644 §3.4.2.2',
    fix: FIX,
    run: async (bench) => {
      await bench.needAttribute('User', 'emails');
      const made = await bench.user();
      await finds(bench, `emails.value eq "${made.name}"`, [made]);
    },
  },
  {
    ...base,
    id: 'filters.value-path',
    title: 'emails[…] looks at one value at a time',
    source: 'RFC 7644 §3.4.2.2 (complex attribute filter grouping)',
    fix: FIX,
    run: async (bench) => {
      await bench.needAttribute('User', 'emails');
      const made = await bench.user();
      await finds(bench, `emails[type eq "work" and value eq "${made.name}"]`, [made]);
      await finds(bench, `emails[type eq "home" and value eq "${made.name}"]`, []);
    },
  },
  {
    ...base,
    id: 'filters.quotes',
    title: 'Text in a filter is a JSON string',
    source: 'RFC 7644 §3.4.2.2 (compValue), RFC 8259 §7',
    fix: 'Read the value as JSON does, with \\" and \\u0041.',
    run: async (bench) => {
      const made = await bench.user();
      const escaped = `\\u${made.name.charCodeAt(0).toString(16).padStart(4, '0')}${made.name.slice(1)}`;
      await finds(bench, `userName eq "${escaped}"`, [made]);
    },
  },
  {
    ...base,
    id: 'filters.invalid',
    title: 'A broken filter is refused',
    source: 'RFC 7644 §3.4.2.2, §3.12',
    fix: 'Answer 400 with scimType invalidFilter. Never everything, and never nothing.',
    run: async (bench) => {
      const { usersPath } = await bench.offer();
      for (const filter of ['userName', 'userName equals "a"', 'userName eq "a" and', '(userName eq "a"']) {
        const reply = await bench.client.get(`${usersPath}?${new URLSearchParams({ filter }).toString()}`);
        expectError(reply, 400, `The filter ${filter}`, ['invalidFilter']);
      }
    },
  },
  {
    ...base,
    id: 'filters.group-name',
    title: 'Groups are found by displayName',
    source: 'RFC 7644 §3.4.2.2',
    needsGroups: true,
    fix: FIX,
    run: async (bench) => {
      const { groupsPath } = await bench.offer();
      const made = await bench.group();
      const found = await bench.find(groupsPath ?? '', `displayName eq "${made.name}"`);
      expect(
        found.length === 1 && at(found[0], 'id') === made.id,
        `${found.length} groups of this name were found, not the one.`,
      );
    },
  },
  {
    ...base,
    id: 'filters.group-member',
    title: 'Groups are found by a member',
    binding: 'should',
    source: 'RFC 7644 §3.4.2.2',
    needsGroups: true,
    fix: FIX,
    run: async (bench) => {
      const { groupsPath } = await bench.offer();
      const user = await bench.user();
      const made = await bench.group([user]);
      const found = await bench.find(groupsPath ?? '', `members.value eq "${user.id}"`);
      expect(
        found.length === 1 && at(found[0], 'id') === made.id,
        `${found.length} groups with this member were found, not the one.`,
      );
    },
  },
];
