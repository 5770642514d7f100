import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { changedPaths } from '../../scim/patch/changed-paths.ts';
import type { MemberChange } from '../../scim/patch/members.ts';
import { checkRequired } from '../../scim/read-resource.ts';
import type { ChangeRow } from '../../store/repositories/changes.ts';
import { checkLinkedResource } from '../linked-resource.ts';
import { LISTED_IN_HISTORY, MemberMoves, changeMembers } from '../members.ts';
import { storeUpdate } from '../store-update.ts';
import { parseDoc } from '../../store/document.ts';
import { type Work, nameOf } from '../work.ts';
import { membersIn } from './recorded-members.ts';
import { takeBack } from './take-back.ts';
import { type Undoing, whereabouts } from './undoing.ts';

/** Which part of an update is taken back: all, or first the attributes and, once everybody is back, the members. */
export type Part = 'all' | 'attributes' | 'members';

/**
 * Takes an update back: what it set is as it was before, who joined leaves, who left joins; all else stays.
 * @param only of the members, this one alone
 * @throws ScimError 409 `uniqueness`, 400 where what was before is no longer allowed
 */
export function undoUpdate(undoing: Undoing, change: ChangeRow, part: Part, only: string | null = null): void {
  const work = undoing.onType(change.resource_type);
  const row = work.tx.resources.byId(change.resource_id);
  if (row === undefined || row.type !== change.resource_type) {
    const [deletion] = work.tx.changes.ofResource(change.resource_id, 1);
    const by = deletion?.kind === 'deleted' ? ` by ${whereabouts(deletion)}` : '';
    return undoing.cannot(`${change.resource_name} was deleted since${by}. Bring it back first.`);
  }
  if (change.before === change.after) {
    return undoing.cannot(
      'This touched no attribute, so there is nothing to set back. Passwords and rights are changed where they are shown.',
    );
  }
  const current = parseDoc(row);
  const after = part === 'members' ? current : attributesBack(undoing, change, work, current);
  const moves = part === 'attributes' ? new MemberMoves() : changeMembers(work, row, membersBack(undoing, change, work, only));
  const changedAttributes = changedPaths(work.model, current, after);
  if (changedAttributes.length === 0 && !moves.happened) {
    if (part === 'all') undoing.cannot(`${change.resource_name} stands as before this change already.`);
    // Members may have gone by going themselves.
    if (part === 'members') undoing.tookBack(change);
    return;
  }
  if (changedAttributes.length > 0) {
    checkRequired(work.model, after);
    checkLinkedResource(work, after, current);
  }
  storeUpdate(work, { row, before: current, after, changedAttributes, moves });
  undoing.tookBack(change);
}

function attributesBack(undoing: Undoing, change: ChangeRow, { model }: Work, current: JsonObject): JsonObject {
  const [before, after] = [change.before, change.after].map((state) => {
    const doc = parseDoc({ doc: state ?? '{}' });
    return model.relational === null ? doc : { ...doc, [model.relational.name]: undefined };
  });
  const { doc, overwritten } = takeBack(before ?? {}, after ?? {}, current);
  for (const { path, now, back } of overwritten) {
    if (path.startsWith('schemas')) continue;
    undoing.clashes.push({
      resourceName: nameOf(current),
      path,
      now: told(now),
      back: told(back),
      by: undoing.whoSet(change, path),
    });
  }
  return doc;
}

function membersBack(undoing: Undoing, change: ChangeRow, { model, tx }: Work, only: string | null): MemberChange[] {
  if (model.relational === null) return [];
  const isMeant = ({ id }: { id: string }) => only === null || id === only;
  const joined = membersIn(change.after).filter(isMeant);
  const left = membersIn(change.before).filter(isMeant);
  const there = left.filter(({ id }) => tx.resources.byId(id) !== undefined);
  for (const { id, name } of left) {
    if (there.every((one) => one.id !== id)) {
      undoing.note(`${name} does not exist any more, so it does not join ${change.resource_name} again.`);
    }
  }
  if (joined.length >= LISTED_IN_HISTORY || left.length >= LISTED_IN_HISTORY) {
    undoing.note(
      `The history of ${change.resource_name} lists only the first ${LISTED_IN_HISTORY} members that moved; the others stay.`,
    );
  }
  return [
    { kind: 'remove', ids: joined.map(({ id }) => id) },
    { kind: 'add', ids: there.map(({ id }) => id) },
  ];
}

function told(value: JsonValue | undefined): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
