import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('undo')
    .addColumn('undone_id', 'integer', (c) => c.notNull())
    .addColumn('change_id', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('undo_pk', ['undone_id', 'change_id'])
    .modifyEnd(sql`without rowid`)
    .execute();
  await db.schema.createIndex('undo_change').on('undo').column('change_id').execute();
  // Only deletions are in it: any other change leaves it as it is, so a request that creates or updates does not pay for it.
  await db.schema
    .createIndex('change_deleted')
    .on('change')
    .column('id')
    .where(sql<boolean>`kind = 'deleted'`)
    .execute();
}

export const undos: Migration = { up };
