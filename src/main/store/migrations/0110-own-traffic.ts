import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Which exchanges are this program's own doing: null for what came from outside, and for what was recorded before this was known.
 * The index holds only what is its own, so recording what comes from outside costs nothing more.
 */
async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('exchange').addColumn('made_by', 'text').execute();
  await db.schema.alterTable('exchange').addColumn('run_id', 'integer').execute();
  await db.schema.createIndex('exchange_made_by').on('exchange').column('made_by').where('made_by', 'is not', null).execute();
}

export const ownTraffic: Migration = { up };
