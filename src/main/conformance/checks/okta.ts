import { randomUUID } from 'node:crypto';
import { URN } from '#shared/scim/urns.ts';
import { isRecord } from '../../replay/recorded.ts';
import { memberIds } from '../bench.ts';
import type { Check } from '../check.ts';
import { at, expect, expectError, expectStatus, listAt, textAt } from '../client.ts';

const SPEC = 'Okta’s SPEC test';
const CRUD = 'Okta’s CRUD test';
const DONE = [200, 204];
const base = { group: 'okta', binding: 'idp' } as const;
const HEADERS = {
  'User-Agent': 'Okta SCIM Client 1.0.0',
  'Accept-Charset': 'utf-8',
  'Content-Type': 'application/scim+json; charset=utf-8',
};
const GET_HEADERS = { 'User-Agent': HEADERS['User-Agent'], 'Accept-Charset': 'utf-8' };

/** What Okta's Runscope tests and its SCIM client demand, in our own words. */
export const oktaChecks: readonly Check[] = [
  {
    ...base,
    id: 'okta.connection',
    title: 'The first users can be listed',
    source: `${SPEC}: list users`,
    fix: 'Answer 200 with a ListResponse whose numbers are numbers.',
    run: async (bench) => {
      await bench.user();
      const { usersPath } = await bench.offer();
      const reply = await bench.client.get(`${usersPath}?startIndex=1&count=2`, { headers: GET_HEADERS });
      expectStatus(reply, 200, 'Listing two users');
      expect(listAt(reply.json, 'schemas').includes(URN.listResponse), 'schemas should name the ListResponse.');
      for (const name of ['totalResults', 'startIndex', 'itemsPerPage']) {
        expect(Number.isInteger(at(reply.json, name)), `${name} should be a whole number.`);
      }
      expect(listAt(reply.json, 'Resources').length >= 1, 'Resources should not be empty.');
    },
  },
  {
    ...base,
    id: 'okta.user-shape',
    title: 'A user has all that Okta reads',
    source: `${SPEC}: attributes of a user`,
    fix: 'Return id, userName, active, name and emails with each user.',
    run: async (bench) => {
      const user = await bench.read((await bench.user()).path);
      for (const path of ['id', 'userName', 'name.givenName', 'name.familyName', 'active', 'emails.0.value']) {
        expect(at(user, path) !== undefined, `${path} is missing.`);
      }
    },
  },
  {
    ...base,
    id: 'okta.unknown-user',
    title: 'An unknown user is 404 with a detail',
    source: `${SPEC}: GET invalid user by id`,
    fix: 'Answer 404 with a SCIM Error body and a detail.',
    run: async (bench) => {
      const reply = await bench.client.get(`${(await bench.offer()).usersPath}/${randomUUID()}`, { headers: GET_HEADERS });
      expectError(reply, 404, 'An unknown user');
      expect(textAt(reply.json, 'detail') !== '', 'The error has no detail.');
    },
  },
  {
    ...base,
    id: 'okta.user-not-found',
    title: 'A user who is not there: 200 with an empty list',
    source: `${SPEC}: make sure a random user does not exist`,
    fix: 'Answer 200 with totalResults 0.',
    run: async (bench) => {
      const { usersPath } = await bench.offer();
      expect((await bench.find(usersPath, `userName eq "${randomUUID()}@example.com"`)).length === 0, 'Somebody was found.');
    },
  },
  {
    ...base,
    id: 'okta.wrong-token',
    title: 'A wrong token is 401 with a SCIM error',
    source: `${SPEC}: expect a failure with an invalid token`,
    fix: 'Answer 401 with a SCIM Error body and a detail.',
    run: async (bench) => {
      const { usersPath } = await bench.offer();
      expectError(await bench.client.get(`${usersPath}?startIndex=1&count=2`, { token: 'wrong' }), 401, 'A wrong token');
    },
  },
  {
    ...base,
    id: 'okta.create-user',
    title: 'A user is created from what Okta sends',
    source: `${SPEC}: create a user`,
    fix: 'Accept what Okta always sends (externalId, displayName, locale, groups, password), and return the user.',
    run: async (bench) => {
      const name = bench.newName();
      const { body } = await bench.user({
        userName: name,
        displayName: 'Conformance Check',
        locale: 'en-US',
        externalId: `00u${bench.marker}`,
        groups: [],
        password: '1mz050nq',
      });
      expect(
        isRecord(body) && textAt(body, 'userName').toLowerCase() === name,
        'The new user should come back with its userName.',
      );
    },
  },
  {
    ...base,
    id: 'okta.duplicate-user',
    title: 'A duplicate user is 409',
    source: `${SPEC}: expect a failure when the user exists`,
    fix: 'Answer 409 with a SCIM Error body; the admin reads its detail.',
    run: async (bench) => {
      const { usersPath } = await bench.offer();
      const { name } = await bench.user();
      expectError(await bench.create(usersPath, await bench.userBody(name), { headers: HEADERS }), 409, 'The same user again');
    },
  },
  {
    ...base,
    id: 'okta.update-user',
    title: 'A user who was read is put back changed',
    source: `${CRUD}: update by PUT; Okta sends back what it read`,
    fix: 'Ignore id, meta, groups and whatever else came from you in a PUT.',
    run: async (bench) => {
      const { path } = await bench.user();
      const read = await bench.read(path);
      const name = { givenName: 'Changed', familyName: 'Person' };
      const reply = await bench.client.put(path, { ...(read as object), name }, { headers: HEADERS });
      expectStatus(reply, 200, 'PUT of what was read');
      expect(at(await bench.read(path), 'name.givenName') === 'Changed', 'name.givenName was not changed.');
    },
  },
  {
    ...base,
    id: 'okta.deactivate-put',
    title: 'PUT deactivates and reactivates a user',
    source: `${CRUD}: deactivate (app integration wizard)`,
    fix: 'Take active from the body.',
    run: async (bench) => {
      await bench.needAttribute('User', 'active');
      const { path } = await bench.user();
      for (const active of [false, true]) {
        const read = await bench.read(path);
        expectStatus(
          await bench.client.put(path, { ...(read as object), active }, { headers: HEADERS }),
          200,
          `PUT with active ${String(active)}`,
        );
        expect(at(await bench.read(path), 'active') === active, `active should be ${String(active)}.`);
      }
    },
  },
  {
    ...base,
    id: 'okta.deactivate-patch',
    title: 'PATCH without a path deactivates a user, and nothing else',
    source: `${CRUD}: deactivate (catalogue integrations)`,
    needs: ['patch'],
    fix: 'A replace without a path changes what its value names; the rest stays.',
    run: async (bench) => {
      await bench.needAttribute('User', 'active');
      const { path, name } = await bench.user();
      expectStatus(
        await bench.client.patch(path, [{ op: 'replace', value: { active: false } }], { headers: HEADERS }),
        DONE,
        'Deactivating a user',
      );
      const user = await bench.read(path);
      expect(at(user, 'active') === false, 'active should be false.');
      expect(
        textAt(user, 'userName').toLowerCase() === name && listAt(user, 'emails').length === 1,
        'The rest of the user was lost.',
      );
    },
  },
  {
    ...base,
    id: 'okta.import',
    title: 'An import sees each user once',
    source: 'Okta: import in pages with startIndex and count',
    fix: 'Keep one order from page to page.',
    run: async (bench) => {
      for (let i = 0; i < 3; i++) await bench.user();
      const { usersPath } = await bench.offer();
      const seen: unknown[] = [];
      for (const startIndex of [1, 3]) {
        const reply = await bench.client.get(`${usersPath}?startIndex=${startIndex}&count=2`, { headers: GET_HEADERS });
        expectStatus(reply, 200, `The page at ${startIndex}`);
        seen.push(...listAt(reply.json, 'Resources').map((one) => at(one, 'id')));
      }
      expect(new Set(seen).size === seen.length, 'A user came on two pages.');
    },
  },
  {
    ...base,
    id: 'okta.push-group',
    title: 'A group is pushed: looked for, created, read, filled',
    source: 'Okta: group push (app integration wizard)',
    needsGroups: true,
    fix: 'Accept an empty members list, then a PUT with all members, each with value and display.',
    run: async (bench) => {
      const { groupsPath } = await bench.offer();
      const user = await bench.user();
      const { path, name, id } = await bench.group([], { members: [] });
      const found = await bench.find(groupsPath ?? '', `displayName eq "${name}"`);
      expect(at(found[0], 'id') === id, 'The group is not found by its name.');
      const body = { schemas: [URN.group], id, displayName: name, members: [{ value: user.id, display: null }] };
      expectStatus(await bench.client.put(path, body, { headers: HEADERS }), 200, 'PUT of the group with its member');
      expect(memberIds(await bench.read(path)).includes(user.id), 'The member is not in the group.');
    },
  },
  {
    ...base,
    id: 'okta.rename-group',
    title: 'A group is renamed by a PATCH that carries its id',
    source: 'Okta: group push, rename (catalogue integrations)',
    needs: ['patch'],
    needsGroups: true,
    fix: 'Pass over the id in the value when it is the group’s own, and keep the members.',
    run: async (bench) => {
      const user = await bench.user();
      const { path, id } = await bench.group([user]);
      const displayName = bench.newName();
      const reply = await bench.client.patch(path, [{ op: 'replace', value: { id, displayName } }], { headers: HEADERS });
      expectStatus(reply, DONE, 'Renaming a group');
      const group = await bench.read(path);
      expect(textAt(group, 'displayName') === displayName, 'The group has its old name.');
      expect(memberIds(group).includes(user.id), 'The group lost its members.');
    },
  },
  {
    ...base,
    id: 'okta.change-members',
    title: 'One PATCH removes a member and adds another',
    source: 'Okta: group push, membership (catalogue integrations)',
    needs: ['patch'],
    needsGroups: true,
    fix: 'Do both operations; members have value and display.',
    run: async (bench) => {
      const [old, fresh] = [await bench.user(), await bench.user()];
      const { path } = await bench.group([old]);
      const operations = [
        { op: 'remove', path: `members[value eq "${old.id}"]` },
        { op: 'add', path: 'members', value: [{ value: fresh.id, display: fresh.name }] },
      ];
      expectStatus(await bench.client.patch(path, operations, { headers: HEADERS }), DONE, 'Changing members');
      const ids = memberIds(await bench.read(path));
      expect(ids.length === 1 && ids.includes(fresh.id), `The group has the members ${JSON.stringify(ids)}.`);
    },
  },
  {
    ...base,
    id: 'okta.empty-group',
    title: 'A group is emptied, then deleted',
    source: 'Okta: push of an empty group, unlink with delete',
    needs: ['patch'],
    needsGroups: true,
    fix: 'A replace of members with an empty list empties the group; DELETE answers 204.',
    run: async (bench) => {
      const { path } = await bench.group([await bench.user()]);
      expectStatus(
        await bench.client.patch(path, [{ op: 'replace', path: 'members', value: [] }], { headers: HEADERS }),
        DONE,
        'Emptying a group',
      );
      expect(memberIds(await bench.read(path)).length === 0, 'The group still has members.');
      expectStatus(await bench.remove(path), 204, 'DELETE of the group');
    },
  },
];
