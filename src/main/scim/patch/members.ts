import type { JsonValue } from '#shared/scim/wire.ts';
import { badRequest } from '../errors.ts';
import type { BoundFilter } from '../filter/bind.ts';
import { isObject, isUnassigned } from '../json.ts';
import type { ResourceModel } from '../model.ts';
import type { PatchOperation } from './parse.ts';

/** What a PATCH does to the members of a group, in order. Ids are as sent, each once. */
export type MemberChange =
  | { readonly kind: 'add' | 'remove' | 'replace'; readonly ids: readonly string[] }
  | { readonly kind: 'removeWhere'; readonly filter: BoundFilter };

export interface SplitOperations {
  readonly documentOperations: readonly PatchOperation[];
  readonly memberChanges: readonly MemberChange[];
}

/**
 * Takes the operations on the relational attribute apart from those on the document, so that a change of one member costs
 * one row, whatever the size of the group.
 * @param removeWithValue `whole-attribute`: a remove without filter empties the group even when it lists values
 * @throws ScimError 400 `invalidValue` or `invalidPath` for values that name no member
 */
export function splitMemberOperations(
  model: ResourceModel,
  operations: readonly PatchOperation[],
  removeWithValue: 'listed-only' | 'whole-attribute',
): SplitOperations {
  const documentOperations: PatchOperation[] = [];
  const memberChanges: MemberChange[] = [];
  for (const operation of operations) {
    const { path } = operation;
    if (path.kind !== 'attribute' || path.attribute !== model.relational) documentOperations.push(operation);
    else memberChanges.push(...memberChangesOf(operation, path, removeWithValue));
  }
  return { documentOperations, memberChanges };
}

function memberChangesOf(
  { op, text, value }: PatchOperation,
  path: Extract<PatchOperation['path'], { kind: 'attribute' }>,
  removeWithValue: 'listed-only' | 'whole-attribute',
): MemberChange[] {
  if (path.sub !== null && path.sub.name !== 'value') {
    // Display names and types of members are the service provider's to know.
    return [];
  }
  if (path.filter !== null) {
    const removal = removalOf(path.filter);
    if (op === 'remove') return [removal];
    return [removal, { kind: 'add', ids: memberIds(value, text) }];
  }
  if (op === 'remove') {
    if (isUnassigned(value) || removeWithValue === 'whole-attribute') return [{ kind: 'replace', ids: [] }];
    return [{ kind: 'remove', ids: memberIds(value, text) }];
  }
  return [{ kind: op, ids: memberIds(value, text) }];
}

/** `members[value eq "a" or value eq "b"]` names its members; other filters must be asked of each. */
function removalOf(filter: BoundFilter): MemberChange {
  const ids = equalIds(filter);
  return ids === null ? { kind: 'removeWhere', filter } : { kind: 'remove', ids: [...new Set(ids)] };
}

function equalIds(filter: BoundFilter): string[] | null {
  if (filter.kind === 'compare') {
    const { attribute, operator, operand } = filter;
    return attribute.name === 'value' && operator === 'eq' && operand.type === 'text' ? [operand.written] : null;
  }
  if (filter.kind !== 'or') return null;
  const parts = filter.operands.map(equalIds);
  return parts.includes(null) ? null : parts.flatMap((part) => part ?? []);
}

/**
 * The ids that a list of member values names, each once.
 * @throws ScimError 400 `invalidValue` for an entry without a `value`
 */
export function memberIds(value: JsonValue | undefined, path: string): string[] {
  if (isUnassigned(value)) return [];
  const ids = new Set<string>();
  for (const entry of Array.isArray(value) ? value : [value]) {
    const id = isObject(entry) ? entry['value'] : entry;
    if (typeof id !== 'string' || id === '') {
      throw badRequest('invalidValue', `Each value of "${path}" must name a member: {"value": "<id>"}.`, { attribute: path });
    }
    ids.add(id);
  }
  return [...ids];
}
