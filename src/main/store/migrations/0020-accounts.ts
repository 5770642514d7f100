import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { sql } from 'kysely';

async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('account')
    .addColumn('user_id', 'text', (c) => c.primaryKey())
    .addColumn('password_hash', 'text')
    .addColumn('password_set', 'text')
    .addColumn('password_set_by', 'text')
    .modifyEnd(sql`without rowid`)
    .execute();

  await db.schema
    .createTable('invitation')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('mail_id', 'integer', (c) => c.notNull())
    .addColumn('hash', 'blob', (c) => c.notNull().unique())
    .addColumn('created', 'text', (c) => c.notNull())
    .addColumn('used', 'text')
    .addColumn('died', 'text')
    .execute();
  await db.schema.createIndex('invitation_user').on('invitation').column('user_id').execute();

  await db.schema
    .createTable('mail')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text')
    .addColumn('exchange_id', 'integer')
    .addColumn('recipient', 'text', (c) => c.notNull())
    .addColumn('recipient_name', 'text')
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('raw', 'blob', (c) => c.notNull())
    .addColumn('relay', 'text', (c) => c.notNull())
    .addColumn('relay_detail', 'text')
    .execute();

  await db.schema
    .createTable('sandbox_setting')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .modifyEnd(sql`without rowid`)
    .execute();

  await db.schema
    .createTable('linked_resource')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .modifyEnd(sql`without rowid`)
    .execute();
}

export const accounts: Migration = { up };
