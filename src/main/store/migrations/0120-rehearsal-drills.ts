import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which drills were on while a rehearsal was played, and how many requests of each step they touched. */
async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('rehearsal')
    .addColumn('drills', 'text', (c) => c.notNull().defaultTo('[]'))
    .execute();
  await db.schema
    .alterTable('rehearsal_step')
    .addColumn('drilled', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
}

export const rehearsalDrills: Migration = { up };
