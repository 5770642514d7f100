import { type ExpressionBuilder, sql } from 'kysely';
import { contains } from '../like.ts';
import type { OpenDatabase } from '../open-database.ts';
import type { QueryRunner } from '../statement.ts';
import type { Tables } from '../tables/index.ts';
import type { ChangeRow } from './changes.ts';

export type DeletionRow = Pick<
  ChangeRow,
  'id' | 'exchange_id' | 'at' | 'sentence' | 'resource_type' | 'resource_id' | 'resource_name'
>;

/** Resources that are gone and live on in their history: the last deletion of each, newest first. */
export function createDeletedResources({ db }: OpenDatabase, runner: QueryRunner) {
  const isLast = (text: string) => (e: ExpressionBuilder<Tables, 'change'>) =>
    e.and([
      e('change.kind', '=', sql.lit('deleted')),
      e.not(e.exists(e.selectFrom('resource').select(sql.lit(1).as('one')).whereRef('resource.id', '=', 'change.resource_id'))),
      e.not(
        e.exists(
          e
            .selectFrom('change as later')
            .select(sql.lit(1).as('one'))
            .whereRef('later.resource_id', '=', 'change.resource_id')
            .where('later.kind', '=', sql.lit('deleted'))
            .whereRef('later.id', '>', 'change.id'),
        ),
      ),
      ...(text === '' ? [] : [contains(sql.ref('change.resource_name'), text)]),
    ]);
  return {
    search(query: { text: string; offset: number; limit: number }): { rows: DeletionRow[]; total: number } {
      const where = isLast(query.text);
      const page = db
        .selectFrom('change')
        .select(['id', 'exchange_id', 'at', 'sentence', 'resource_type', 'resource_id', 'resource_name'])
        .where(where)
        .orderBy('id', 'desc')
        .limit(query.limit)
        .offset(query.offset);
      const total = db
        .selectFrom('change')
        .select((e) => e.fn.countAll<number>().as('n'))
        .where(where);
      return { rows: runner.all<DeletionRow>(page), total: runner.get<{ n: number }>(total)?.n ?? 0 };
    },
  };
}

export type DeletedResources = ReturnType<typeof createDeletedResources>;
