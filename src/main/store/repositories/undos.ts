import type { Selectable } from 'kysely';
import type { OpenDatabase } from '../open-database.ts';
import { prepare } from '../statement.ts';
import type { UndoTable } from '../tables/directory.ts';

export type UndoRow = Selectable<UndoTable>;

/** Which change was taken back by which. */
export function createUndoRepository({ sqlite, db }: OpenDatabase) {
  const insert = prepare<UndoRow>(sqlite, (p) =>
    db
      .insertInto('undo')
      .values({ undone_id: p.undone_id, change_id: p.change_id })
      .onConflict((c) => c.doNothing()),
  );
  const latest = prepare<{ undone: number }, { id: number | null }>(sqlite, (p) =>
    db
      .selectFrom('undo')
      .select((e) => e.fn.max('change_id').as('id'))
      .where('undone_id', '=', p.undone),
  );
  const takenBack = prepare<{ change: number }, { id: number | null }>(sqlite, (p) =>
    db
      .selectFrom('undo')
      .select((e) => e.fn.min('undone_id').as('id'))
      .where('change_id', '=', p.change),
  );
  const latestOf = (undone: number): number | null => latest.get({ undone })?.id ?? null;
  /** @returns the change by which this one is taken back now; one that was itself taken back counts no more */
  function inForce(undone: number): number | null {
    const by = latestOf(undone);
    return by === null || inForce(by) !== null ? null : by;
  }
  return {
    insert: (row: UndoRow): void => void insert.run(row),
    inForce,
    /** the change that this one took back, the first one where it was several; null: it is no undoing */
    takenBackBy: (change: number): number | null => takenBack.get({ change })?.id ?? null,
  };
}

export type UndoRepository = ReturnType<typeof createUndoRepository>;
