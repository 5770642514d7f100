import { CHANGES_READ, type ChangeRow } from '../../store/repositories/changes.ts';
import { ScimError } from '../../scim/errors.ts';
import { parseDoc } from '../../store/document.ts';
import { type Work } from '../work.ts';
import { touches } from './take-back.ts';

/** Something that happened after the change and that undoing it takes back too. */
export interface Clash {
  readonly resourceName: string;
  /** SCIM path; null: the resource as a whole */
  readonly path: string | null;
  /** texts for people; null: nothing */
  readonly now: string | null;
  readonly back: string | null;
  /** the change that set it last; null when its history does not tell */
  readonly by: ChangeRow | null;
}

/** Of a history as long as that, the rest is not searched for who changed what since. */
const HISTORY_READ = 1000;
const NOTES_TOLD = 20;

/** One undoing: what it is about, and what came up on the way. */
export class Undoing {
  readonly work: Work;
  readonly clashes: Clash[] = [];
  readonly undone: { readonly changeId: number; readonly place: number }[] = [];
  readonly #ids: ReadonlySet<number>;
  readonly #isSingle: boolean;
  readonly #notes: string[] = [];

  /** @param changes those that are taken back; of several, one that cannot be is passed over with a note */
  constructor(work: Work, changes: readonly ChangeRow[]) {
    this.work = work;
    this.#ids = new Set(changes.map(({ id }) => id));
    this.#isSingle = changes.length === 1;
  }

  /** @throws ScimError 409 when this was the only change to take back */
  cannot(problem: string): void {
    if (this.#isSingle) throw new ScimError(409, problem);
    this.note(problem);
  }

  note(text: string): void {
    this.#notes.push(text);
  }

  /** The same work on resources of another type. @throws ScimError 409 when the profile does not have it (any more) */
  onType(name: string): Work {
    const model = this.work.profile.byName(name);
    if (model === undefined) throw new ScimError(409, `The profile of this sandbox has no resource type "${name}" any more.`);
    return { ...this.work, model };
  }

  /** Notes that the latest change of this work's took back an earlier one of the same resource. */
  tookBack({ id, resource_id }: ChangeRow): void {
    const place = this.work.changes.findLastIndex(({ resourceId }) => resourceId === resource_id);
    if (place >= 0) this.undone.push({ changeId: id, place });
  }

  /** Changes of the same resource that came after, newest first, without those that are taken back together. */
  laterThan(change: ChangeRow): ChangeRow[] {
    return this.work.tx.changes
      .ofResource(change.resource_id, HISTORY_READ)
      .filter((one) => one.id > change.id && !this.#ids.has(one.id) && one.before !== one.after);
  }

  /** @returns the latest change that set the place since */
  whoSet(change: ChangeRow, path: string): ChangeRow | null {
    const set = this.laterThan(change).find(
      ({ before, after }) =>
        before === null || after === null || touches(parseDoc({ doc: before }), parseDoc({ doc: after }), path),
    );
    return set ?? null;
  }

  /** what to know besides the clashes, the rules' notes included */
  get notes(): string[] {
    const all = [...new Set([...this.#notes, ...this.work.notes.map(({ what }) => asSentence(what))])];
    const left = all.length - NOTES_TOLD;
    return left <= 0 ? all : [...all.slice(0, NOTES_TOLD), `${left} more like these.`];
  }
}

/** @throws ScimError 409 when one exchange or act changed more than is read of it */
export function checkSize(changes: readonly ChangeRow[]): void {
  if (changes.length < CHANGES_READ) return;
  throw new ScimError(
    409,
    `This changed ${CHANGES_READ.toLocaleString('en-US')} things or more, too many to undo at once. Undo single changes from the history of a user or group, or restore a snapshot.`,
  );
}

/** "exchange 42" or "an act in the console" */
export function whereabouts({ exchange_id }: ChangeRow): string {
  return exchange_id > 0 ? `exchange ${exchange_id}` : 'an act in the console';
}

function asSentence(note: string): string {
  return `${note.charAt(0).toUpperCase()}${note.slice(1)}${/[.!?]$/.test(note) ? '' : '.'}`;
}
