import type { JsonObject } from '#shared/scim/wire.ts';
import type { ResourceModel } from '#main/scim/model.ts';
import { compareKeys, parseSort, sortKey } from '#main/scim/sort.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { device, refusal, user } from './models.ts';

function sorted(model: ResourceModel, resources: JsonObject[], sortBy: string, sortOrder?: string): JsonObject[string][] {
  const sort = parseSort(model, sortBy, sortOrder);
  if (sort === null) return expect.fail('nothing to sort by');
  return resources
    .toSorted((a, b) => compareKeys(sortKey(sort, a), sortKey(sort, b), sort.descending))
    .map((resource) => resource['id']);
}

describe('RFC 7644 §3.4.2.3: sorting', () => {
  it('ascends by default, by caseExact of the attribute', () => {
    const things = [
      { id: '1', label: 'b', serial: 'b' },
      { id: '2', label: 'A', serial: 'A' },
      { id: '3', label: 'C', serial: 'C' },
    ];
    expect(sorted(device, things, 'label')).toEqual(['2', '1', '3']);
    expect(sorted(device, things, 'SERIAL')).toEqual(['2', '3', '1']);
    expect(sorted(device, things, 'label', 'Descending')).toEqual(['3', '1', '2']);
  });

  it('what has no value comes last when ascending and first when descending', () => {
    const things = [{ id: '1' }, { id: '2', slots: 10 }, { id: '3', slots: 9 }];
    expect(sorted(device, things, 'slots')).toEqual(['3', '2', '1']);
    expect(sorted(device, things, 'slots', 'descending')).toEqual(['1', '2', '3']);
  });

  it('a multi-valued attribute is sorted by its primary value, else by its first', () => {
    const users = [
      { id: '1', emails: [{ value: 'a@x' }, { value: 'z@x', primary: true }] },
      { id: '2', emails: [{ value: 'm@x' }, { value: 'a@x' }] },
    ];
    expect(sorted(user, users, 'emails')).toEqual(['2', '1']);
    expect(sorted(user, users, 'emails.value')).toEqual(['2', '1']);
  });

  it('dateTimes are sorted as instants', () => {
    const users = [
      { id: '1', meta: { created: '2026-11-05T08:00:00Z' } },
      { id: '2', meta: { created: '2026-11-05T09:00:00+02:00' } },
    ];
    expect(sorted(user, users, 'meta.created')).toEqual(['2', '1']);
  });

  it('sortOrder without sortBy is ignored', () => {
    expect(parseSort(user, undefined, 'descending')).toBeNull();
    expect(parseSort(user, '', undefined)).toBeNull();
  });

  it.each([
    ['nosuch', undefined],
    ['name', undefined],
    ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User', undefined],
    ['password', undefined],
    ['userName', 'upwards'],
  ])('%s %s is refused', (sortBy, sortOrder) => {
    expect(refusal(() => parseSort(user, sortBy, sortOrder))).toMatchObject({ status: 400, scimType: 'invalidValue' });
  });

  it('keys are in a total order', () => {
    const key = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', 'B', 'ä', '\uD7FF', '\uE000', '\uFFFD', '\u{1F600}', '\u{10FFFF}'), maxLength: 3 }),
      fc.constant(null),
    );
    fc.assert(
      fc.property(key, key, key, fc.boolean(), (a, b, c, descending) => {
        const compare = (x: string | null, y: string | null): number => Math.sign(compareKeys(x, y, descending));
        expect(compare(a, b) === -compare(b, a)).toBe(true);
        if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });
});
