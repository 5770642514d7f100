import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { OpenDatabase } from '../open-database.ts';
import { prepare } from '../statement.ts';
import type { ResourceTable } from '../tables/directory.ts';

export type ResourceRow = Selectable<ResourceTable>;
export type NewResource = Omit<ResourceRow, 'seq'>;
/** What a list or a read needs. */
export type StoredDocument = Pick<ResourceRow, 'seq' | 'id' | 'doc' | 'version' | 'created' | 'modified'>;

/** More resources than this with one value are for a search to find. */
export const LOOKUP_LIMIT = 100;

const DOCUMENT_COLUMNS = ['seq', 'id', 'doc', 'version', 'created', 'modified'] as const;

/** Rows of the `resource` table and their `lookup` values. */
export function createResourceRepository({ sqlite, db }: OpenDatabase) {
  const insertRow = prepare<ResourceRow>(sqlite, (p) =>
    db.insertInto('resource').values({
      seq: p.seq,
      id: p.id,
      type: p.type,
      key: p.key,
      external_id: p.external_id,
      display_key: p.display_key,
      active: p.active,
      doc: p.doc,
      version: p.version,
      created: p.created,
      modified: p.modified,
      origin: p.origin,
    }),
  );
  const updateRow = prepare<Omit<ResourceRow, 'id' | 'type' | 'created' | 'origin'>>(sqlite, (p) =>
    db
      .updateTable('resource')
      .set({
        key: p.key,
        external_id: p.external_id,
        display_key: p.display_key,
        active: p.active,
        doc: p.doc,
        version: p.version,
        modified: p.modified,
      })
      .where('seq', '=', p.seq),
  );
  const touchRow = prepare<{ seq: number; version: number; modified: string }>(sqlite, (p) =>
    db.updateTable('resource').set({ version: p.version, modified: p.modified }).where('seq', '=', p.seq),
  );
  const adoptRow = prepare<{ seq: number }>(sqlite, (p) =>
    db
      .updateTable('resource')
      .set({ origin: sql.lit('scim') })
      .where('seq', '=', p.seq),
  );
  const deleteRow = prepare<{ seq: number }>(sqlite, (p) => db.deleteFrom('resource').where('seq', '=', p.seq));
  const selectById = prepare<{ id: string }, ResourceRow>(sqlite, (p) =>
    db.selectFrom('resource').selectAll().where('id', '=', p.id),
  );
  const selectBySeq = prepare<{ seq: number }, ResourceRow>(sqlite, (p) =>
    db.selectFrom('resource').selectAll().where('seq', '=', p.seq),
  );
  // Within one key the index is in order of `seq` already.
  const selectByKey = prepare<{ type: string; key: string }, ResourceRow>(sqlite, (p) =>
    db.selectFrom('resource').selectAll().where('type', '=', p.type).where('key', '=', p.key).limit(sql.lit(1)),
  );
  const lastSeq = prepare<object, { seq: number | null }>(sqlite, () =>
    db.selectFrom('resource').select((e) => e.fn.max('seq').as('seq')),
  );
  const countByType = prepare<{ type: string }, { n: number }>(sqlite, (p) =>
    db
      .selectFrom('resource')
      .select((e) => e.fn.countAll<number>().as('n'))
      .where('type', '=', p.type),
  );
  const seqAtOffset = prepare<{ type: string; offset: number }, { seq: number }>(sqlite, (p) =>
    db.selectFrom('resource').select('seq').where('type', '=', p.type).orderBy('seq').limit(1).offset(p.offset),
  );
  const pageFromSeq = prepare<{ type: string; seq: number; limit: number }, StoredDocument>(sqlite, (p) =>
    db
      .selectFrom('resource')
      .select(DOCUMENT_COLUMNS)
      .where('type', '=', p.type)
      .where('seq', '>=', p.seq)
      .orderBy('seq')
      .limit(p.limit),
  );
  const insertLookup = prepare<{ type: string; path: string; value: string; seq: number }>(sqlite, (p) =>
    db
      .insertInto('lookup')
      .values({ type: p.type, path: p.path, value: p.value, seq: p.seq })
      .onConflict((c) => c.doNothing()),
  );
  const deleteLookup = prepare<{ type: string; path: string; value: string; seq: number }>(sqlite, (p) =>
    db
      .deleteFrom('lookup')
      .where('type', '=', p.type)
      .where('path', '=', p.path)
      .where('value', '=', p.value)
      .where('seq', '=', p.seq),
  );
  const selectLookup = prepare<{ type: string; path: string; value: string }, { seq: number }>(sqlite, (p) =>
    db
      .selectFrom('lookup')
      .select('seq')
      .where('type', '=', p.type)
      .where('path', '=', p.path)
      .where('value', '=', p.value)
      .limit(sql.lit(LOOKUP_LIMIT)),
  );

  return {
    /** @returns the sequence number of the new row */
    insert(row: NewResource, lookups: readonly Lookup[]): number {
      const seq = (lastSeq.get({})?.seq ?? 0) + 1;
      insertRow.runLater({ seq, ...row });
      for (const { path, value } of lookups) insertLookup.runLater({ type: row.type, path, value, seq });
      return seq;
    },
    /** @param lookups those that the resource no longer has, and those it has now and had not */
    update(
      row: Omit<ResourceRow, 'id' | 'created' | 'origin'>,
      lookups: { readonly removed: readonly Lookup[]; readonly added: readonly Lookup[] },
    ): void {
      updateRow.runLater(row);
      const { seq, type } = row;
      for (const { path, value } of lookups.removed) deleteLookup.runLater({ type, path, value, seq });
      for (const { path, value } of lookups.added) insertLookup.runLater({ type, path, value, seq });
    },
    /** new version and time, same document: for a change of members */
    touch(seq: number, version: number, modified: string): void {
      touchRow.runLater({ seq, version, modified });
    },
    /** Rule 8: made by hand, and provisioned from now on. */
    adopt(seq: number): void {
      adoptRow.run({ seq });
    },
    /** @param lookups all that the resource has */
    delete({ seq, type }: Pick<ResourceRow, 'seq' | 'type'>, lookups: readonly Lookup[]): void {
      for (const { path, value } of lookups) deleteLookup.runLater({ type, path, value, seq });
      deleteRow.run({ seq });
    },
    byId(id: string): ResourceRow | undefined {
      return selectById.get({ id });
    },
    bySeq(seq: number): ResourceRow | undefined {
      return selectBySeq.get({ seq });
    },
    /** the oldest with that folded key */
    byKey(type: string, key: string): ResourceRow | undefined {
      return selectByKey.get({ type, key });
    },
    /** sequence numbers of resources that hold the folded value, at most `LOOKUP_LIMIT` */
    byLookup(type: string, path: string, value: string): number[] {
      return selectLookup.all({ type, path, value }).map((row) => row.seq);
    },
    count(type: string): number {
      return countByType.get({ type })?.n ?? 0;
    },
    /** in order of creation */
    page(type: string, offset: number, limit: number): StoredDocument[] {
      if (limit === 0) return [];
      const start = seqAtOffset.get({ type, offset });
      return start === undefined ? [] : pageFromSeq.all({ type, seq: start.seq, limit });
    },
    /** in order of creation, from a sequence number on */
    pageFrom(type: string, seq: number, limit: number): StoredDocument[] {
      return pageFromSeq.all({ type, seq, limit });
    },
  };
}

export interface Lookup {
  readonly path: string;
  readonly value: string;
}

export type ResourceRepository = ReturnType<typeof createResourceRepository>;
