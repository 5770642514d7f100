import type { Selectable } from 'kysely';
import type { OpenDatabase } from '../open-database.ts';
import { prepare } from '../statement.ts';
import type { WaiverTable } from '../tables/choices.ts';

export type WaiverRow = Selectable<WaiverTable>;

/** Checks of the go-live list that the admin let stay open, each with the reason. */
export function createWaiverRepository({ sqlite, db }: OpenDatabase) {
  const all = prepare<object, WaiverRow>(sqlite, () => db.selectFrom('waiver').selectAll().orderBy('check_id'));
  const put = prepare<WaiverRow>(sqlite, (p) =>
    db.replaceInto('waiver').values({ check_id: p.check_id, reason: p.reason, at: p.at, subject: p.subject }),
  );
  const remove = prepare<{ check: string }>(sqlite, (p) => db.deleteFrom('waiver').where('check_id', '=', p.check));
  return {
    all: (): WaiverRow[] => all.all({}),
    put: (row: WaiverRow): void => void put.run(row),
    remove: (check: string): void => void remove.run({ check }),
  };
}

export type WaiverRepository = ReturnType<typeof createWaiverRepository>;
