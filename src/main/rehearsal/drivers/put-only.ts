import { URN } from '#shared/scim/urns.ts';
import type { JsonObject } from '#shared/scim/wire.ts';
import type { Person } from '../company/person.ts';
import { Refused, expectDone, foundIn, idIn, idOf, resourceIn } from '../wire/refused.ts';
import { type Driver, type DriverContext, type PushedGroup, quoted, userNameFor } from './driver.ts';

/** How many groups PingFederate asks for at once. */
const GROUPS_PER_PAGE = 100;

/**
 * Providers that replace whole users by PUT: PingOne and PingFederate (Ping Identity's documentation), and Google Workspace as server
 * projects have seen it. How PingOne changes groups is published nowhere; it is assumed to do as PingFederate does.
 */
export function putOnlyDriver({ idp, wire, outflow, book }: DriverContext): Driver {
  const isPingFederate = idp === 'pingfederate';
  const userFilter = (userName: string) => `${idp === 'pingone' ? 'username Eq' : 'userName eq'} ${quoted(userName)}`;

  /** PingFederate does this before each operation, and wants 404. */
  async function checkConnection(): Promise<void> {
    if (!isPingFederate) return;
    const reply = await wire.send('GET', '/Users/0');
    if (reply.status !== 404) throw new Refused(reply, ', but a user that cannot exist must be answered with 404');
  }

  const body = (person: Person, active: boolean, id?: string): JsonObject => {
    const { schemas, ...mapped } = outflow.bodyOf(person);
    return { schemas: schemas ?? [URN.user], ...(id === undefined || !isPingFederate ? {} : { id }), ...mapped, active };
  };

  async function put(person: Person, active: boolean): Promise<void> {
    const id = book.mustKnow(person);
    await checkConnection();
    expectDone(await wire.send('PUT', `/Users/${id}`, body(person, active, id)));
  }

  async function putGroup(group: PushedGroup): Promise<void> {
    const id = book.mustKnowGroup(group);
    const members = book.members(group).map((person) => ({ value: book.user(person) ?? '' }));
    await checkConnection();
    expectDone(await wire.send('PUT', `/Groups/${id}`, { schemas: [URN.group], id, displayName: group.name, members }));
  }

  async function findGroup(name: string): Promise<JsonObject | undefined> {
    if (!isPingFederate) {
      return foundIn(await wire.send('GET', `/Groups?filter=${encodeURIComponent(`displayName Eq ${quoted(name)}`)}`))[0];
    }
    for (let start = 1; ; start += GROUPS_PER_PAGE) {
      const reply = await wire.send('GET', `/Groups?startIndex=${start}&count=${GROUPS_PER_PAGE}`);
      const page = foundIn(reply);
      const found = page.find((one) => one['displayName'] === name);
      const total = Number(resourceIn(reply)['totalResults']);
      if (found !== undefined || page.length === 0 || start + page.length > total) return found;
    }
  }

  return {
    begin: () => Promise.resolve(),
    async test() {
      if (isPingFederate) await checkConnection();
      else if (idp === 'google') foundIn(await wire.send('GET', '/Users?count=1'));
      else foundIn(await wire.send('GET', `/Users?filter=${encodeURIComponent(userFilter('connection.test@contoso.example'))}`));
      return idp === 'pingone'
        ? ['What PingOne sends to test the connection is published nowhere; a look-up stands for it.']
        : [];
    },
    async assign(person) {
      await checkConnection();
      const filter = encodeURIComponent(userFilter(userNameFor(outflow, person)));
      const [found] = foundIn(await wire.send('GET', `/Users?filter=${filter}`));
      const id = idOf(found);
      if (id !== null) {
        book.learnUser(person, id);
        await put(person, true);
        return 'matched';
      }
      book.learnUser(person, idIn(await wire.send('POST', '/Users', body(person, true))));
      return 'created';
    },
    change: (person) => put(person, person.active),
    disable: (person) => put(person, false),
    async unassign(person) {
      book.markUnassigned(person);
      await put(person, false);
    },
    enable: (person) => put(person, true),
    async remove(person) {
      await checkConnection();
      expectDone(await wire.send('DELETE', `/Users/${book.mustKnow(person)}`));
      book.forgetUser(person);
    },
    setManager: () => Promise.resolve(),
    async pushGroup(group, members) {
      await checkConnection();
      const found = await findGroup(group.name);
      const id = idOf(found);
      if (id !== null) {
        book.learnGroup(group, id);
        book.putMembers(group, { add: members, remove: [] });
        await putGroup(group);
        return 'matched';
      }
      const list = members.flatMap((person) => book.user(person) ?? []).map((value) => ({ value }));
      const created = { schemas: [URN.group], displayName: group.name, members: list };
      book.learnGroup(group, idIn(await wire.send('POST', '/Groups', created)));
      book.putMembers(group, { add: members, remove: [] });
      return 'created';
    },
    renameGroup: putGroup,
    async changeMembers(group, change) {
      book.putMembers(group, change);
      await putGroup(group);
    },
    async deleteGroup(group) {
      await checkConnection();
      expectDone(await wire.send('DELETE', `/Groups/${book.mustKnowGroup(group)}`));
      book.forgetGroup(group);
    },
  };
}
