import { fullResource, relatedValues } from '#main/directory/present.ts';
import { compileProfile } from '#main/profile/compile.ts';
import { parseProfile } from '#main/profile/parse.ts';
import type { BoundFilter } from '#main/scim/filter/bind.ts';
import { evaluateFilter } from '#main/scim/filter/evaluate.ts';
import type { ResourceModel } from '#main/scim/model.ts';
import type { Paging } from '#main/scim/paging.ts';
import { readResource } from '#main/scim/read-resource.ts';
import { type Sort, sortKey } from '#main/scim/sort.ts';
import type { StoredDocument } from '#main/store/repositories/resources.ts';
import { keysOf } from '#main/store/resource-keys.ts';
import type { SearchResult } from '#main/store/search/resource-search.ts';
import type { Tx } from '#main/store/store.ts';
import type { JsonObject } from '#shared/scim/wire.ts';
import { model, shipped } from '../scim/models.ts';
import { thingsProfile } from './things-profile.ts';
import { withStore } from './with-store.ts';

const BASE = 'http://localhost/scim/v2';
const core = shipped('rfc7643');
const things = compileProfile(parseProfile(JSON.stringify(thingsProfile), 'things'));
export const user = model(core, 'User');
export const group = model(core, 'Group');
export const thing = model(things, 'Thing');

const opened = withStore();

/** Ids sort and fold in their own way, and none is a value that a filter could compare by accident. */
const ID = (kind: string, index: number) => `${kind}Id-${String(index).padStart(2, '0')}`;
const DAYS = ['2026-01-31T08:00:00.000Z', '2026-02-01T00:00:00.000Z', '2027-01-01T12:00:00.500Z'];

class Undo extends Error {}

/** Runs with resources in the file that are gone afterwards. */
export function withTx(work: (tx: Tx) => void): void {
  try {
    opened.store.write((tx) => {
      work(tx);
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
}

export interface Stored {
  readonly row: StoredDocument;
  readonly seq: number;
}

/** Stores bodies as POST does: read, canonical, with their keys. */
export function storeAll(tx: Tx, of: ResourceModel, bodies: readonly JsonObject[]): Stored[] {
  return bodies.map((body, index) => {
    const { schemas, ...rest } = readResource(of, body).resource;
    const id = ID(of.type.name, index);
    const resource = { schemas: schemas ?? [], id, ...rest };
    const { lookups, ...columns } = keysOf(of, resource);
    const day = DAYS[index % DAYS.length] ?? '';
    const row = {
      id,
      type: of.type.name,
      ...columns,
      doc: JSON.stringify(resource),
      version: 1 + (index % 3),
      created: day,
      modified: DAYS[(index * 2) % DAYS.length] ?? '',
      origin: 'scim' as const,
    };
    const seq = tx.resources.insert(row, lookups);
    return { seq, row: { seq, ...row } };
  });
}

export function whole(tx: Tx, of: ResourceModel, row: StoredDocument): JsonObject {
  const context = { tx, model: of, base: BASE, profile: of === thing ? things : core };
  return fullResource(context, row, relatedValues(context, row, null));
}

export function find(
  tx: Tx,
  of: ResourceModel,
  request: { filter?: BoundFilter | null; sort?: Sort | null; paging?: Paging },
): SearchResult {
  const { filter = null, sort = null, paging = { kind: 'index', startIndex: 1, count: 1000 } } = request;
  return tx.search.find({
    model: of,
    filter,
    sort,
    paging,
    matches: (row) => filter === null || evaluateFilter(filter, whole(tx, of, row)),
    keyOf: (row) => (sort === null ? null : sortKey(sort, whole(tx, of, row))),
  });
}

/** Ids of resources, whether they are there or not. */
export const ids = [0, 1, 2].flatMap((index) => ['User', 'Group', 'Thing'].map((kind) => ID(kind, index)));

/** Enough to catch a slip in seconds; `FILTER_RUNS=5000` looks harder. */
export const RUNS = Number(process.env['FILTER_RUNS'] ?? 60);
