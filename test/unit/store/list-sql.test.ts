import type { CursorPosition } from '#main/scim/cursor.ts';
import type { BoundFilter } from '#main/scim/filter/bind.ts';
import type { ResourceModel } from '#main/scim/model.ts';
import { type Sort, compareKeys, parseSort, sortKey } from '#main/scim/sort.ts';
import type { StoredDocument } from '#main/store/repositories/resources.ts';
import type { SearchResult } from '#main/store/search/resource-search.ts';
import type { Tx } from '#main/store/store.ts';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { arbitraryBody, arbitraryFilter, namedAttributes } from './arbitrary-resources.ts';
import { RUNS, find, group, ids, storeAll, thing, user, whole, withTx } from './search-fixture.ts';

vi.setConfig({ testTimeout: 20_000 + RUNS * 200 });

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
