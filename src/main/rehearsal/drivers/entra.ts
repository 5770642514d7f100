import type { JsonObject } from '#shared/scim/wire.ts';
import { URN } from '#shared/scim/urns.ts';
import type { Person } from '../company/person.ts';
import { expectDone, foundIn, idIn, idOf, resourceIn } from '../wire/refused.ts';
import { Refused } from '../wire/refused.ts';
import {
  type Activity,
  type Driver,
  type DriverContext,
  type PushedGroup,
  chunks,
  plusEncoded,
  quoted,
  userNameFor,
} from './driver.ts';
import {
  type EntraDialect,
  addMembersPatch,
  differencesOf,
  managerPatch,
  removeMembersPatch,
  renamePatch,
  userPatch,
} from './entra-patch.ts';

const GROUP_SCHEMA = 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group';
/** How many members one PATCH adds or removes. The documentation gives no number. */
const MEMBERS_TOGETHER = 100;

/** Microsoft Entra ID (its SCIM guide, its documentation of SCIM compatibility and of how provisioning works). */
export function entraDriver({ idp, wire, outflow, book, guid }: DriverContext): Driver {
  const flagged = idp !== 'entra';
  let activity: Activity = 'cycle';
  // The flag does not reach provisioning on demand.
  const dialect = (): EntraDialect => (flagged && activity !== 'on-demand' ? 'scim2020' : 'default');
  /** The flag of the tenant URL stands first in the query. */
  const at = (path: string, query = '') => {
    const parts = [flagged ? 'aadOptscim062020' : '', query].filter((part) => part !== '');
    return parts.length === 0 ? path : `${path}?${parts.join('&')}`;
  };
  const probe = async () => {
    const reply = await wire.send('GET', at('/Users', plusEncoded(`userName eq ${quoted(guid())}`)));
    const found = foundIn(reply);
    if (found.length > 0) throw new Refused(reply, ' and somebody, though nobody has that user name');
  };
  const patch = (path: string, body: JsonObject) => wire.send('PATCH', at(path), body);

  async function update(person: Person): Promise<void> {
    const path = `/Users/${book.mustKnow(person)}`;
    const current = resourceIn(await wire.send('GET', at(path)));
    const differences = differencesOf(outflow.flowsOf(person), current);
    if (differences.length > 0) expectDone(await patch(path, userPatch(differences, dialect())));
  }

  async function changeMembers(group: PushedGroup, { add, remove }: { add: readonly Person[]; remove: readonly Person[] }) {
    const path = `/Groups/${book.mustKnowGroup(group)}`;
    const ids = (people: readonly Person[]) => people.flatMap((person) => book.user(person) ?? []);
    for (const part of chunks(ids(add), MEMBERS_TOGETHER)) expectDone(await patch(path, addMembersPatch(part, dialect())));
    for (const part of chunks(ids(remove), MEMBERS_TOGETHER)) expectDone(await patch(path, removeMembersPatch(part, dialect())));
    book.putMembers(group, { add, remove });
  }

  return {
    async begin(next) {
      activity = idp === 'entra-on-demand' ? next : 'cycle';
      await probe();
    },
    async test() {
      await probe();
      return [];
    },
    async assign(person) {
      const known = book.user(person);
      if (known !== undefined) {
        await update(person);
        return 'matched';
      }
      const filter = `userName eq ${quoted(userNameFor(outflow, person))}`;
      const [found] = foundIn(await wire.send('GET', at('/Users', plusEncoded(filter))));
      const id = idOf(found);
      if (id !== null) {
        book.learnUser(person, id);
        await update(person);
        return 'matched';
      }
      book.learnUser(person, idIn(await wire.send('POST', at('/Users'), newUser(person, outflow.bodyOf(person)))));
      return 'created';
    },
    change: update,
    disable: update,
    enable: update,
    async unassign(person) {
      book.markUnassigned(person);
      await update({ ...person, active: false });
    },
    async remove(person) {
      // Once unassigned, a user is no longer managed, so the later deletion is not sent (how provisioning works, "Deprovisioning").
      if (!book.wasUnassigned(person)) expectDone(await wire.send('DELETE', at(`/Users/${book.mustKnow(person)}`)));
      book.forgetUser(person);
    },
    async setManager(person) {
      const target = outflow.managerTarget;
      const manager = person.manager === null ? undefined : book.user({ key: person.manager });
      const id = book.user(person);
      if (target === null || manager === undefined || id === undefined) return;
      expectDone(await patch(`/Users/${id}`, managerPatch(target, manager, dialect())));
    },
    async pushGroup(group, members) {
      const query = `excludedAttributes=members&${plusEncoded(`displayName eq ${quoted(group.name)}`)}`;
      const [found] = foundIn(await wire.send('GET', at('/Groups', query)));
      const known = idOf(found);
      book.learnGroup(group, known ?? idIn(await wire.send('POST', at('/Groups'), newGroup(group))));
      await changeMembers(group, { add: members, remove: [] });
      return known !== null ? 'matched' : 'created';
    },
    async renameGroup(group) {
      const path = `/Groups/${book.mustKnowGroup(group)}`;
      expectDone(await wire.send('GET', at(path, 'excludedAttributes=members')));
      expectDone(await patch(path, renamePatch(group.name, dialect())));
    },
    changeMembers,
    async deleteGroup(group) {
      expectDone(await wire.send('DELETE', at(`/Groups/${book.mustKnowGroup(group)}`)));
      book.forgetGroup(group);
    },
  };
}

/** Entra ID names the enterprise schema even when nothing of it follows, and sends nulls and empty lists. */
function newUser(person: Person, { schemas, ...mapped }: JsonObject): JsonObject {
  const extensions = Array.isArray(schemas) ? schemas.filter((urn) => urn !== URN.user && urn !== URN.enterpriseUser) : [];
  return {
    schemas: [URN.user, URN.enterpriseUser, ...extensions],
    externalId: person.objectId,
    ...mapped,
    meta: { resourceType: 'User' },
    roles: [],
    ...(mapped['title'] === undefined ? { title: null } : {}),
    ...(mapped['addresses'] === undefined ? { addresses: null } : {}),
  };
}

/** Entra ID creates groups without members; those follow in a PATCH. */
function newGroup({ objectId, name }: PushedGroup): JsonObject {
  return { schemas: [URN.group, GROUP_SCHEMA], externalId: objectId, displayName: name, meta: { resourceType: 'Group' } };
}
