import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { normaliseBody, normaliseFilter } from '#main/dialect/normalise.ts';
import { compileProfile } from '#main/profile/compile.ts';
import { parseProfile } from '#main/profile/parse.ts';
import { defaultSettings } from '#main/rules/presets.ts';
import { bindFilter } from '#main/scim/filter/bind.ts';
import { evaluateFilter } from '#main/scim/filter/evaluate.ts';
import { parseFilter } from '#main/scim/filter/parse.ts';
import type { ResourceModel } from '#main/scim/model.ts';
import { applyPatch } from '#main/scim/patch/apply.ts';
import { splitMemberOperations } from '#main/scim/patch/members.ts';
import { parsePatch } from '#main/scim/patch/parse.ts';
import { readResource } from '#main/scim/read-resource.ts';
import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { URN } from '#shared/scim/urns.ts';

const file = new URL('../../../resources/profiles/rfc7643.json', import.meta.url);
const { models } = compileProfile(parseProfile(readFileSync(file, 'utf8'), 'rfc7643.json'));
const E = URN.enterpriseUser;

function model(name: string): ResourceModel {
  const found = models.find(({ type }) => type.name === name);
  if (found === undefined) throw new Error(`the profile has no ${name}`);
  return found;
}
const user = model('User');
const group = model('Group');

const options = { filteredTargetMissing: 'create', removeWithValue: 'listed-only', readOnly: 'ignore' } as const;
const start: JsonObject = { schemas: [URN.user], id: 'u1', userName: 'anna@x' };

function patched(before: JsonObject, ...operations: JsonObject[]): JsonObject {
  const { body } = normaliseBody('patch', { schemas: [URN.patchOp], Operations: operations }, user, defaultSettings);
  const parsed = parsePatch(user, body);
  expect(parsed.unknown).toEqual([]);
  const result = applyPatch(user, before, parsed.operations, options);
  expect(result.unknown).toEqual([]);
  return result.resource;
}

function read(body: JsonObject): JsonObject {
  const result = readResource(user, normaliseBody('create', body, user, defaultSettings).body);
  expect(result.unknown).toEqual([]);
  return result.resource;
}

