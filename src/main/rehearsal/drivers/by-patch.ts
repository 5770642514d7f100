import { URN } from '#shared/scim/urns.ts';
import type { JsonObject } from '#shared/scim/wire.ts';
import type { Person } from '../company/person.ts';
import { expectDone } from '../wire/refused.ts';
import type { Driver, DriverContext } from './driver.ts';

/** The body of a PATCH (RFC 7644 §3.5.2). */
export function patchOf(operations: readonly JsonObject[]): JsonObject {
  return { schemas: [URN.patchOp], Operations: [...operations] };
}

/** The events of a provider that switches a user off and on by a PATCH of `active` alone, and deletes what is to go. */
export function switchedByPatch({
  wire,
  book,
}: DriverContext): Pick<Driver, 'disable' | 'enable' | 'unassign' | 'remove' | 'deleteGroup'> {
  const setActive = async (person: Person, active: boolean) => {
    const operation = { op: 'replace', path: 'active', value: active };
    expectDone(await wire.send('PATCH', `/Users/${book.mustKnow(person)}`, patchOf([operation])));
  };
  return {
    disable: (person) => setActive(person, false),
    enable: (person) => setActive(person, true),
    async unassign(person) {
      book.markUnassigned(person);
      await setActive(person, false);
    },
    async remove(person) {
      expectDone(await wire.send('DELETE', `/Users/${book.mustKnow(person)}`));
      book.forgetUser(person);
    },
    async deleteGroup(group) {
      expectDone(await wire.send('DELETE', `/Groups/${book.mustKnowGroup(group)}`));
      book.forgetGroup(group);
    },
  };
}
