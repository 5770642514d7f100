import { randomUUID } from 'node:crypto';
import { URN } from '#shared/scim/urns.ts';
import { memberIds } from '../bench.ts';
import { type Check, NotOffered } from '../check.ts';
import { at, expect, expectError, expectStatus, listAt, textAt } from '../client.ts';

const VALIDATOR = 'Microsoft’s SCIM Validator';
const MICROSOFT_GROUP = 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group';
const DONE = [200, 204];
const base = { group: 'entra', binding: 'idp' } as const;

/** What Microsoft's SCIM Validator demands of groups, in our own words. */
export const entraGroupChecks: readonly Check[] = [
  {
    ...base,
    id: 'entra.create-group',
    title: 'A group is created from what Entra ID sends',
    source: `${VALIDATOR}: POST group`,
    needsGroups: true,
    fix: 'Accept Microsoft’s own schema URI for groups, externalId and meta from the client.',
    run: async (bench) => {
      await bench.group([], { schemas: [URN.group, MICROSOFT_GROUP], externalId: randomUUID(), meta: { resourceType: 'Group' } });
    },
  },
  {
    ...base,
    id: 'entra.duplicate-group',
    title: 'A duplicate group is 409',
    source: `${VALIDATOR}: POST duplicate group`,
    needsGroups: true,
    fix: 'Answer 409 to a second group of the same displayName. The RFC does not ask for it.',
    run: async (bench) => {
      const { groupsPath } = await bench.offer();
      const { name } = await bench.group();
      const reply = await bench.create(groupsPath ?? '', { schemas: [URN.group], displayName: name });
      expectError(reply, 409, 'The same group again', ['uniqueness']);
    },
  },
  {
    ...base,
    id: 'entra.group-without-members',
    title: 'Groups are read without their members',
    source: `${VALIDATOR}: GET group and filter with excludedAttributes=members`,
    needsGroups: true,
    fix: 'Honour excludedAttributes=members, by id and in a search.',
    run: async (bench) => {
      const { groupsPath } = await bench.offer();
      const { path, name, id } = await bench.group([await bench.user()]);
      const read = await bench.client.get(`${path}?excludedAttributes=members`);
      expectStatus(read, 200, 'Reading a group without members');
      const query = new URLSearchParams({ excludedAttributes: 'members', filter: `displayName eq "${name.toUpperCase()}"` });
      const found = await bench.client.get(`${groupsPath ?? ''}?${query.toString()}`);
      expectStatus(found, 200, 'Looking for a group without members');
      const [first] = listAt(found.json, 'Resources');
      expect(at(first, 'id') === id, 'The group was not found by its name in capitals.');
      expect(at(read.json, 'members') === undefined && at(first, 'members') === undefined, 'members came back all the same.');
    },
  },
  {
    ...base,
    id: 'entra.group-not-found',
    title: 'A group that is not there: 200 with an empty list',
    source: `${VALIDATOR}: filter for a group that does not exist`,
    needsGroups: true,
    fix: 'Answer 200 with totalResults 0, not 404.',
    run: async (bench) => {
      const { groupsPath } = await bench.offer();
      expect(
        (await bench.find(groupsPath ?? '', `displayName eq "${randomUUID()}"`)).length === 0,
        'A group was found that nobody made.',
      );
    },
  },
  {
    ...base,
    id: 'entra.rename-group',
    title: 'PATCH renames a group',
    source: `${VALIDATOR}: PATCH group, replace attributes`,
    needs: ['patch'],
    needsGroups: true,
    fix: 'Let displayName be replaced; 204 is advised as the answer.',
    run: async (bench) => {
      const { path } = await bench.group();
      const value = bench.newName();
      expectStatus(await bench.client.patch(path, [{ op: 'Replace', path: 'displayName', value }]), DONE, 'Renaming a group');
      expect(textAt(await bench.read(path), 'displayName') === value, 'The group has its old name.');
    },
  },
  {
    ...base,
    id: 'entra.group-external-id',
    title: 'PATCH changes the externalId of a group',
    source: `${VALIDATOR}: PATCH group, externalId`,
    needs: ['patch'],
    needsGroups: true,
    fix: 'Keep externalId for groups too.',
    run: async (bench) => {
      const { path } = await bench.group([], { externalId: randomUUID() });
      if (at(await bench.read(path), 'externalId') === undefined) {
        throw new NotOffered(
          'The endpoint takes externalId and does not keep it. Meisterplan’s mapping list does not have it (documented).',
        );
      }
      const value = randomUUID();
      expectStatus(
        await bench.client.patch(path, [{ op: 'Replace', path: 'externalId', value }]),
        DONE,
        'A Replace of externalId',
      );
      expect(at(await bench.read(path), 'externalId') === value, 'externalId was not replaced.');
    },
  },
  {
    ...base,
    id: 'entra.members',
    title: 'Members are added and removed, with a list on the Remove',
    source: `${VALIDATOR}: PATCH group, add and remove member`,
    needs: ['patch'],
    needsGroups: true,
    fix: 'Remove only the members that the value lists. Adding one who is in already must succeed.',
    run: async (bench) => {
      const [stays, leaves] = [await bench.user(), await bench.user()];
      const { path } = await bench.group([stays]);
      const value = [{ $ref: null, value: leaves.id }];
      for (const time of ['Adding a member', 'Adding the member again']) {
        expectStatus(await bench.client.patch(path, [{ op: 'Add', path: 'members', value }]), DONE, time);
      }
      expect(memberIds(await bench.read(path)).length === 2, 'The group should have two members.');
      expectStatus(await bench.client.patch(path, [{ op: 'Remove', path: 'members', value }]), DONE, 'Removing a member');
      const ids = memberIds(await bench.read(path));
      expect(ids.length === 1 && ids.includes(stays.id), `The group has the members ${JSON.stringify(ids)}.`);
    },
  },
  {
    ...base,
    id: 'entra.delete-group',
    title: 'A group is deleted',
    source: `${VALIDATOR}: DELETE group`,
    needsGroups: true,
    fix: 'Answer 204, and 404 afterwards.',
    run: async (bench) => {
      const { path } = await bench.group();
      expectStatus(await bench.remove(path), 204, 'DELETE of a group');
      expectStatus(await bench.client.get(path), 404, 'Reading the deleted group');
    },
  },
];
