import type { Insertable, Selectable } from 'kysely';
import type { OpenDatabase } from '../open-database.ts';
import { type QueryRunner, prepare } from '../statement.ts';
import type { RehearsalStepTable, RehearsalTable } from '../tables/runs.ts';

export type RehearsalRow = Selectable<RehearsalTable>;
export type RehearsalStepRow = Selectable<RehearsalStepTable>;
type NewRehearsal = Omit<RehearsalRow, 'id' | 'finished' | 'problem' | 'drills'>;

/** Rehearsals with the simulated identity provider, and their steps. */
export function createRehearsalRepository({ sqlite, db }: OpenDatabase, runner: QueryRunner) {
  const insert = prepare<NewRehearsal>(sqlite, (p) =>
    db.insertInto('rehearsal').values({
      created: p.created,
      idp: p.idp,
      plan: p.plan,
      state: p.state,
      remarks: p.remarks,
      counts: p.counts,
      requests: p.requests,
    }),
  );
  const insertStep = prepare<RehearsalStepRow>(sqlite, (p) =>
    db.insertInto('rehearsal_step').values({
      rehearsal_id: p.rehearsal_id,
      seq: p.seq,
      story: p.story,
      sentence: p.sentence,
      expectation: p.expectation,
      outcome: p.outcome,
      told: p.told,
      exchanges: p.exchanges,
      exchange_count: p.exchange_count,
      duration_ms: p.duration_ms,
      drilled: p.drilled,
    }),
  );
  const byId = prepare<{ id: number }, RehearsalRow>(sqlite, (p) =>
    db.selectFrom('rehearsal').selectAll().where('id', '=', p.id),
  );

  return {
    /** @returns its id */
    insert: (row: NewRehearsal): number => insert.insert(row),
    insertStep: (row: Insertable<RehearsalStepTable>): void => void insertStep.run(row),
    get: (id: number): RehearsalRow | undefined => byId.get({ id }),
    all: (): RehearsalRow[] => runner.all(db.selectFrom('rehearsal').selectAll().orderBy('id', 'desc')),
    update: (
      id: number,
      change: Partial<Pick<RehearsalRow, 'state' | 'problem' | 'finished' | 'remarks' | 'counts' | 'requests' | 'drills'>>,
    ): void => void runner.run(db.updateTable('rehearsal').set(change).where('id', '=', id)),
    steps: (id: number): RehearsalStepRow[] =>
      runner.all(db.selectFrom('rehearsal_step').selectAll().where('rehearsal_id', '=', id).orderBy('seq')),
    remove(id: number): void {
      runner.run(db.deleteFrom('rehearsal_step').where('rehearsal_id', '=', id));
      runner.run(db.deleteFrom('rehearsal').where('id', '=', id));
    },
  };
}

export type RehearsalRepository = ReturnType<typeof createRehearsalRepository>;
