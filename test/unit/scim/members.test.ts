import type { JsonValue } from '#shared/scim/wire.ts';
import { evaluateElement } from '#main/scim/filter/evaluate.ts';
import { type MemberChange, memberIds, splitMemberOperations } from '#main/scim/patch/members.ts';
import { parsePatch } from '#main/scim/patch/parse.ts';
import { cpuMs } from '../../support/cpu-clock.ts';
import { describe, expect, it } from 'vitest';
import { group, refusal, user } from './models.ts';

type Operation = { op: string; path?: string; value?: JsonValue };

function split(operations: Operation[], removeWithValue: 'listed-only' | 'whole-attribute' = 'listed-only') {
  return splitMemberOperations(group, parsePatch(group, { Operations: operations }).operations, removeWithValue);
}

function changes(operation: Operation): readonly MemberChange[] {
  const { memberChanges, documentOperations } = split([operation]);
  expect(documentOperations).toEqual([]);
  return memberChanges;
}

const list = [
  { value: 'u1', display: 'Anna' },
  { $ref: null, value: 'u2' },
];

describe('RFC 7644 §3.5.2: changes of members cost what they change', () => {
  it.each<[string, Operation, MemberChange[]]>([
    ['Entra ID adds', { op: 'add', path: 'members', value: list }, [{ kind: 'add', ids: ['u1', 'u2'] }]],
    ['Okta adds', { op: 'add', path: 'members', value: [{ value: 'u1', display: null }] }, [{ kind: 'add', ids: ['u1'] }]],
    ['one object is a list of one', { op: 'add', path: 'members', value: { value: 'u1' } }, [{ kind: 'add', ids: ['u1'] }]],
    ['without a path', { op: 'add', value: { members: list } }, [{ kind: 'add', ids: ['u1', 'u2'] }]],
    ['the same twice', { op: 'add', path: 'members', value: [...list, ...list] }, [{ kind: 'add', ids: ['u1', 'u2'] }]],
    [
      'with the URN',
      { op: 'add', path: 'urn:ietf:params:scim:schemas:core:2.0:Group:members', value: list },
      [{ kind: 'add', ids: ['u1', 'u2'] }],
    ],
    ['Entra ID removes', { op: 'remove', path: 'members', value: list }, [{ kind: 'remove', ids: ['u1', 'u2'] }]],
    ['by filter', { op: 'remove', path: 'members[value eq "u1"]' }, [{ kind: 'remove', ids: ['u1'] }]],
    [
      'by alternatives',
      { op: 'remove', path: 'members[value eq "u1" or Value Eq "u2"]' },
      [{ kind: 'remove', ids: ['u1', 'u2'] }],
    ],
    ['an id in capitals stays one', { op: 'remove', path: 'members[value eq "U1"]' }, [{ kind: 'remove', ids: ['U1'] }]],
    ['everything', { op: 'remove', path: 'members' }, [{ kind: 'replace', ids: [] }]],
    ['Okta pushes all', { op: 'replace', path: 'members', value: list }, [{ kind: 'replace', ids: ['u1', 'u2'] }]],
    ['Okta pushes an empty group', { op: 'replace', path: 'members', value: [] }, [{ kind: 'replace', ids: [] }]],
    ['null empties', { op: 'replace', value: { members: null } }, [{ kind: 'replace', ids: [] }]],
    ['adding nobody', { op: 'add', path: 'members', value: [] }, [{ kind: 'add', ids: [] }]],
  ])('%s', (_name, operation, expected) => {
    expect(changes(operation)).toEqual(expected);
  });

  it('other filters are asked of each member', () => {
    const [change, ...more] = changes({ op: 'remove', path: 'members[type eq "Group" and not (value eq "g1")]' });
    if (change?.kind !== 'removeWhere') return expect.fail('a filter was expected');
    expect(more).toEqual([]);
    expect(evaluateElement(change.filter, { value: 'g2', type: 'Group' })).toBe(true);
    expect(evaluateElement(change.filter, { value: 'g1', type: 'Group' })).toBe(false);
    expect(evaluateElement(change.filter, { value: 'u1', type: 'User' })).toBe(false);
  });

  it('a value on a remove empties the group where the setting says so', () => {
    expect(split([{ op: 'remove', path: 'members', value: list }], 'whole-attribute').memberChanges).toEqual([
      { kind: 'replace', ids: [] },
    ]);
  });

  it('operations on members and on the document go apart, each in order', () => {
    const { memberChanges, documentOperations } = split([
      { op: 'remove', path: 'members[value eq "u1"]' },
      { op: 'replace', value: { id: 'g', displayName: 'G2' } },
      { op: 'add', path: 'members', value: [{ value: 'u3' }] },
    ]);
    expect(memberChanges).toEqual([
      { kind: 'remove', ids: ['u1'] },
      { kind: 'add', ids: ['u3'] },
    ]);
    expect(documentOperations.map(({ text }) => text)).toEqual(['id', 'displayName']);
  });

  it('a change of the name alone is no change of members', () => {
    expect(split([{ op: 'replace', value: { displayName: 'G2' } }]).memberChanges).toEqual([]);
  });

  it('other types have no members to take apart', () => {
    const { operations } = parsePatch(user, { Operations: [{ op: 'remove', path: 'emails[value eq "x"]' }] });
    expect(splitMemberOperations(user, operations, 'listed-only')).toEqual({ documentOperations: operations, memberChanges: [] });
  });

  it.each<[string, JsonValue]>([
    ['no value', [{ display: 'Anna' }]],
    ['an empty value', [{ value: '' }]],
    ['a number', [5]],
    ['a list in the list', [[{ value: 'u1' }]]],
  ])('%s is refused', (_name, value) => {
    expect(refusal(() => changes({ op: 'add', path: 'members', value }))).toMatchObject({
      status: 400,
      scimType: 'invalidValue',
      attribute: 'members',
    });
  });

  it('plain ids stand for members', () => {
    expect(memberIds(['u1', { value: 'u2' }, 'u1'], 'members')).toEqual(['u1', 'u2']);
  });

  it('a hundred thousand members are read in time', () => {
    const value = Array.from({ length: 100_000 }, (_, i) => ({ value: `u${i}` }));
    const start = cpuMs();
    expect(changes({ op: 'replace', path: 'members', value })).toMatchObject([{ kind: 'replace' }]);
    expect(cpuMs() - start).toBeLessThan(5000);
  });
});
