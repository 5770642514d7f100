import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fullResource, relatedValues } from '#main/directory/present.ts';
import { compileProfile } from '#main/profile/compile.ts';
import { parseProfile } from '#main/profile/parse.ts';
import type { CursorPosition } from '#main/scim/cursor.ts';
import { type BoundFilter, bindFilter } from '#main/scim/filter/bind.ts';
import { evaluateFilter } from '#main/scim/filter/evaluate.ts';
import type { ResourceModel } from '#main/scim/model.ts';
import type { Paging } from '#main/scim/paging.ts';
import { readResource } from '#main/scim/read-resource.ts';
import { type Sort, compareKeys, parseSort, sortKey } from '#main/scim/sort.ts';
import type { StoredDocument } from '#main/store/repositories/resources.ts';
import { keysOf } from '#main/store/resource-keys.ts';
import { filterToSql } from '#main/store/search/filter-sql.ts';
import type { SearchResult } from '#main/store/search/resource-search.ts';
import { Store, type Tx } from '#main/store/store.ts';
import type { JsonObject } from '#shared/scim/wire.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { model, shipped } from '../scim/models.ts';
import { arbitraryBody, arbitraryFilter, namedAttributes } from './arbitrary-resources.ts';
import { thingsProfile } from './things-profile.ts';

const BASE = 'http://localhost/scim/v2';
const core = shipped('rfc7643');
const things = compileProfile(parseProfile(JSON.stringify(thingsProfile), 'things'));
const user = model(core, 'User');
const group = model(core, 'Group');
const thing = model(things, 'Thing');

const folder = mkdtempSync(join(tmpdir(), 'filter sql '));
let store: Store;
beforeAll(async () => {
  store = await Store.open(join(folder, 'sandbox.db'));
});
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Ids sort and fold in their own way, and none is a value that a filter could compare by accident. */
const ID = (kind: string, index: number) => `${kind}Id-${String(index).padStart(2, '0')}`;
const DAYS = ['2026-01-31T08:00:00.000Z', '2026-02-01T00:00:00.000Z', '2027-01-01T12:00:00.500Z'];

class Undo extends Error {}

