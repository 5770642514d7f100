import { URN } from '#shared/scim/urns.ts';
import type { Person } from '../company/person.ts';
import { expectDone, foundIn, idIn, idOf } from '../wire/refused.ts';
import { patchOf, switchedByPatch } from './by-patch.ts';
import { type Driver, type DriverContext, type PushedGroup, plusEncoded, quoted, userNameFor } from './driver.ts';

/**
 * OneLogin (its developer guide; a published capture of its addresses). What suspends a user, and how members leave a group, is published
 * nowhere; both are sent as a PATCH of RFC 7644.
 */
export function oneLoginDriver(context: DriverContext): Driver {
  const { wire, outflow, book } = context;
  const schemas = [URN.group];
  const put = async (person: Person) => {
    expectDone(await wire.send('PUT', `/Users/${book.mustKnow(person)}?`, outflow.bodyOf(person)));
  };
  const patchGroup = async (group: PushedGroup, operations: Parameters<typeof patchOf>[0]) => {
    expectDone(await wire.send('PATCH', `/Groups/${book.mustKnowGroup(group)}`, patchOf(operations)));
  };

  async function changeMembers(group: PushedGroup, change: { add: readonly Person[]; remove: readonly Person[] }) {
    const value = change.add.flatMap((person) => book.user(person) ?? []).map((id) => ({ value: id }));
    const removals = change.remove.flatMap((person) => book.user(person) ?? []);
    if (value.length > 0) await patchGroup(group, [{ op: 'add', path: 'members', value }]);
    for (const id of removals) await patchGroup(group, [{ op: 'remove', path: `members[value eq ${quoted(id)}]` }]);
    book.putMembers(group, change);
  }

  return {
    ...switchedByPatch(context),
    begin: () => Promise.resolve(),
    async test() {
      // "Refresh Entitlements"
      foundIn(await wire.send('GET', '/Groups'));
      return ['What OneLogin sends when the connection is enabled is published nowhere; the reading of groups stands for it.'];
    },
    async assign(person) {
      const filter = plusEncoded(`userName eq ${quoted(userNameFor(outflow, person))}`);
      const [found] = foundIn(await wire.send('GET', `/Users?${filter}&`));
      const id = idOf(found);
      if (id !== null) {
        book.learnUser(person, id);
        await put(person);
        return 'matched';
      }
      book.learnUser(person, idIn(await wire.send('POST', '/Users', outflow.bodyOf(person))));
      return 'created';
    },
    change: put,
    setManager: () => Promise.resolve(),
    async pushGroup(group, members) {
      const all = foundIn(await wire.send('GET', '/Groups'));
      const found = all.find((one) => one['displayName'] === group.name);
      const known = idOf(found);
      const id = known ?? idIn(await wire.send('POST', '/Groups', { schemas, displayName: group.name }));
      book.learnGroup(group, id);
      await changeMembers(group, { add: members, remove: [] });
      return known !== null ? 'matched' : 'created';
    },
    renameGroup: (group) => patchGroup(group, [{ op: 'replace', path: 'displayName', value: group.name }]),
    changeMembers,
  };
}
