import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { isSchemaList } from '../../mapping/body.ts';
import { textOf, valueAt } from '../attributes/value-at.ts';
import type { Person } from '../company/person.ts';
import { NotAsExpected, insist } from './step.ts';
import type { World } from './world.ts';

/**
 * Checks that the target holds a person as the mappings describe it.
 * @returns what differs only in upper and lower case, as sentences: some identity providers send that again in each cycle
 * @throws NotAsExpected
 */
export async function checkStored({ probe, outflow, provider }: World, person: Person): Promise<string[]> {
  const stored = await probe.user(person);
  insist(stored !== null, `The target has no user for ${person.displayName} under the id that it gave.`);
  const notes: string[] = [];
  for (const { mapping, value } of outflow.flowsOf(person)) {
    if (isSchemaList(mapping, provider.language)) continue;
    const found = valueAt(stored, mapping.target);
    if (same(found, value)) continue;
    if (typeof found === 'string' && found.toLowerCase() === String(value).toLowerCase()) {
      notes.push(`\`${mapping.target}\` was sent as ${String(value)} and is kept as ${found}.`);
    } else {
      throw new NotAsExpected(
        `\`${mapping.target}\` of ${person.displayName} was sent as ${String(value)}, but the target has ${words(found)}.`,
      );
    }
  }
  return notes;
}

/** @throws NotAsExpected unless the user is there with this state */
export function insistOnActive(stored: JsonObject | null, active: boolean, person: Person): asserts stored is JsonObject {
  insist(
    stored !== null,
    `The account of ${person.displayName} is gone, though it was only to be ${active ? 'enabled' : 'deactivated'}.`,
  );
  // A user without the flag is taken for active.
  const is = stored['active'] !== false;
  insist(is === active, `The account of ${person.displayName} is ${is ? 'still active' : 'not active'}.`);
}

function same(found: JsonValue | undefined, value: string | number | boolean): boolean {
  if (typeof found === 'boolean') return String(found) === String(value).toLowerCase();
  return found === value;
}

function words(found: JsonValue | undefined): string {
  if (found === undefined || found === null) return 'nothing there';
  return textOf(found).slice(0, 120);
}
