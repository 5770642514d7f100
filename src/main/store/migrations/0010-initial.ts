import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { sql } from 'kysely';

async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('resource')
    .addColumn('seq', 'integer', (c) => c.primaryKey())
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('external_id', 'text')
    .addColumn('display_key', 'text')
    .addColumn('active', 'integer', (c) => c.notNull())
    .addColumn('doc', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('created', 'text', (c) => c.notNull())
    .addColumn('modified', 'text', (c) => c.notNull())
    .addColumn('origin', 'text', (c) => c.notNull())
    .execute();
  // (type) alone carries the rowid, so it is the covering index that paging walks.
  await db.schema.createIndex('resource_type').on('resource').column('type').execute();
  await db.schema.createIndex('resource_key').on('resource').columns(['type', 'key']).execute();
  await db.schema
    .createIndex('resource_external_id')
    .on('resource')
    .columns(['type', 'external_id'])
    .where('external_id', 'is not', null)
    .execute();
  await db.schema
    .createIndex('resource_display_key')
    .on('resource')
    .columns(['type', 'display_key'])
    .where('display_key', 'is not', null)
    .execute();

  await db.schema
    .createTable('lookup')
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('path', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('lookup_pk', ['type', 'path', 'value', 'seq'])
    .modifyEnd(sql`without rowid`)
    .execute();

  await db.schema
    .createTable('member')
    .addColumn('group_seq', 'integer', (c) => c.notNull().references('resource.seq').onDelete('cascade'))
    .addColumn('member_seq', 'integer', (c) => c.notNull().references('resource.seq').onDelete('cascade'))
    .addPrimaryKeyConstraint('member_pk', ['group_seq', 'member_seq'])
    .modifyEnd(sql`without rowid`)
    .execute();
  await db.schema.createIndex('member_of').on('member').columns(['member_seq', 'group_seq']).execute();

  await db.schema
    .createTable('group_right')
    .addColumn('group_seq', 'integer', (c) => c.notNull().references('resource.seq').onDelete('cascade'))
    .addColumn('right', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('group_right_pk', ['group_seq', 'right'])
    .modifyEnd(sql`without rowid`)
    .execute();

  await db.schema
    .createTable('token')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('hash', 'blob', (c) => c.notNull().unique())
    .addColumn('prefix', 'text', (c) => c.notNull())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('owner_name', 'text', (c) => c.notNull())
    .addColumn('created', 'text', (c) => c.notNull())
    .addColumn('last_used', 'text')
    .addColumn('revoked', 'text')
    .execute();

  await db.schema
    .createTable('exchange')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('idp', 'text', (c) => c.notNull())
    .addColumn('client', 'text', (c) => c.notNull())
    .addColumn('method', 'text', (c) => c.notNull())
    .addColumn('path', 'text', (c) => c.notNull())
    .addColumn('url', 'text', (c) => c.notNull())
    .addColumn('status', 'integer', (c) => c.notNull())
    .addColumn('duration_us', 'integer', (c) => c.notNull())
    .addColumn('verdict', 'text', (c) => c.notNull())
    .addColumn('sentence', 'text', (c) => c.notNull())
    .addColumn('resource_type', 'text')
    .addColumn('resource_id', 'text')
    .addColumn('resource_name', 'text')
    .addColumn('finding_count', 'integer', (c) => c.notNull())
    .addColumn('remote', 'text', (c) => c.notNull())
    .addColumn('token_id', 'text')
    .addColumn('token_name', 'text')
    .addColumn('request_headers', 'text', (c) => c.notNull())
    .addColumn('request_body', 'blob')
    .addColumn('request_bytes', 'integer', (c) => c.notNull())
    .addColumn('response_headers', 'text', (c) => c.notNull())
    .addColumn('response_body', 'blob')
    .addColumn('findings', 'text')
    .addColumn('evidence', 'text', (c) => c.notNull())
    .addColumn('forgiven', 'text')
    .execute();

  await db.schema
    .createTable('exchange_rule')
    .addColumn('rule_id', 'text', (c) => c.notNull())
    .addColumn('exchange_id', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('exchange_rule_pk', ['rule_id', 'exchange_id'])
    .modifyEnd(sql`without rowid`)
    .execute();

  await db.schema
    .createTable('change')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('exchange_id', 'integer', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('sentence', 'text', (c) => c.notNull())
    .addColumn('resource_type', 'text', (c) => c.notNull())
    .addColumn('resource_id', 'text', (c) => c.notNull())
    .addColumn('resource_name', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('before', 'text')
    .addColumn('after', 'text')
    .execute();
  await db.schema.createIndex('change_resource').on('change').column('resource_id').execute();

  await db.schema
    .createTable('rule_setting')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute();
}

export const initial: Migration = { up };
