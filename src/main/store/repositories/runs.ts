import type { Insertable, Selectable } from 'kysely';
import type { OpenDatabase } from '../open-database.ts';
import { type QueryRunner, prepare } from '../statement.ts';
import type { ExchangeTable } from '../tables/log.ts';
import type { RunStepTable, RunTable } from '../tables/runs.ts';

export type RunRow = Selectable<RunTable>;
export type RunStepRow = Selectable<RunStepTable>;
export type Outcome = RunStepRow['outcome'];

/** What a row of the list of steps shows. */
const SUMMARY_COLUMNS = [
  'seq',
  'exchange_id',
  'sentence',
  'method',
  'path',
  'original_status',
  'original_verdict',
  'outcome',
  'reason',
  'status',
  'verdict',
  'differences',
] as const;
export type RunStepSummaryRow = Pick<RunStepRow, (typeof SUMMARY_COLUMNS)[number]>;

/** What a plan needs of an exchange. */
const PLANNED_COLUMNS = ['id', 'at', 'idp', 'client', 'sentence', 'method', 'path', 'status', 'verdict', 'made_by'] as const;
export type PlannedRow = Pick<Selectable<ExchangeTable>, (typeof PLANNED_COLUMNS)[number]>;

/** What is known of a step once it was sent. */
export type StepResult = Omit<
  RunStepRow,
  'exchange_id' | 'original' | 'sentence' | 'method' | 'path' | 'original_status' | 'original_verdict'
>;

/** Replays and their steps. */
export function createRunRepository({ sqlite, db }: OpenDatabase, runner: QueryRunner) {
  const insert = prepare<Omit<RunRow, 'id' | 'finished' | 'problem'>>(sqlite, (p) =>
    db.insertInto('run').values({
      created: p.created,
      title: p.title,
      target: p.target,
      pace: p.pace,
      state: p.state,
      deletes: p.deletes,
      total: p.total,
      counts: p.counts,
    }),
  );
  const insertStep = prepare<Insertable<RunStepTable>>(sqlite, (p) =>
    db.insertInto('run_step').values({
      run_id: p.run_id,
      seq: p.seq,
      exchange_id: p.exchange_id,
      original: p.original,
      sentence: p.sentence,
      method: p.method,
      path: p.path,
      original_status: p.original_status,
      original_verdict: p.original_verdict,
      outcome: p.outcome,
    }),
  );
  const byId = prepare<{ id: number }, RunRow>(sqlite, (p) => db.selectFrom('run').selectAll().where('id', '=', p.id));
  const stepBySeq = prepare<{ run: number; seq: number }, RunStepRow>(sqlite, (p) =>
    db.selectFrom('run_step').selectAll().where('run_id', '=', p.run).where('seq', '=', p.seq),
  );
  const setOutcome = prepare<{ run: number; seq: number; outcome: Outcome; reason: string | null }>(sqlite, (p) =>
    db.updateTable('run_step').set({ outcome: p.outcome, reason: p.reason }).where('run_id', '=', p.run).where('seq', '=', p.seq),
  );
  const setResult = prepare<StepResult>(sqlite, (p) =>
    db
      .updateTable('run_step')
      .set({
        outcome: p.outcome,
        reason: p.reason,
        sent: p.sent,
        status: p.status,
        verdict: p.verdict,
        told: p.told,
        answer_headers: p.answer_headers,
        answer_body: p.answer_body,
        differences: p.differences,
        learned: p.learned,
        duration_us: p.duration_us,
      })
      .where('run_id', '=', p.run_id)
      .where('seq', '=', p.seq),
  );

  return {
    /** @returns its id */
    insert: (row: Omit<RunRow, 'id' | 'finished' | 'problem'>): number => insert.insert(row),
    insertStep: (row: Insertable<RunStepTable>): void => void insertStep.run(row),
    get: (id: number): RunRow | undefined => byId.get({ id }),
    all: (): RunRow[] => runner.all(db.selectFrom('run').selectAll().orderBy('id', 'desc')),
    update: (id: number, change: Partial<Pick<RunRow, 'state' | 'problem' | 'finished' | 'deletes' | 'counts'>>): void =>
      void runner.run(db.updateTable('run').set(change).where('id', '=', id)),
    remove(id: number): void {
      runner.run(db.deleteFrom('run_step').where('run_id', '=', id));
      runner.run(db.deleteFrom('run').where('id', '=', id));
    },
    step: (run: number, seq: number): RunStepRow | undefined => stepBySeq.get({ run, seq }),
    setOutcome: (run: number, seq: number, outcome: Outcome, reason: string | null = null): void =>
      void setOutcome.run({ run, seq, outcome, reason }),
    setResult: (result: StepResult): void => void setResult.run(result),

    /** in their order, from behind `after` on */
    steps(run: number, query: { outcomes?: readonly Outcome[] | undefined; after: number; limit: number }): RunStepSummaryRow[] {
      let page = db.selectFrom('run_step').select(SUMMARY_COLUMNS).where('run_id', '=', run).where('seq', '>', query.after);
      if (query.outcomes !== undefined && query.outcomes.length > 0) page = page.where('outcome', 'in', query.outcomes);
      return runner.all<RunStepSummaryRow>(page.orderBy('seq').limit(query.limit));
    },

    /** what earlier answers of the run taught, oldest first */
    learned: (run: number): string[] =>
      runner
        .all<{ learned: string | null }>(
          db.selectFrom('run_step').select('learned').where('run_id', '=', run).where('learned', 'is not', null).orderBy('seq'),
        )
        .map((row) => row.learned ?? ''),

    /** steps that were being sent when the host ended */
    sending: (run: number): RunStepSummaryRow[] =>
      runner.all<RunStepSummaryRow>(
        db.selectFrom('run_step').select(SUMMARY_COLUMNS).where('run_id', '=', run).where('outcome', '=', 'sending'),
      ),

    /** exchanges of the log from one number to another, both included, in their order; without the count that a search makes */
    exchanges: (range: { from: number; to: number; limit: number }): PlannedRow[] =>
      runner.all<PlannedRow>(
        db
          .selectFrom('exchange')
          .select(PLANNED_COLUMNS)
          .where('id', '>=', range.from)
          .where('id', '<=', range.to)
          .orderBy('id')
          .limit(range.limit),
      ),

    /** likewise, the latest first */
    exchangesBack: (before: number, limit: number): PlannedRow[] =>
      runner.all<PlannedRow>(
        db.selectFrom('exchange').select(PLANNED_COLUMNS).where('id', '<', before).orderBy('id', 'desc').limit(limit),
      ),
  };
}

export type RunRepository = ReturnType<typeof createRunRepository>;
