import { ScimError } from '../../scim/errors.ts';
import type { ChangeRow } from '../../store/repositories/changes.ts';
import type { Tx } from '../../store/store.ts';
import type { Act } from '../act.ts';
import { deleteForGood } from '../remove.ts';
import type { ChangeDraft, Work } from '../work.ts';
import { bringBack, leavings } from './bring-back.ts';
import { undoUpdate } from './undo-update.ts';
import { type Clash, Undoing, checkSize, whereabouts } from './undoing.ts';

export interface UndoRequest {
  readonly changeId: number;
  /** with everything else that its exchange or act changed */
  readonly together: boolean;
  /** later changes that may be taken back too, because the admin was told of them, 0 for one that is not known; null: any */
  readonly despite: readonly number[] | null;
}

interface Undone {
  /** what to know of it */
  readonly notes: readonly string[];
}

/** Later changes would be taken back too, and nobody was asked. Nothing was done. */
export class UndoClash extends Error {
  override readonly name = 'UndoClash';
  readonly clashes: readonly Clash[];
  readonly notes: readonly string[];
  /** what it would change */
  readonly changes: readonly ChangeDraft[];

  constructor({ clashes, notes, work }: Undoing) {
    super('Later changes would be undone too.');
    this.clashes = clashes;
    this.notes = notes;
    this.changes = work.changes;
  }
}

/**
 * Takes back one change of the history, or all that one exchange or act changed: what was created goes, what was deleted comes back under its
 * id, what was set goes back to what it was. That is an act of its own, and can be undone like any other.
 * @throws ScimError 404 for a change that is not in the history, 409 where it cannot be taken back, 400 where what was is no longer allowed
 * @throws UndoClash when that would take back later changes besides, other than `despite`
 */
export function undoByHand(work: Work, { changeId, together, despite }: UndoRequest): Act<Undone> {
  const whole = work.tx.changes.togetherWith(changeId);
  const asked = whole.find(({ id }) => id === changeId);
  if (asked === undefined) throw new ScimError(404, 'There is no such change in the history.');
  if (together) checkSize(whole);
  const undoing = new Undoing(work, together ? whole : [asked]);
  if (together && whole.length > 1) undoAll(undoing, whole);
  else undoOne(undoing, asked, whole);
  if (work.changes.length === 0) {
    throw new ScimError(409, ['There is nothing left to undo here.', ...undoing.notes].join(' '));
  }
  const isKnown = ({ by }: Clash) => despite === null || despite.includes(by?.id ?? 0);
  if (!undoing.clashes.every(isKnown)) throw new UndoClash(undoing);
  return {
    result: { notes: undoing.notes },
    deed: deedOf(work.tx, asked, together || whole.length === 1),
    undone: undoing.undone,
  };
}

/** One who is brought back is in the groups again that the deletion took it from. */
function undoOne(undoing: Undoing, change: ChangeRow, whole: readonly ChangeRow[]): void {
  if (change.kind === 'created') return takeAway(undoing, change);
  if (change.kind === 'updated') return undoUpdate(undoing, change, 'all');
  restore(undoing, change);
  for (const leaving of leavings(whole, change)) undoUpdate(undoing, leaving, 'members', change.resource_id);
}

/** The last is taken back first; who is a member of what comes after all are back. */
function undoAll(undoing: Undoing, changes: readonly ChangeRow[]): void {
  const latestFirst = changes.toReversed();
  for (const change of latestFirst) {
    if (change.kind === 'created') takeAway(undoing, change);
    else if (change.kind === 'deleted') restore(undoing, change);
    else undoUpdate(undoing, change, 'attributes');
  }
  const made = new Set(changes.filter(({ kind }) => kind === 'created').map(({ resource_id }) => resource_id));
  for (const change of latestFirst) {
    if (change.kind === 'updated' && !made.has(change.resource_id)) undoUpdate(undoing, change, 'members');
  }
}

function takeAway(undoing: Undoing, change: ChangeRow): void {
  const work = undoing.onType(change.resource_type);
  const row = work.tx.resources.byId(change.resource_id);
  if (row === undefined || row.type !== change.resource_type) return undoing.cannot(`${change.resource_name} is gone already.`);
  const [latest] = undoing.laterThan(change);
  if (latest !== undefined) {
    undoing.clashes.push({ resourceName: latest.resource_name, path: null, now: null, back: null, by: latest });
  }
  deleteForGood(work, row);
  undoing.tookBack(change);
}

function restore(undoing: Undoing, change: ChangeRow): void {
  const work = undoing.onType(change.resource_type);
  if (work.tx.resources.byId(change.resource_id) !== undefined) {
    return undoing.cannot(`${change.resource_name} is there again already.`);
  }
  const later = undoing.laterThan(change).find(({ kind }) => kind === 'deleted');
  if (later !== undefined) {
    return undoing.cannot(
      `${change.resource_name} was brought back and deleted again by ${whereabouts(later)}. Undo that instead.`,
    );
  }
  const { missing, isCut } = bringBack(work, change);
  undoing.tookBack(change);
  const name = change.resource_name;
  for (const one of missing) undoing.note(`${one} does not exist any more, so it is not in ${name} again.`);
  if (isCut) undoing.note(`Only the first members of ${name} are in its history; the others are to be added again.`);
  if (work.model.type.name === 'Group') undoing.note(`${name} is back without rights: the history does not keep them.`);
}

/** Names the change by its sentence. Undoing an undoing is told as what it comes to. */
function deedOf(tx: Tx, change: ChangeRow, isWhole: boolean): string {
  let root = change;
  let verb = 'undid';
  for (let id = tx.undos.takenBackBy(root.id); id !== null; id = tx.undos.takenBackBy(root.id)) {
    const earlier = tx.changes.byId(id);
    if (earlier === undefined) break;
    root = earlier;
    verb = verb === 'undid' ? 'redid' : 'undid';
  }
  const isNamed = isWhole || root.sentence.includes(change.resource_name);
  const where = isNamed ? '' : ` for ${change.resource_name}`;
  return `${verb} "${root.sentence}"${where}${root.exchange_id > 0 ? ` (exchange ${root.exchange_id})` : ''}`;
}