describe('what an identity provider sends ends in the strict core as what it means', () => {
  test.each<[string, JsonObject[], JsonObject]>([
    ['text boolean', [{ op: 'Replace', path: 'active', value: 'False' }], { active: false }],
    [
      'filtered add without a match',
      [{ op: 'Add', path: 'emails[type eq "work"].value', value: 'a@x' }],
      { emails: [{ type: 'work', value: 'a@x' }] },
    ],
    [
      'filtered replace without a match',
      [{ op: 'Replace', path: 'emails[type eq "work"].value', value: 'a@x' }],
      { emails: [{ type: 'work', value: 'a@x' }] },
    ],
    [
      'manager as a bare id',
      [{ op: 'Add', path: `${E}:manager`, value: '7' }],
      { schemas: [URN.user, E], [E]: { manager: { value: '7' } } },
    ],
    [
      'manager as a list without URN',
      [{ op: 'Add', path: 'manager', value: [{ value: '7' }] }],
      { schemas: [URN.user, E], [E]: { manager: { value: '7' } } },
    ],
    [
      'manager unset with an empty text',
      [
        { op: 'Add', path: `${E}:manager`, value: '7' },
        { op: 'Replace', path: `${E}:manager`, value: '' },
      ],
      {},
    ],
    [
      'role of a primary that is a text',
      [{ op: 'Add', path: 'roles[primary eq "True"].value', value: 'Admin' }],
      { roles: [{ primary: true, value: 'Admin' }] },
    ],
    [
      'role as JSON in a text',
      [{ op: 'Add', path: 'roles', value: [{ value: '{"id":"1","value":"A","displayName":"B"}' }] }],
      { roles: [{ value: 'A', display: 'B' }] },
    ],
    [
      'dotted and URN keys',
      [{ op: 'replace', value: { displayName: 'D', 'name.givenName': 'N', [`${E}:employeeNumber`]: '7' } }],
      { schemas: [URN.user, E], displayName: 'D', name: { givenName: 'N' }, [E]: { employeeNumber: '7' } },
    ],
    [
      'extension container',
      [{ op: 'replace', value: { [E]: { department: 'D' } } }],
      { schemas: [URN.user, E], [E]: { department: 'D' } },
    ],
    [
      'dot behind the URN',
      [{ op: 'Add', path: `${E}.department`, value: 'D' }],
      { schemas: [URN.user, E], [E]: { department: 'D' } },
    ],
    [
      'null',
      [
        { op: 'add', path: 'title', value: 'T' },
        { op: 'replace', path: 'title', value: null },
      ],
      {},
    ],
    ['id in a pathless value', [{ op: 'replace', value: { id: 'u1', title: 'T' } }], { title: 'T' }],
    ['core attribute with its URN', [{ op: 'replace', path: `${URN.user}:title`, value: 'T' }], { title: 'T' }],
  ])('%s', (_, operations, expected) => {
    expect(patched(start, ...operations)).toEqual({ ...start, ...expected });
  });

  test('an id that is not the own one is never meant and refused', () => {
    expect(() => patched(start, { op: 'replace', value: { id: 'u2', title: 'T' } })).toThrow(
      expect.objectContaining({ status: 400, scimType: 'mutability', attribute: 'id' }),
    );
  });

  test('a POST with everything loose at once', () => {
    const loose = {
      schemas: ['urn:scim:schemas:core:1.0'],
      userName: 'anna@x',
      active: 'True',
      title: null,
      roles: [],
      emails: { value: 'anna@x', type: 'work', primary: 'True' },
      [`${E}:department`]: 'D',
      manager: '7',
      meta: { resourceType: 'User' },
      groups: [],
      id: null,
    };
    expect(read(loose)).toEqual({
      schemas: [URN.user, E],
      userName: 'anna@x',
      active: true,
      emails: [{ value: 'anna@x', type: 'work', primary: true }],
      [E]: { department: 'D', manager: { value: '7' } },
    });
  });

  test.each<[string, JsonValue | undefined, object[]]>([
    ['a list', [{ $ref: null, value: 'u1' }], [{ kind: 'remove', ids: ['u1'] }]],
    ['one object', { value: 'u1' }, [{ kind: 'remove', ids: ['u1'] }]],
    ['an object of its name', { members: [{ value: 'u1' }] }, [{ kind: 'remove', ids: ['u1'] }]],
    ['an empty list', [], [{ kind: 'add', ids: [] }]],
    ['nothing', undefined, [{ kind: 'replace', ids: [] }]],
  ])('removing members with %s', (_, value, changes) => {
    const operation = { op: 'Remove', path: 'members', ...(value === undefined ? {} : { value }) };
    const { body } = normaliseBody('patch', { schemas: [URN.patchOp], Operations: [operation] }, group, defaultSettings);
    expect(splitMemberOperations(group, parsePatch(group, body).operations, 'listed-only').memberChanges).toEqual(changes);
  });

  test.each([
    ['emails[type eq "work"].value eq "a@x"', true],
    ['email Co "@x"', true],
    ['username Eq "ANNA"', true],
    ['roles[primary eq "True"]', true],
    ['active eq "False"', false],
    ['manager eq "7"', true],
    ['manager.value eq "8"', false],
    [`${URN.user}:userName sw "an"`, true],
  ])('the filter %s is %s', (filter, expected) => {
    const resource = {
      ...start,
      userName: 'anna',
      active: true,
      emails: [{ type: 'work', value: 'a@x' }],
      roles: [{ primary: true, value: 'r' }],
      [E]: { manager: { value: '7' } },
    };
    const { text } = normaliseFilter(filter, user, defaultSettings);
    expect(evaluateFilter(bindFilter(parseFilter(text), user), resource)).toBe(expected);
  });
});
