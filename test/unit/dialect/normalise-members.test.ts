import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { onGroup } from './normalised-patch.ts';

describe('members of a group', () => {
  test.each<[string, JsonObject, JsonObject[], string[]]>([
    [
      'Entra ID: Add a list',
      { op: 'Add', path: 'members', value: [{ $ref: null, value: 'u1' }] },
      [{ op: 'add', path: 'members', value: [{ $ref: null, value: 'u1' }] }],
      ['operation-case'],
    ],
    [
      'Entra ID, JumpCloud: removal of a list',
      { op: 'remove', path: 'members', value: [{ value: 'u1' }] },
      [{ op: 'remove', path: 'members', value: [{ value: 'u1' }] }],
      ['member-removal-by-value-array'],
    ],
    [
      'removal of one object',
      { op: 'remove', path: 'members', value: { value: 'u1' } },
      [{ op: 'remove', path: 'members', value: [{ value: 'u1' }] }],
      ['single-value-for-array', 'member-removal-by-value-array'],
    ],
    [
      'removal of bare ids',
      { op: 'remove', path: 'members', value: ['u1', 'u2'] },
      [{ op: 'remove', path: 'members', value: [{ value: 'u1' }, { value: 'u2' }] }],
      ['plain-value-for-object', 'member-removal-by-value-array'],
    ],
    [
      'Salesforce: the list in an object of its name',
      { op: 'remove', path: 'members', value: { members: [{ value: 'u1' }] } },
      [{ op: 'remove', path: 'members', value: [{ value: 'u1' }] }],
      ['wrapped-value', 'member-removal-by-value-array'],
    ],
    [
      'a removal without path',
      { op: 'remove', value: { members: [{ value: 'u1' }] } },
      [{ op: 'remove', path: 'members', value: [{ value: 'u1' }] }],
      ['pathless-removal', 'member-removal-by-value-array'],
    ],
    [
      'removal of a filtered member with a value',
      { op: 'remove', path: 'members[value eq "u1"]', value: [] },
      [{ op: 'remove', path: 'members[value eq "u1"]' }],
      ['value-on-scalar-removal'],
    ],
    [
      'adding one object',
      { op: 'add', path: 'members', value: { value: 'u1' } },
      [{ op: 'add', path: 'members', value: [{ value: 'u1' }] }],
      ['single-value-for-array'],
    ],
    [
      'WSO2: members in a pathless value',
      { op: 'add', value: { members: [{ value: 'u1' }] } },
      [{ op: 'add', value: { members: [{ value: 'u1' }] } }],
      [],
    ],
  ])('%s', (_, sent, expected, codes) => {
    expect(onGroup(sent)).toMatchObject({ operations: expected, codes });
  });

  test.each<[string, JsonValue]>([
    ['null', null],
    ['an empty text', ''],
  ])('adding %s never empties the group', (_, value) => {
    expect(onGroup({ op: 'add', path: 'members', value }).operations).toEqual([{ op: 'add', path: 'members', value: [] }]);
    const { operations } = onGroup({ op: 'add', value: { displayName: 'G', members: value } });
    expect(JSON.stringify(operations)).not.toContain('remove');
  });

  test("a removal that lists nothing removes nothing: it never becomes the RFC's removal of all", () => {
    expect(onGroup({ op: 'remove', path: 'members', value: [] }).operations).toEqual([{ op: 'add', path: 'members', value: [] }]);
  });

  test('a bare removal is left alone: RFC 7644 §3.5.2.2 empties the group', () => {
    expect(onGroup({ op: 'remove', path: 'members' })).toMatchObject({
      operations: [{ op: 'remove', path: 'members' }],
      codes: [],
    });
  });
});
