import { type BoundFilter, bindFilter } from '#main/scim/filter/bind.ts';
import { evaluateFilter } from '#main/scim/filter/evaluate.ts';
import type { ResourceModel } from '#main/scim/model.ts';
import { filterToSql } from '#main/store/search/filter-sql.ts';
import type { Tx } from '#main/store/store.ts';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { arbitraryBody, arbitraryFilter, namedAttributes } from './arbitrary-resources.ts';
import { RUNS, type Stored, find, group, ids, storeAll, thing, user, whole, withTx } from './search-fixture.ts';

vi.setConfig({ testTimeout: 20_000 + RUNS * 200 });

const bodies = (of: ResourceModel) => fc.array(arbitraryBody(of), { minLength: 1, maxLength: 5 });

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

describe('a filter that would keep everybody waiting', () => {
  const conditions = (count: number) =>
    bindFilter(
      {
        kind: 'or',
        operands: Array.from({ length: count }, () => ({ kind: 'compare', path: 'nickName', operator: 'co', value: 'x' })),
      },
      user,
    );

  it('is refused as tooMany where conditions times resources are too many, and answered where they are not', () => {
    withTx((tx) => {
      storeAll(
        tx,
        user,
        Array.from({ length: 2600 }, (_, index) => ({ userName: `u${index}` })),
      );
      expect(() => find(tx, user, { filter: conditions(400) })).toThrow(
        expect.objectContaining({ status: 400, scimType: 'tooMany' }),
      );
      expect(find(tx, user, { filter: conditions(380) }).total).toBe(0);
      expect(find(tx, user, { filter: conditions(10) }).total).toBe(0);
    });
  });
});
