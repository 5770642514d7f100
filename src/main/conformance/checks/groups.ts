import { URN } from '#shared/scim/urns.ts';
import { memberIds } from '../bench.ts';
import type { Check } from '../check.ts';
import { at, expect, expectError, expectStatus, listAt, textAt } from '../client.ts';

const base = { group: 'groups', binding: 'must', needsGroups: true } as const;

/** RFC 7643 §4.2. */
export const groupChecks: readonly Check[] = [
  {
    ...base,
    id: 'groups.create',
    title: 'POST creates a group with its members',
    source: 'RFC 7643 §4.2, RFC 7644 §3.3',
    fix: 'Answer 201 with displayName, id and members.',
    run: async (bench) => {
      const user = await bench.user();
      const { path, name } = await bench.group([user]);
      const group = await bench.read(path);
      expect(textAt(group, 'displayName') === name, `displayName came back as “${textAt(group, 'displayName')}”.`);
      expect(memberIds(group).includes(user.id), 'The member is not in the group.');
    },
  },
  {
    ...base,
    id: 'groups.create-empty',
    title: 'A group may be empty',
    source: 'RFC 7643 §4.2',
    fix: 'Accept a group without members, and with an empty list of them.',
    run: async (bench) => {
      await bench.group();
      await bench.group([], { members: [] });
    },
  },
  {
    ...base,
    id: 'groups.required',
    title: 'A group without displayName is refused',
    source: 'RFC 7643 §4.2',
    fix: 'Refuse with 400 and scimType invalidValue.',
    run: async (bench) => {
      const { groupsPath } = await bench.offer();
      const reply = await bench.create(groupsPath ?? '', { schemas: [URN.group] });
      expectError(reply, 400, 'A group without displayName', ['invalidValue', 'invalidSyntax']);
    },
  },
  {
    ...base,
    id: 'groups.replace',
    title: 'PUT replaces the members of a group',
    source: 'RFC 7644 §3.5.1',
    fix: 'Take the members of the body for the members of the group.',
    run: async (bench) => {
      const [old, fresh] = [await bench.user(), await bench.user()];
      const { path, name } = await bench.group([old]);
      const body = { schemas: [URN.group], displayName: name, members: [{ value: fresh.id }] };
      expectStatus(await bench.client.put(path, body), 200, 'PUT of a group');
      const members = memberIds(await bench.read(path));
      expect(members.includes(fresh.id) && !members.includes(old.id), 'The members were not replaced.');
    },
  },
  {
    ...base,
    id: 'groups.member-of',
    title: 'A user says in which groups it is',
    source: 'RFC 7643 §4.1.2 (groups)',
    fix: 'Fill the readOnly attribute groups of a user, or do not list it in Schemas.',
    run: async (bench) => {
      await bench.needAttribute('User', 'groups');
      const user = await bench.user();
      const group = await bench.group([user]);
      const groups = listAt(await bench.read(user.path), 'groups').map((one) => at(one, 'value'));
      expect(groups.includes(group.id), 'The group is missing from groups of its member.');
    },
  },
  {
    ...base,
    id: 'groups.delete',
    title: 'DELETE of a group leaves its members',
    source: 'RFC 7644 §3.6',
    fix: 'Delete the group only; the users stay.',
    run: async (bench) => {
      const user = await bench.user();
      const group = await bench.group([user]);
      expectStatus(await bench.remove(group.path), 204, 'DELETE of a group');
      expectError(await bench.client.get(group.path), 404, 'Reading the deleted group');
      expectStatus(await bench.client.get(user.path), 200, 'Reading the user who was in it');
    },
  },
  {
    ...base,
    id: 'groups.deleted-member',
    title: 'A deleted user leaves its groups',
    binding: 'should',
    source: 'RFC 7643 §4.2 (members name resources that are there)',
    fix: 'Take a deleted user out of every group.',
    run: async (bench) => {
      const user = await bench.user();
      const group = await bench.group([user]);
      expectStatus(await bench.remove(user.path), 204, 'DELETE of the member');
      expect(!memberIds(await bench.read(group.path)).includes(user.id), 'The deleted user is still a member.');
    },
  },
];
