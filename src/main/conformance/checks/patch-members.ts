import { memberIds } from '../bench.ts';
import type { Check } from '../check.ts';
import { expect, expectStatus } from '../client.ts';

const base = { group: 'patch', binding: 'must', needs: ['patch'] } as const;
const DONE = [200, 204];

/** RFC 7644 §3.5.2: who joins and leaves a group by PATCH. */
export const patchMemberChecks: readonly Check[] = [
  {
    ...base,
    id: 'patch.members-add',
    title: 'add puts members into a group',
    source: 'RFC 7644 §3.5.2.1',
    needsGroups: true,
    fix: 'Add the members to those who are there; one who is in already changes nothing.',
    run: async (bench) => {
      const [first, second] = [await bench.user(), await bench.user()];
      const { path } = await bench.group([first]);
      const operation = { op: 'add', path: 'members', value: [{ value: first.id }, { value: second.id }] };
      expectStatus(await bench.client.patch(path, [operation]), DONE, 'An add of members');
      const ids = memberIds(await bench.read(path));
      expect(
        ids.length === 2 && ids.includes(first.id) && ids.includes(second.id),
        `The group has ${ids.length} members, not the two.`,
      );
    },
  },
  {
    ...base,
    id: 'patch.members-remove',
    title: 'remove with a filter takes one member out',
    source: 'RFC 7644 §3.5.2.2',
    needsGroups: true,
    fix: 'Remove the members that the filter matches, and no others.',
    run: async (bench) => {
      const [stays, leaves] = [await bench.user(), await bench.user()];
      const { path } = await bench.group([stays, leaves]);
      const operation = { op: 'remove', path: `members[value eq "${leaves.id}"]` };
      expectStatus(await bench.client.patch(path, [operation]), DONE, 'A remove of one member');
      const ids = memberIds(await bench.read(path));
      expect(ids.length === 1 && ids.includes(stays.id), `The group has the members ${JSON.stringify(ids)}.`);
    },
  },
  {
    ...base,
    id: 'patch.members-replace',
    title: 'replace sets all members of a group',
    source: 'RFC 7644 §3.5.2.3',
    needsGroups: true,
    fix: 'Take the listed members for all of them; an empty list empties the group.',
    run: async (bench) => {
      const [old, fresh] = [await bench.user(), await bench.user()];
      const { path } = await bench.group([old]);
      const operation = { op: 'replace', path: 'members', value: [{ value: fresh.id }] };
      expectStatus(await bench.client.patch(path, [operation]), DONE, 'A replace of members');
      const ids = memberIds(await bench.read(path));
      expect(ids.length === 1 && ids.includes(fresh.id), `The group has the members ${JSON.stringify(ids)}.`);
    },
  },
];
