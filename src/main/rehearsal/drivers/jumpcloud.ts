import { URN } from '#shared/scim/urns.ts';
import type { JsonObject } from '#shared/scim/wire.ts';
import type { Person } from '../company/person.ts';
import { expectDone, foundIn, idIn, idOf, resourceIn } from '../wire/refused.ts';
import { patchOf, switchedByPatch } from './by-patch.ts';
import { type Driver, type DriverContext, type PushedGroup, quoted, userNameFor } from './driver.ts';
import { differencesOf } from './entra-patch.ts';

/** The mail address for the activation test is the admin's to choose. */
const TEST_USER = 'jumpcloud-test@contoso.example';

/** JumpCloud (its support article on custom SCIM integrations; comments in a server project for the shapes of PATCH). */
export function jumpCloudDriver(context: DriverContext): Driver {
  const { wire, outflow, book } = context;
  const status = switchedByPatch(context);
  const search = async (userName: string) => {
    const filter = encodeURIComponent(`userName eq ${quoted(userName)}`);
    return foundIn(await wire.send('GET', `/Users?filter=${filter}`));
  };
  const patchUser = async (id: string, operations: readonly JsonObject[]) => {
    if (operations.length > 0) expectDone(await wire.send('PATCH', `/Users/${id}`, patchOf(operations)));
  };
  const patchGroup = async (id: string, operation: JsonObject) => {
    expectDone(await wire.send('PATCH', `/Groups/${id}`, patchOf([operation])));
  };

  /** Creates a test user and a test group when the integration is activated, and deletes both. */
  async function activate(): Promise<string[]> {
    const [left] = await search(TEST_USER);
    const id = idOf(left) ?? idIn(await wire.send('POST', '/Users', testUser()));
    const group = idIn(await wire.send('POST', '/Groups', { schemas: [URN.group], displayName: 'JumpCloud test group' }));
    await patchGroup(group, { op: 'add', path: 'members', value: [{ value: id }] });
    expectDone(await wire.send('DELETE', `/Groups/${group}`));
    const removed = await wire.send('DELETE', `/Users/${id}`);
    if (removed.status < 300) return [];
    await patchUser(id, [{ op: 'replace', path: 'active', value: false }]);
    return ['The test user could not be deleted, so JumpCloud only deactivated it; it stays in the user list.'];
  }

  async function update(person: Person): Promise<void> {
    const id = book.mustKnow(person);
    const current = resourceIn(await wire.send('GET', `/Users/${id}`));
    const differences = differencesOf(outflow.flowsOf(person), current);
    const operations = differences.map(({ target, value }) => ({ op: 'replace', path: target, value: booleanOf(value) }));
    await patchUser(id, operations);
  }

  async function changeMembers(group: PushedGroup, change: { add: readonly Person[]; remove: readonly Person[] }) {
    const id = book.mustKnowGroup(group);
    const values = (people: readonly Person[]) => people.flatMap((person) => book.user(person) ?? []).map((value) => ({ value }));
    const added = values(change.add);
    const removed = values(change.remove);
    if (added.length > 0) await patchGroup(id, { op: 'add', path: 'members', value: added });
    if (removed.length > 0) await patchGroup(id, { op: 'remove', path: 'members', value: removed });
    book.putMembers(group, change);
  }

  return {
    ...status,
    begin: () => Promise.resolve(),
    test: activate,
    async assign(person) {
      const [found] = await search(userNameFor(outflow, person));
      const id = idOf(found);
      if (id !== null) {
        book.learnUser(person, id);
        await update(person);
        await status.enable(person);
        return 'matched';
      }
      const body = { ...outflow.bodyOf(person), active: true };
      book.learnUser(person, idIn(await wire.send('POST', '/Users', body)));
      return 'created';
    },
    change: update,
    setManager: () => Promise.resolve(),
    async pushGroup(group, members) {
      const filter = encodeURIComponent(`displayName eq ${quoted(group.name)}`);
      const [found] = foundIn(await wire.send('GET', `/Groups?filter=${filter}`));
      const known = idOf(found);
      const created = { schemas: [URN.group], displayName: group.name };
      book.learnGroup(group, known ?? idIn(await wire.send('POST', '/Groups', created)));
      await changeMembers(group, { add: members, remove: [] });
      return known !== null ? 'matched' : 'created';
    },
    renameGroup: (group) => patchGroup(book.mustKnowGroup(group), { op: 'replace', value: { displayName: group.name } }),
    changeMembers,
  };
}

function testUser(): JsonObject {
  return {
    schemas: [URN.user],
    userName: TEST_USER,
    name: { givenName: 'Test', familyName: 'User' },
    emails: [{ type: 'work', primary: true, value: TEST_USER }],
    active: true,
  };
}

function booleanOf(value: string | number | boolean): string | number | boolean {
  return value === 'True' || value === 'False' ? value === 'True' : value;
}
