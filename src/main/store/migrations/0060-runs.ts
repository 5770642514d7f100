import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('run')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('created', 'text', (c) => c.notNull())
    .addColumn('finished', 'text')
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('target', 'text', (c) => c.notNull())
    .addColumn('pace', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('problem', 'text')
    .addColumn('deletes', 'integer', (c) => c.notNull())
    .addColumn('total', 'integer', (c) => c.notNull())
    .addColumn('counts', 'text', (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('run_step')
    .addColumn('run_id', 'integer', (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('exchange_id', 'integer')
    .addColumn('sentence', 'text', (c) => c.notNull())
    .addColumn('method', 'text', (c) => c.notNull())
    .addColumn('path', 'text', (c) => c.notNull())
    .addColumn('original_status', 'integer', (c) => c.notNull())
    .addColumn('original_verdict', 'text')
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('sent', 'blob')
    .addColumn('status', 'integer')
    .addColumn('verdict', 'text')
    .addColumn('told', 'text')
    .addColumn('answer_headers', 'text')
    .addColumn('answer_body', 'blob')
    .addColumn('differences', 'text')
    .addColumn('learned', 'text')
    .addColumn('duration_us', 'integer')
    .addColumn('original', 'blob')
    .addPrimaryKeyConstraint('run_step_pk', ['run_id', 'seq'])
    .modifyEnd(sql`without rowid`)
    .execute();
}

export const runs: Migration = { up };
