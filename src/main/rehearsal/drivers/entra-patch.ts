import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import type { Flow } from '../../mapping/body.ts';
import { isSchemaList } from '../../mapping/body.ts';
import { textOf, valueAt } from '../attributes/value-at.ts';
import { patchOf } from './by-patch.ts';

/** `default`: Entra ID without a flag · `scim2020`: with `aadOptscim062020` */
export type EntraDialect = 'default' | 'scim2020';

/** A value that differs at the target, or is missing there. */
export interface Difference {
  readonly target: string;
  readonly value: string | number | boolean;
  readonly isNew: boolean;
}

/** What flows and differs at the target. Values that no longer flow are not cleared (Entra ID's documentation of known limitations). */
export function differencesOf(flows: readonly Flow[], current: JsonObject): Difference[] {
  return flows.flatMap(({ mapping, value }): Difference[] => {
    if (isSchemaList(mapping, 'entra')) return [];
    const known = valueAt(current, mapping.target);
    if (isFlag(value) ? textOf(known).toLowerCase() === String(value).toLowerCase() : known === value) return [];
    return [{ target: mapping.target, value, isNew: known === undefined || known === null || known === '' }];
  });
}

/**
 * One PATCH with the differences. Default dialect: an operation for each attribute, capitalised, with a path, flags as text. With the flag:
 * lower case, true booleans, several attributes as keys of one operation without a path (Entra ID's documentation of SCIM compatibility).
 */
export function userPatch(differences: readonly Difference[], dialect: EntraDialect): JsonObject {
  return patchOf(dialect === 'default' ? separate(differences) : merged(differences));
}

function separate(differences: readonly Difference[]): JsonObject[] {
  return differences.map(({ target, value, isNew }) => ({
    op: isNew ? 'Add' : 'Replace',
    path: target,
    value: isFlag(value) ? (isTrue(value) ? 'True' : 'False') : value,
  }));
}

function merged(differences: readonly Difference[]): JsonObject[] {
  const [only, ...others] = differences;
  // The documentation shows the disabling of a user with a path.
  if (only !== undefined && others.length === 0 && only.target === 'active') {
    return [{ op: 'replace', path: 'active', value: isTrue(only.value) }];
  }
  return [false, true].flatMap((isNew) => {
    const own = differences.filter((one) => one.isNew === isNew);
    const value = Object.fromEntries(own.map((one) => [one.target, isFlag(one.value) ? isTrue(one.value) : one.value]));
    return own.length === 0 ? [] : [{ op: isNew ? 'add' : 'replace', value }];
  });
}

/** @param id of the manager at the target */
export function managerPatch(target: string, id: string, dialect: EntraDialect): JsonObject {
  return patchOf([{ op: dialect === 'default' ? 'Add' : 'add', path: target, value: id }]);
}

/** One operation that adds these members. */
export function addMembersPatch(ids: readonly string[], dialect: EntraDialect): JsonObject {
  return dialect === 'default'
    ? patchOf([{ op: 'Add', path: 'members', value: ids.map(memberReference) }])
    : patchOf([{ op: 'add', path: 'members', value: ids.map((value) => ({ value })) }]);
}

/** By default a remove with a value that lists the members; with the flag, a remove with a filter for each. */
export function removeMembersPatch(ids: readonly string[], dialect: EntraDialect): JsonObject {
  return dialect === 'default'
    ? patchOf([{ op: 'Remove', path: 'members', value: ids.map(memberReference) }])
    : patchOf(ids.map((id) => ({ op: 'remove', path: `members[value eq ${JSON.stringify(id)}]` })));
}

/** A new name for a group. */
export function renamePatch(name: string, dialect: EntraDialect): JsonObject {
  return dialect === 'default'
    ? patchOf([{ op: 'Replace', path: 'displayName', value: name }])
    : patchOf([{ op: 'replace', value: { displayName: name } }]);
}

function memberReference(value: string): JsonValue {
  return { $ref: null, value };
}

function isFlag(value: string | number | boolean): boolean {
  return value === true || value === false || value === 'True' || value === 'False';
}

function isTrue(value: string | number | boolean): boolean {
  return value === true || value === 'True';
}
