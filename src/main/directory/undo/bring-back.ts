import { ScimError } from '../../scim/errors.ts';
import type { ChangeRow } from '../../store/repositories/changes.ts';
import type { ResourceRow } from '../../store/repositories/resources.ts';
import { keysOf } from '../../store/resource-keys.ts';
import { insertResource, recordCreation } from '../create.ts';
import { checkUnique } from '../judge.ts';
import { LISTED_IN_HISTORY, MemberMoves, changeMembers } from '../members.ts';
import { storeUpdate } from '../store-update.ts';
import { parseDoc } from '../../store/document.ts';
import { type Work } from '../work.ts';
import { membersIn } from './recorded-members.ts';

/** Of a history as long as that, the beginning decides nothing any more. */
const HISTORY_READ = 1000;

interface BroughtBack {
  readonly row: ResourceRow;
  /** names of members that were in the group and do not exist any more */
  readonly missing: readonly string[];
  /** only the first members are known */
  readonly isCut: boolean;
}

/**
 * Brings back what was deleted, whoever deleted it: same id, last state, and of a group the members that are still there. The groups that it
 * left by that are changes of their own. The password of a user was never gone.
 * @param deletion the last change of a resource that is not there
 * @throws ScimError 409 when another one bears the name by now
 */
export function bringBack(work: Work, deletion: ChangeRow): BroughtBack {
  const { model, tx } = work;
  const history = tx.changes.ofResource(deletion.resource_id, HISTORY_READ);
  const { members: _, ...doc } = parseDoc({ doc: deletion.before ?? '{}' });
  const keys = keysOf(model, doc);
  checkUnique(work, keys, null, tx.resources.byKey(model.type.name, keys.key) ?? null);
  const row = insertResource(work, deletion.resource_id, doc, keys, {
    version: deletion.version + 1,
    created: history.at(-1)?.at ?? deletion.at,
    origin: originOf(history),
  });
  const members = model.relational === null ? [] : membersIn(deletion.before);
  const there = members.filter(({ id }) => tx.resources.byId(id) !== undefined);
  const missing = members.filter((one) => !there.includes(one));
  const ids = there.map(({ id }) => id);
  const moves = ids.length === 0 ? new MemberMoves() : changeMembers(work, row, [{ kind: 'add', ids }]);
  recordCreation(work, row, doc, moves);
  return { row, missing: missing.map(({ name }) => name), isCut: members.length >= LISTED_IN_HISTORY };
}

/** Whoever was written to over the wire was provisioned; a deletion alone makes nobody that. */
function originOf(history: readonly ChangeRow[]): ResourceRow['origin'] {
  return history.some(({ exchange_id, kind }) => exchange_id > 0 && kind !== 'deleted') ? 'scim' : 'local';
}

/** The changes by which groups lost a resource that was deleted, among all that was changed together. */
export function leavings(together: readonly ChangeRow[], { resource_id }: ChangeRow): ChangeRow[] {
  return together.filter(
    ({ resource_type, kind, before }) =>
      resource_type === 'Group' && kind === 'updated' && membersIn(before).some(({ id }) => id === resource_id),
  );
}

/** @throws ScimError 400 when there is no such group */
export function joinGroup(work: Work, groupId: string, memberId: string): void {
  const model = work.profile.byName('Group');
  const row = work.tx.resources.byId(groupId);
  if (model === undefined || row?.type !== 'Group') {
    throw new ScimError(400, `There is no group with the id "${groupId}".`);
  }
  const inGroup: Work = { ...work, model };
  const moves = changeMembers(inGroup, row, [{ kind: 'add', ids: [memberId] }]);
  const doc = parseDoc(row);
  storeUpdate(inGroup, { row, before: doc, after: doc, changedAttributes: [], moves });
}