/** Runs with resources in the file that are gone afterwards. */
function withTx(work: (tx: Tx) => void): void {
  try {
    store.write((tx) => {
      work(tx);
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
}

interface Stored {
  readonly row: StoredDocument;
  readonly seq: number;
}

/** Stores bodies as POST does: read, canonical, with their keys. */
function storeAll(tx: Tx, of: ResourceModel, bodies: readonly JsonObject[]): Stored[] {
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

function whole(tx: Tx, of: ResourceModel, row: StoredDocument): JsonObject {
  const context = { tx, model: of, base: BASE, profile: of === thing ? things : core };
  return fullResource(context, row, relatedValues(context, row, null));
}

function find(
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

const bodies = (of: ResourceModel) => fc.array(arbitraryBody(of), { minLength: 1, maxLength: 5 });
const ids = [0, 1, 2].flatMap((index) => ['User', 'Group', 'Thing'].map((kind) => ID(kind, index)));

/** Who is in which group, as positions; groups may hold groups. */
const memberships = fc.array(fc.record({ of: fc.nat(4), in: fc.nat(3), isGroup: fc.boolean() }), { maxLength: 8 });

function joinAll(
  tx: Tx,
  users: readonly Stored[],
  groups: readonly Stored[],
  pairs: readonly { of: number; in: number; isGroup: boolean }[],
): void {
  for (const pair of pairs) {
    const member = (pair.isGroup ? groups : users)[pair.of];
    const holder = groups[pair.in];
    if (member !== undefined && holder !== undefined && member !== holder) tx.members.add(holder.seq, member.seq);
  }
}

/** Every filter finds the same in SQL as the evaluator does, and one by one what a page of one would show. */
function agree(
  tx: Tx,
  of: ResourceModel,
  stored: readonly Stored[],
  filters: readonly { text: string; bound: BoundFilter }[],
): void {
  for (const { text, bound } of filters) {
    const expected = stored.filter(({ row }) => evaluateFilter(bound, whole(tx, of, row))).map(({ row }) => row.id);
    const found = find(tx, of, { filter: bound });
    expect({ filter: text, ids: found.rows.map(({ id }) => id), total: found.total }).toEqual({
      filter: text,
      ids: expected,
      total: expected.length,
    });
    const second = find(tx, of, { filter: bound, paging: { kind: 'index', startIndex: 2, count: 1 } });
    expect({ filter: text, ids: second.rows.map(({ id }) => id), total: second.total }).toEqual({
      filter: text,
      ids: expected.slice(1, 2),
      total: expected.length,
    });
  }
}

/** Enough to catch a slip in seconds; `FILTER_RUNS=5000` looks harder. */
const RUNS = Number(process.env['FILTER_RUNS'] ?? 60);
vi.setConfig({ testTimeout: 20_000 + RUNS * 200 });

describe('RFC 7644 §3.4.2.2: SQL and the evaluator give every filter the same meaning', () => {
  it('on users with groups, of the whole core schema and the enterprise extension', () => {
    fc.assert(
      fc.property(
        bodies(user),
        bodies(group),
        memberships,
        fc.array(arbitraryFilter(user, ids), { minLength: 5, maxLength: 15 }),
        (users, groups, pairs, filters) => {
          withTx((tx) => {
            const storedUsers = storeAll(tx, user, users);
            joinAll(tx, storedUsers, storeAll(tx, group, groups), pairs);
            agree(tx, user, storedUsers, filters);
          });
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('on groups with members', () => {
    fc.assert(
      fc.property(
        bodies(user),
        bodies(group),
        memberships,
        fc.array(arbitraryFilter(group, ids), { minLength: 5, maxLength: 15 }),
        (users, groups, pairs, filters) => {
          withTx((tx) => {
            const storedGroups = storeAll(tx, group, groups);
            joinAll(tx, storeAll(tx, user, users), storedGroups, pairs);
            agree(tx, group, storedGroups, filters);
          });
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('on a resource type of a user, with every type of attribute', () => {
    fc.assert(
      fc.property(
        bodies(thing),
        fc.array(arbitraryFilter(thing, ids), { minLength: 5, maxLength: 15 }),
        (bodiesOfThings, filters) => {
          withTx((tx) => agree(tx, thing, storeAll(tx, thing, bodiesOfThings), filters));
        },
      ),
      { numRuns: RUNS },
    );
  });

  it.each([
    { name: 'User', of: user, inCode: ['meta.location', 'groups.$ref', 'groups.display'] },
    { name: 'Group', of: group, inCode: ['meta.location', 'members.$ref', 'members.display'] },
    { name: 'Thing', of: thing, inCode: ['meta.location', 'case.labels', 'ports.labels'] },
  ])('and no attribute of a $name but $inCode makes it look at every resource', ({ of, inCode }) => {
    const names = namedAttributes(of)
      .map(({ path }) => path)
      .filter((path) => !/^urn:/i.test(path));
    const scanned = names.filter((path) => filterToSql(bindFilter({ kind: 'present', path }, of), of) === null);
    expect(scanned).toEqual(inCode);
  });
});

const sortNames = (of: ResourceModel) =>
  namedAttributes(of)
    .map(({ path }) => path)
    .filter((path) => sortable(of, path));

function sortable(of: ResourceModel, path: string): boolean {
  try {
    return parseSort(of, path, undefined) !== null;
  } catch {
    // A complex attribute without `value` is refused; that is tested where sorting is.
    return false;
  }
}

const sorts = (of: ResourceModel) =>
  fc.record({ by: fc.constantFrom(...sortNames(of)), order: fc.constantFrom('ascending', 'descending') });

/** All pages of a cursor in one direction, each as it is. */
function pages(tx: Tx, of: ResourceModel, sort: Sort | null, filter: BoundFilter | null, count: number): StoredDocument[][] {
  const all: StoredDocument[][] = [];
  let position: CursorPosition | null = null;
  do {
    const page: SearchResult = find(tx, of, { sort, filter, paging: { kind: 'cursor', position, count } });
    all.push([...page.rows]);
    position = page.next;
  } while (position !== null && all.length < 50);
  return all;
}

describe.each([
  { name: 'users', of: user },
  { name: 'groups', of: group },
  { name: 'things', of: thing },
])('lists of $name', ({ of }) => {
  const input = [
    fc.array(arbitraryBody(of), { minLength: 1, maxLength: 7 }),
    fc.array(sorts(of), { minLength: 3, maxLength: 8 }),
  ] as const;

  it('RFC 7644 §3.4.2.3: SQL sorts as compareKeys does, and equal ones by age', () => {
    fc.assert(
      fc.property(...input, (all, orders) => {
        withTx((tx) => {
          const stored = storeAll(tx, of, all);
          for (const { by, order } of orders) {
            const sort = parseSort(of, by, order);
            if (sort === null) continue;
            const keyed = stored.map((one) => ({ id: one.row.id, seq: one.seq, key: sortKey(sort, whole(tx, of, one.row)) }));
            const expected = keyed.toSorted((a, b) => compareKeys(a.key, b.key, sort.descending) || a.seq - b.seq);
            expect({ by, order, ids: find(tx, of, { sort }).rows.map(({ id }) => id) }).toEqual({
              by,
              order,
              ids: expected.map(({ id }) => id),
            });
          }
        });
      }),
      { numRuns: RUNS },
    );
  });

  it('RFC 9865 §2: the pages of a cursor, end to end, are the whole list, and lead back the same way', () => {
    const filter = fc.option(arbitraryFilter(of, ids), { nil: null });
    fc.assert(
      fc.property(...input, filter, fc.integer({ min: 1, max: 4 }), (all, orders, chosen, count) => {
        withTx((tx) => {
          storeAll(tx, of, all);
          for (const sort of [null, ...orders.map(({ by, order }) => parseSort(of, by, order))]) {
            const bound = chosen?.bound ?? null;
            const expected = find(tx, of, { sort, filter: bound });
            const forward = pages(tx, of, sort, bound, count);
            expect(forward.flat().map(({ id }) => id)).toEqual(expected.rows.map(({ id }) => id));
            expect(forward.every((page) => page.length <= count)).toBe(true);
            backwards(tx, of, sort, bound, count, forward);
          }
        });
      }),
      { numRuns: RUNS },
    );
  });

  it('RFC 9865 §2: a resource that is deleted between two pages leaves the rest of the list as it was', () => {
    fc.assert(
      fc.property(...input, (all, orders) => {
        for (const { by, order } of orders) {
          withTx((tx) => {
            storeAll(tx, of, all);
            const sort = parseSort(of, by, order);
            const expected = find(tx, of, { sort }).rows;
            const first = find(tx, of, { sort, paging: { kind: 'cursor', position: null, count: 1 } });
            for (const { seq } of first.rows) tx.resources.delete({ seq, type: of.type.name }, []);
            if (first.next === null) return;
            const rest = find(tx, of, { sort, paging: { kind: 'cursor', position: first.next, count: 100 } });
            expect({ by, order, ids: rest.rows.map(({ id }) => id) }).toEqual({
              by,
              order,
              ids: expected.slice(1).map(({ id }) => id),
            });
          });
        }
      }),
      { numRuns: RUNS },
    );
  });
});

/** From the last page back to the first, each `previous` shows what `next` showed there. */
function backwards(
  tx: Tx,
  of: ResourceModel,
  sort: Sort | null,
  filter: BoundFilter | null,
  count: number,
  forward: StoredDocument[][],
): void {
  const seen: string[] = [];
  let position = lastPage(tx, of, sort, filter, count).previous;
  for (let guard = 0; position !== null && guard < 50; guard++) {
    const page: SearchResult = find(tx, of, { sort, filter, paging: { kind: 'cursor', position, count } });
    seen.unshift(...page.rows.map(({ id }) => id));
    position = page.previous;
  }
  const before = forward.slice(0, -1).flat();
  expect(seen).toEqual(before.map(({ id }) => id));
}

function lastPage(tx: Tx, of: ResourceModel, sort: Sort | null, filter: BoundFilter | null, count: number): SearchResult {
  let page = find(tx, of, { sort, filter, paging: { kind: 'cursor', position: null, count } });
  while (page.next !== null) page = find(tx, of, { sort, filter, paging: { kind: 'cursor', position: page.next, count } });
  return page;
}
