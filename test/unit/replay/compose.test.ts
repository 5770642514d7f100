import { describe, expect, test } from 'vitest';
import { filterOf, searchPath, withOperation } from '../../../src/renderer/features/replay/compose.ts';
import { parseFilter } from '#main/scim/filter/parse.ts';

describe('a composed search', () => {
  test.each([
    ['userName', 'eq', 'anna@contoso.example', 'userName eq "anna@contoso.example"'],
    ['displayName', 'co', 'a "quoted" \\ name', 'displayName co "a \\"quoted\\" \\\\ name"'],
    ['active', 'eq', 'true', 'active eq true'],
    ['externalId', 'eq', '', 'externalId eq ""'],
    ['number', 'gt', '-12.5', 'number gt -12.5'],
    ['emails[type eq "work"].value', 'sw', 'anna', 'emails[type eq "work"].value sw "anna"'],
    ['title', 'pr', 'left over', 'title pr'],
  ] as const)('of %s %s "%s" is a filter that the service reads', (attribute, operator, value, filter) => {
    expect(filterOf({ attribute, operator, value })).toBe(filter);
    expect(() => parseFilter(filter)).not.toThrow();
  });

  test('has its filter encoded, and none without an attribute', () => {
    expect(searchPath('Users', { attribute: 'userName', operator: 'eq', value: 'a&b' })).toBe(
      '/Users?filter=userName%20eq%20%22a%26b%22',
    );
    expect(searchPath('Groups', { attribute: ' ', operator: 'eq', value: 'x' })).toBe('/Groups');
  });
});

describe('a composed PATCH', () => {
  const bodyOf = (text: string): unknown => JSON.parse(text);

  test('begins with its URN, and takes JSON as JSON and all else as text', () => {
    const first = withOperation('', { op: 'replace', path: 'active', value: 'false' });
    const second = withOperation(first, { op: 'add', path: ' displayName ', value: 'Anna' });
    expect(bodyOf(second)).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [
        { op: 'replace', path: 'active', value: false },
        { op: 'add', path: 'displayName', value: 'Anna' },
      ],
    });
  });

  test('removes a path without a value, and leaves out a path that is not given', () => {
    const body = withOperation('not JSON', { op: 'remove', path: 'members', value: '' });
    expect(bodyOf(withOperation(body, { op: 'add', path: '', value: '{"active": true}' }))).toMatchObject({
      Operations: [
        { op: 'remove', path: 'members' },
        { op: 'add', value: { active: true } },
      ],
    });
  });
});
