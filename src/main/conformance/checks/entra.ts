import { randomUUID } from 'node:crypto';
import { URN } from '#shared/scim/urns.ts';
import type { Check } from '../check.ts';
import { at, expect, expectStatus, listAt, textAt } from '../client.ts';

const VALIDATOR = 'Microsoft’s SCIM Validator';
const DONE = [200, 204];
const base = { group: 'entra', binding: 'idp' } as const;

/** What Microsoft's SCIM Validator and the Entra provisioning service demand, in our own words. */
export const entraChecks: readonly Check[] = [
  {
    ...base,
    id: 'entra.probe',
    title: 'The connection test finds nobody: 200 with an empty list',
    source: 'Entra ID: validity probe before every cycle; RFC 7644 §3.4.2',
    fix: 'Answer 200 with totalResults 0. A 404 puts the job into quarantine at once.',
    run: async (bench) => {
      const { usersPath } = await bench.offer();
      const reply = await bench.client.get(`${usersPath}?filter=userName+eq+%22${randomUUID()}%22`);
      expectStatus(reply, 200, 'The connection test');
      expect(at(reply.json, 'totalResults') === 0, 'totalResults should be 0.');
    },
  },
  {
    ...base,
    id: 'entra.create-user',
    title: 'A user is created from what Entra ID sends',
    source: `${VALIDATOR}: POST user`,
    fix: 'Accept attributes with null, an enterprise URN in schemas without its object, and meta from the client.',
    run: async (bench) => {
      const schemas = [URN.user, URN.enterpriseUser];
      const { body, name } = await bench.user({
        schemas,
        meta: { resourceType: 'User' },
        externalId: randomUUID(),
        roles: [],
        title: null,
      });
      expect(textAt(body, 'userName').toLowerCase() === name, 'userName should come back.');
    },
  },
  {
    ...base,
    id: 'entra.duplicate-user',
    title: 'A duplicate user is 409',
    source: `${VALIDATOR}: POST duplicate user; RFC 7644 §3.3`,
    fix: 'Answer 409 with scimType uniqueness.',
    run: async (bench) => {
      const { usersPath } = await bench.offer();
      const { name } = await bench.user();
      expectStatus(await bench.create(usersPath, await bench.userBody(name)), 409, 'The same user again');
    },
  },
  {
    ...base,
    id: 'entra.filter-case',
    title: 'The matching filter finds a user in another case',
    source: `${VALIDATOR}: GET user, different case`,
    fix: 'Compare userName without regard to case.',
    run: async (bench) => {
      const { usersPath } = await bench.offer();
      const { name, id } = await bench.user();
      for (const value of [name, name.toUpperCase()]) {
        const found = await bench.find(usersPath, `userName eq "${value}"`);
        expect(
          found.length === 1 && at(found[0], 'id') === id,
          `userName eq "${value}" found ${found.length} users, not the one.`,
        );
      }
    },
  },
  {
    ...base,
    id: 'entra.filter-email',
    title: 'emails[type eq "work"].value eq finds a user',
    source: 'Entra ID: matching by e-mail (outside the grammar of RFC 7644)',
    fix: 'Read a sub-attribute behind the brackets as part of the value filter.',
    run: async (bench) => {
      await bench.needAttribute('User', 'emails');
      const { usersPath } = await bench.offer();
      const { name, id } = await bench.user();
      const found = await bench.find(usersPath, `emails[type eq "work"].value eq "${name}"`);
      expect(found.length === 1 && at(found[0], 'id') === id, `${found.length} users were found, not the one.`);
    },
  },
  {
    ...base,
    id: 'entra.patch-replace',
    title: 'PATCH with Replace changes several attributes',
    source: `${VALIDATOR}: PATCH user, replace attributes`,
    needs: ['patch'],
    fix: 'Read Add, Replace and Remove in any case, one operation for each attribute.',
    run: async (bench) => {
      const texts = await bench.writableTexts();
      const { path } = await bench.user();
      const reply = await bench.client.patch(
        path,
        texts.map((text) => ({ op: 'Replace', path: text, value: 'Entra' })),
      );
      expectStatus(reply, DONE, 'A PATCH with Replace');
      const user = await bench.read(path);
      for (const text of texts) expect(at(user, text) === 'Entra', `${text} is ${JSON.stringify(at(user, text))}.`);
    },
  },
  {
    ...base,
    id: 'entra.patch-user-name',
    title: 'PATCH changes the user name',
    source: `${VALIDATOR}: PATCH user, userName`,
    needs: ['patch'],
    fix: 'Let userName be replaced; the id stays.',
    run: async (bench) => {
      const { usersPath } = await bench.offer();
      const { path, id } = await bench.user();
      const value = bench.newName();
      expectStatus(await bench.client.patch(path, [{ op: 'Replace', path: 'userName', value }]), DONE, 'A Replace of userName');
      const found = await bench.find(usersPath, `userName eq "${value}"`);
      expect(at(found[0], 'id') === id, 'The user is not found by the new name.');
    },
  },
  {
    ...base,
    id: 'entra.disable',
    title: 'PATCH disables and enables a user, with booleans as text',
    source: `${VALIDATOR}: PATCH user, disable; Entra ID default dialect`,
    needs: ['patch'],
    fix: 'Read "False" and "True" as false and true for active.',
    run: async (bench) => {
      await bench.needAttribute('User', 'active');
      const { path } = await bench.user();
      expectStatus(await bench.client.patch(path, [{ op: 'Replace', path: 'active', value: 'False' }]), DONE, 'Disabling a user');
      expect(at(await bench.read(path), 'active') === false, 'active should be false.');
      expectStatus(await bench.client.patch(path, [{ op: 'Replace', path: 'active', value: 'True' }]), DONE, 'Enabling a user');
      expect(at(await bench.read(path), 'active') === true, 'active should be true again.');
    },
  },
  {
    ...base,
    id: 'entra.disabled-found',
    title: 'A disabled user is still found',
    source: 'Entra ID: deactivated users are returned by filter and by id',
    fix: 'Return users with active false like any other, or Entra ID creates them again.',
    run: async (bench) => {
      await bench.needAttribute('User', 'active');
      const { usersPath } = await bench.offer();
      const { path, name } = await bench.user({ active: false });
      expect((await bench.find(usersPath, `userName eq "${name}"`)).length === 1, 'The filter does not find the disabled user.');
      await bench.read(path);
    },
  },
  {
    ...base,
    id: 'entra.patch-add',
    title: 'PATCH with Add fills in a user',
    source: `${VALIDATOR}: PATCH user, add attributes (verbose)`,
    needs: ['patch'],
    fix: 'Create what is not there: attributes, and values that a filter in the path describes.',
    run: async (bench) => {
      const texts = await bench.writableTexts();
      const { path } = await bench.user();
      const operations: object[] = texts.map((text) => ({ op: 'Add', path: text, value: 'Added' }));
      const home = (await bench.needAttribute('User', 'emails')).multiValued;
      const address = bench.newName();
      if (home) operations.push({ op: 'Add', path: 'emails[type eq "work"].value', value: address });
      expectStatus(await bench.client.patch(path, operations), DONE, 'A PATCH with many Adds');
      const user = await bench.read(path);
      for (const text of texts) expect(at(user, text) === 'Added', `${text} was not added.`);
      const work = listAt(user, 'emails').find((one) => at(one, 'type') === 'work');
      expect(at(work, 'value') === address, `The work e-mail is ${JSON.stringify(at(work, 'value'))}.`);
    },
  },
  {
    ...base,
    id: 'entra.manager',
    title: 'The manager is set and taken away',
    source: `${VALIDATOR}: add, replace and remove manager`,
    needs: ['patch'],
    fix: 'Accept the bare id for manager; an empty text or a Remove takes the manager away.',
    run: async (bench) => {
      const manager = await bench.needAttribute('User', 'manager');
      const path = `${manager.extension ?? URN.enterpriseUser}:manager`;
      const [user, boss, other] = [await bench.user(), await bench.user(), await bench.user()];
      const managerOf = async () => {
        const body = await bench.read(user.path);
        const extension = Object.entries(body as object).find(
          ([name]) => name.toLowerCase() === (manager.extension ?? '').toLowerCase(),
        );
        return at(extension?.[1], 'manager.value');
      };
      expectStatus(await bench.client.patch(user.path, [{ op: 'Add', path, value: boss.id }]), DONE, 'Adding a manager');
      expect((await managerOf()) === boss.id, 'The manager was not set.');
      expectStatus(
        await bench.client.patch(user.path, [{ op: 'Replace', path, value: other.id }]),
        DONE,
        'Replacing the manager',
      );
      expect((await managerOf()) === other.id, 'The manager was not replaced.');
      expectStatus(await bench.client.patch(user.path, [{ op: 'Remove', path }]), DONE, 'Removing the manager');
      expect((await managerOf()) === undefined, 'The manager is still there.');
    },
  },
  {
    ...base,
    id: 'entra.delete-user',
    title: 'A deleted user is 404, and deleting twice too',
    source: `${VALIDATOR}: DELETE user, DELETE unknown, DELETE twice`,
    fix: 'Answer 204 the first time and 404 from then on.',
    run: async (bench) => {
      const { path } = await bench.user();
      expectStatus(await bench.remove(path), 204, 'DELETE of a user');
      expectStatus(await bench.client.get(path), 404, 'Reading the deleted user');
      expectStatus(await bench.client.delete(path), 404, 'The second DELETE');
      expectStatus(
        await bench.client.delete(`${(await bench.offer()).usersPath}/${randomUUID()}`),
        404,
        'DELETE of an unknown id',
      );
    },
  },
];
