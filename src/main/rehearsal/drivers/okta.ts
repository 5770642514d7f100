import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { URN } from '#shared/scim/urns.ts';
import { isObject } from '../../scim/json.ts';
import type { Person } from '../company/person.ts';
import { Refused, expectDone, foundIn, idIn, idOf, resourceIn } from '../wire/refused.ts';
import { patchOf } from './by-patch.ts';
import { type Driver, type DriverContext, type PushedGroup, quoted, userNameFor } from './driver.ts';

const PAGE = 100;

/** Okta: apps from its wizard always send PUT, apps from its catalog send PATCH for some things (Okta's SCIM guide; published captures). */
export function oktaDriver({ idp, wire, outflow, book }: DriverContext): Driver {
  const isCatalog = idp === 'okta-catalog';
  const search = async (endpoint: string, attribute: string, value: string) => {
    const filter = encodeURIComponent(`${attribute} eq ${quoted(value)}`);
    const reply = await wire.send('GET', `${endpoint}?filter=${filter}&startIndex=1&count=100`);
    // To Okta, 404 means that there is nobody.
    return reply.status === 404 ? [] : foundIn(reply);
  };

  /** Okta reads the user, puts its own values in, and sends everything back, ids and `meta` included. */
  async function putMerged(person: Person, active: boolean): Promise<void> {
    const path = `/Users/${book.mustKnow(person)}`;
    const current = resourceIn(await wire.send('GET', path));
    expectDone(await wire.send('PUT', path, { ...merge(current, newUser(person, outflow.bodyOf(person))), active }));
  }

  async function setActive(person: Person, active: boolean): Promise<void> {
    if (!isCatalog) return putMerged(person, active);
    expectDone(await wire.send('PATCH', `/Users/${book.mustKnow(person)}`, patchOf([{ op: 'replace', value: { active } }])));
  }

  async function putGroup(group: PushedGroup): Promise<void> {
    const id = book.mustKnowGroup(group);
    const members = book.members(group).map((person) => memberOf(person, book.user(person) ?? ''));
    expectDone(await wire.send('PUT', `/Groups/${id}`, { schemas: [URN.group], id, displayName: group.name, members }));
  }

  /** Also sent before each change of members. */
  async function patchName(group: PushedGroup): Promise<void> {
    const id = book.mustKnowGroup(group);
    const operation = { op: 'replace', value: { id, displayName: group.name } };
    expectDone(await wire.send('PATCH', `/Groups/${id}`, patchOf([operation])));
  }

  async function changeMembers(group: PushedGroup, change: { add: readonly Person[]; remove: readonly Person[] }) {
    book.putMembers(group, change);
    if (!isCatalog) return putGroup(group);
    await patchName(group);
    const removals = change.remove.flatMap((person) => {
      const id = book.user(person);
      return id === undefined ? [] : [{ op: 'remove', path: `members[value eq ${quoted(id)}]` }];
    });
    const value = change.add.flatMap((person) => {
      const id = book.user(person);
      return id === undefined ? [] : [memberOf(person, id)];
    });
    const operations: JsonObject[] = [...removals, ...(value.length === 0 ? [] : [{ op: 'add', path: 'members', value }])];
    if (operations.length > 0) expectDone(await wire.send('PATCH', `/Groups/${book.mustKnowGroup(group)}`, patchOf(operations)));
  }

  async function assign(person: Person): Promise<'created' | 'matched'> {
    const [found] = await search('/Users', 'userName', userNameFor(outflow, person));
    const id = idOf(found);
    if (id !== null) {
      book.learnUser(person, id);
      await putMerged(person, true);
      return 'matched';
    }
    const reply = await wire.send('POST', '/Users', { ...newUser(person, outflow.bodyOf(person)), active: true });
    if (reply.status === 201 && reply.json === undefined) {
      throw new Refused(reply, ' and no body; Okta then reports “Create new user returned empty user”');
    }
    book.learnUser(person, idIn(reply));
    return 'created';
  }

  return {
    begin: () => Promise.resolve(),
    async test() {
      foundIn(await wire.send('GET', '/Users?startIndex=1&count=2'));
      // Older documentation of catalog apps shows it.
      if (isCatalog) foundIn(await wire.send('GET', '/Groups?startIndex=1&count=100'));
      return [];
    },
    assign,
    change: (person) => putMerged(person, person.active),
    disable: (person) => setActive(person, false),
    unassign: (person) => setActive(person, false),
    // Only a new assignment activates someone again, and it begins with the search.
    async enable(person) {
      await assign(person);
    },
    remove: (person) => {
      book.forgetUser(person);
      return Promise.resolve();
    },
    setManager: () => Promise.resolve(),
    async pushGroup(group, members) {
      const [found] = await search('/Groups', 'displayName', group.name);
      const known = idOf(found);
      const created = { schemas: [URN.group], displayName: group.name, members: [] };
      const id = known ?? idIn(await wire.send('POST', '/Groups', created));
      book.learnGroup(group, id);
      expectDone(await wire.send('GET', `/Groups/${id}`));
      book.putMembers(group, { add: members, remove: [] });
      if (isCatalog) {
        const value = book.members(group).map((person) => memberOf(person, book.user(person) ?? ''));
        expectDone(await wire.send('PATCH', `/Groups/${id}`, patchOf([{ op: 'replace', path: 'members', value }])));
      } else await putGroup(group);
      return known !== null ? 'matched' : 'created';
    },
    renameGroup: (group) => (isCatalog ? patchName(group) : putGroup(group)),
    changeMembers,
    async deleteGroup(group) {
      expectDone(await wire.send('DELETE', `/Groups/${book.mustKnowGroup(group)}`));
      book.forgetGroup(group);
    },
    async importUsers() {
      const seen = new Set<string>();
      let twice = 0;
      for (let start = 1; ; start += PAGE) {
        const page = foundIn(await wire.send('GET', `/Users?startIndex=${start}&count=${PAGE}`));
        for (const id of page.map(idOf)) {
          if (id !== null && seen.has(id)) twice += 1;
          if (id !== null) seen.add(id);
        }
        if (page.length < PAGE) return { users: seen.size, twice };
      }
    },
  };
}

function memberOf({ userName }: Person, value: string): JsonObject {
  return { value, display: userName };
}

/** Okta sends its own id, an empty list of groups and a password even when they are not mapped; the password is random unless passwords are synchronised. */
function newUser(person: Person, { schemas, ...mapped }: JsonObject): JsonObject {
  const letters = person.objectId.replaceAll('-', '');
  return {
    schemas: schemas ?? [URN.user],
    ...mapped,
    displayName: person.displayName,
    locale: 'en-US',
    externalId: `00u${letters.slice(0, 17)}`,
    groups: [],
    password: letters.slice(17, 25),
  };
}

/** Merges objects member by member, and elements of a list by their type. */
function merge(current: JsonObject, own: JsonObject): JsonObject {
  const merged: JsonObject = { ...current };
  for (const [key, value] of Object.entries(own)) merged[key] = mergeValue(merged[key], value);
  return merged;
}

function mergeValue(current: JsonValue | undefined, own: JsonValue | undefined): JsonValue | undefined {
  if (isObject(current) && isObject(own)) return merge(current, own);
  if (!Array.isArray(current) || !Array.isArray(own)) return own;
  return own.map((element) => {
    const same = current.find((one) => isObject(one) && isObject(element) && one['type'] === element['type']);
    return isObject(same) && isObject(element) ? merge(same, element) : element;
  });
}
