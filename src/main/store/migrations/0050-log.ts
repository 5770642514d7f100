import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { sql } from 'kysely';

/** What makes the log an instrument: full text, sessions, notes, saved searches, imports. None of it is touched when an exchange is recorded. */
async function up(db: Kysely<unknown>): Promise<void> {
  // Contentless: it holds words and where they are, not the text once more. Without positions (detail=column): phrases are checked in the row.
  await sql`create virtual table log_text using fts5(facet, who, body, content='', contentless_delete=1, detail=column, tokenize='unicode61')`.execute(
    db,
  );
  await db.schema
    .createTable('log_state')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('indexed_to', 'integer', (c) => c.notNull())
    .addColumn('indexed_count', 'integer', (c) => c.notNull())
    .execute();
  await sql`insert into log_state values (1, 0, 0)`.execute(db);

  await db.schema
    .createTable('log_session')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('caller', 'text', (c) => c.notNull())
    .addColumn('idp', 'text', (c) => c.notNull())
    .addColumn('client', 'text', (c) => c.notNull())
    .addColumn('token_id', 'text')
    .addColumn('token_name', 'text')
    .addColumn('first_id', 'integer', (c) => c.notNull())
    .addColumn('last_id', 'integer', (c) => c.notNull())
    .addColumn('first_at', 'text', (c) => c.notNull())
    .addColumn('last_at', 'text', (c) => c.notNull())
    .addColumn('requests', 'integer', (c) => c.notNull())
    .addColumn('changed', 'integer', (c) => c.notNull())
    .addColumn('refused', 'integer', (c) => c.notNull())
    .addColumn('warnings', 'integer', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('log_session_caller').on('log_session').columns(['caller', 'first_id']).execute();

  await db.schema
    .createTable('exchange_mark')
    .addColumn('exchange_id', 'integer', (c) => c.primaryKey())
    .addColumn('pinned', 'integer', (c) => c.notNull())
    .addColumn('note', 'text')
    .execute();
  await db.schema
    .createTable('exchange_tag')
    .addColumn('tag', 'text', (c) => c.notNull())
    .addColumn('exchange_id', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('exchange_tag_pk', ['tag', 'exchange_id'])
    .modifyEnd(sql`without rowid`)
    .execute();
  await db.schema.createIndex('exchange_tag_of').on('exchange_tag').column('exchange_id').execute();

  await db.schema
    .createTable('saved_filter')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull().unique())
    .addColumn('query', 'text', (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('log_import')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('entries', 'integer', (c) => c.notNull())
    .addColumn('warning', 'text')
    .execute();
  await db.schema
    .createTable('log_import_entry')
    .addColumn('import_id', 'integer', (c) => c.notNull())
    .addColumn('place', 'integer', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('sentence', 'text', (c) => c.notNull())
    .addColumn('verdict', 'text', (c) => c.notNull())
    .addColumn('status', 'integer')
    .addColumn('subject', 'text')
    .addColumn('target_id', 'text')
    .addColumn('entry', 'blob', (c) => c.notNull())
    .addPrimaryKeyConstraint('log_import_entry_pk', ['import_id', 'place'])
    .execute();
  await db.schema
    .createIndex('log_import_subject')
    .on('log_import_entry')
    .columns(['subject', 'at'])
    .where('subject', 'is not', null)
    .execute();
  await db.schema
    .createIndex('log_import_target')
    .on('log_import_entry')
    .columns(['target_id', 'at'])
    .where('target_id', 'is not', null)
    .execute();
}

export const log: Migration = { up };
