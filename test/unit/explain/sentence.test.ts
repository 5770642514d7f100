import { describe, expect, test } from 'vitest';
import { explain } from '#main/explain/explain.ts';
import type { ExchangeFacts } from '#main/explain/facts.ts';
import { badRequest, ScimError } from '#main/scim/errors.ts';
import { unlistedError } from '#main/rules/unlisted.ts';
import { factsOf, okta, stranger } from './facts-fixture.ts';

const tell = (rest: Partial<ExchangeFacts>) => explain(factsOf(rest)).sentence;
const ignored = (attribute: string) =>
  ({ code: 'ignored-attribute', severity: 'forgiven', ruleId: 'unlisted-attributes', attribute, what: 'not stored' }) as const;
const group = { resourceType: 'Group', resourceName: 'Sales', resourceId: 'g1' };

describe('the sentence of an answered exchange', () => {
  test.each<[string, Partial<ExchangeFacts>]>([
    ['Entra ID created anna@contoso.example', {}],
    ['Entra ID tested the connection', { operation: 'probe', method: 'GET', status: 200, filter: 'userName eq "cf4d78e8"' }],
    [
      'Okta looked for user anna@contoso.example: none',
      { caller: okta, operation: 'search', status: 200, filter: 'userName eq "anna@contoso.example"', resultCount: 0 },
    ],
    ['Okta looked for user anna: found', { caller: okta, operation: 'search', filter: 'userName eq "anna"', resultCount: 1 }],
    [
      'Entra ID looked for user with externalId 42: 2 found',
      { operation: 'search', filter: 'externalId eq "42"', resultCount: 2 },
    ],
    ['Entra ID looked for users where title pr: 2 found', { operation: 'search', filter: 'title pr', resultCount: 2 }],
    [
      'Entra ID looked for group Sales "EU": none',
      { ...group, operation: 'search', filter: 'displayName eq "Sales \\"EU\\""', resultCount: 0 },
    ],
    ['Okta listed 8 users', { caller: okta, operation: 'list', status: 200, resultCount: 8 }],
    ['Okta listed 1 group', { ...group, caller: okta, operation: 'list', resultCount: 1 }],
    ['Entra ID read anna@contoso.example', { operation: 'read', status: 200 }],
    ['Entra ID asked whether anna@contoso.example had changed: no', { operation: 'read', status: 304 }],
    [
      'Entra ID read the schemas',
      { operation: 'discover', path: '/Schemas', resourceType: null, resourceName: null, resourceId: null },
    ],
    [
      'Entra ID changed title and name.givenName of anna@contoso.example',
      { operation: 'update', changedAttributes: ['title', 'name.givenName'] },
    ],
    [
      'Entra ID changed a, b and 2 more of anna@contoso.example',
      { operation: 'update', changedAttributes: ['a', 'b', 'c', 'd'] },
    ],
    [
      'Entra ID changed department of anna@contoso.example',
      { operation: 'update', changedAttributes: ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department'] },
    ],
    ['Okta sent anna@contoso.example again: nothing changed', { caller: okta, operation: 'replace' }],
    ['Entra ID disabled anna@contoso.example', { operation: 'deactivate', changedAttributes: ['active'] }],
    [
      'Entra ID enabled anna@contoso.example again and changed title',
      { operation: 'reactivate', changedAttributes: ['active', 'title'] },
    ],
    ['Entra ID deleted group Sales', { ...group, operation: 'delete', status: 204 }],
    ['Entra ID created group Sales with Anna', { ...group, membersAdded: { names: ['Anna'], count: 1 } }],
    ['Entra ID created group Sales, which existed and was taken over', { ...group, operation: 'match' }],
    ['Entra ID added Anna to group Sales', { ...group, operation: 'add-members', membersAdded: { names: ['Anna'], count: 1 } }],
    [
      'Entra ID added Anna, Ben and Cy to group Sales',
      { ...group, operation: 'add-members', membersAdded: { names: ['Anna', 'Ben', 'Cy'], count: 3 } },
    ],
    [
      'Entra ID added Anna, Ben and 3 more to group Sales',
      { ...group, operation: 'add-members', membersAdded: { names: ['Anna', 'Ben', 'Cy', 'Di', 'Ed'], count: 5 } },
    ],
    [
      'Entra ID removed 4 members from group Sales',
      { ...group, operation: 'remove-members', membersRemoved: { names: [], count: 4 } },
    ],
    [
      'Entra ID added Ben to and removed Anna from group Sales',
      {
        ...group,
        operation: 'change-members',
        membersAdded: { names: ['Ben'], count: 1 },
        membersRemoved: { names: ['Anna'], count: 1 },
      },
    ],
    [
      'Entra ID sent members of group Sales again: nothing changed',
      { ...group, operation: 'add-members', membersAdded: { names: [], count: 0 } },
    ],
    [
      'Okta changed displayName of group Sales and removed Anna',
      {
        ...group,
        caller: okta,
        operation: 'replace',
        changedAttributes: ['displayName', 'members'],
        membersRemoved: { names: ['Anna'], count: 1 },
      },
    ],
    [
      'Okta removed Anna from group Sales',
      {
        ...group,
        caller: okta,
        operation: 'replace',
        changedAttributes: ['members'],
        membersRemoved: { names: ['Anna'], count: 1 },
      },
    ],
    [
      'A provisioning client sent GET /Nothing',
      { caller: stranger, method: 'GET', path: '/Nothing', operation: 'unknown', resourceType: null },
    ],
    ['A provisioning client sent 3 operations in bulk', { caller: stranger, operation: 'bulk', resultCount: 3 }],
    ['Entra ID created a\ufffdb', { resourceName: 'a\nb' }],
    [
      'Entra ID sent anna@contoso.example again: nothing changed, for displayName is not stored here',
      { operation: 'update', notes: [ignored('displayName')] },
    ],
    [
      'Entra ID sent anna@contoso.example again: nothing changed, for displayName and locale are not stored here',
      { operation: 'update', notes: [ignored('displayName'), ignored('locale')] },
    ],
    ['Entra ID sent anna@contoso.example again: nothing changed', { operation: 'replace', notes: [ignored('displayName')] }],
    ['Entra ID created Device kiosk-1', { resourceType: 'Device', resourceName: 'kiosk-1' }],
    ['Entra ID read user 2819c223', { operation: 'read', resourceName: null }],
  ])('%s', (sentence, rest) => {
    expect(tell(rest)).toBe(sentence);
  });
});

describe('the sentence of a refused exchange', () => {
  test.each<[string, Partial<ExchangeFacts>]>([
    [
      'Refused: `title` is not in the mapping list (creating anna@contoso.example)',
      { error: unlistedError('title', 'tolerant') },
    ],
    [
      'Refused: no token (creating a user)',
      { error: new ScimError(401, 'x', { reason: 'token-missing' }), resourceName: null, resourceId: null },
    ],
    [
      'Refused: no token',
      { error: new ScimError(401, 'x', { reason: 'token-missing' }), operation: 'unknown', method: '?', path: '?' },
    ],
    [
      'Refused: the user name is taken (creating anna@contoso.example)',
      { error: new ScimError(409, 'x', { scimType: 'uniqueness', attribute: 'userName' }) },
    ],
    [
      'Refused: there is nothing at this address (GET /Nothing)',
      { error: new ScimError(404, 'x'), operation: 'unknown', method: 'GET', path: '/Nothing', resourceType: null },
    ],
    [
      'Refused: nothing here has this id (reading user 42)',
      { error: new ScimError(404, 'x'), operation: 'read', resourceName: null, resourceId: '42' },
    ],
    [
      'Refused: "active" must be a boolean (changing anna@contoso.example)',
      { error: badRequest('invalidValue', '"active" must be a boolean.', { attribute: 'active' }), operation: 'update' },
    ],
    [
      'Refused: `userName` is missing (creating a user)',
      {
        error: badRequest('invalidValue', 'userName is required', { attribute: 'userName' }),
        resourceName: null,
        resourceId: null,
      },
    ],
    ['Refused: this feature is switched off (sending in bulk)', { error: new ScimError(501, 'Bulk is off.'), operation: 'bulk' }],
    ['Failed: the service itself failed (creating anna@contoso.example)', { error: new ScimError(500, 'x') }],
    [
      'Refused: this method is not possible at this address (PUT /Users)',
      {
        error: new ScimError(405, 'x'),
        operation: 'search',
        method: 'PUT',
        path: '/Users',
        resourceName: null,
        resourceId: null,
      },
    ],
    [
      'Refused: Operations[0].op must be "add", "replace" or "remove" (changing anna@contoso.example)',
      { error: badRequest('invalidSyntax', 'Operations[0].op must be "add", "replace" or "remove".'), operation: 'update' },
    ],
  ])('%s', (sentence, rest) => {
    expect(tell({ status: rest.error?.status ?? 400, ...rest })).toBe(sentence);
  });

  test('names the drill instead of a refusal, and what a drill did to an exchange that was done', () => {
    const error = new ScimError(503, 'The drill “Outage” answered 503.', { reason: 'drill' });
    expect(tell({ status: 503, error })).toBe('The drill “Outage” answered 503 (creating anna@contoso.example)');
    const note = { code: 'drill', severity: 'warning', ruleId: null, attribute: null } as const;
    const notes = [{ ...note, what: 'The drill “Slow target” held the answer back for 5 s.' }];
    expect(tell({ notes })).toBe('Entra ID created anna@contoso.example (the drill “Slow target” held the answer back for 5 s)');
  });

  test('is of bounded length, whatever was sent', () => {
    const long = 'x'.repeat(100_000);
    for (const operation of ['search', 'unknown', 'create', 'update'] as const) {
      expect(tell({ operation, path: long, filter: long, resourceName: long, changedAttributes: [long] }).length).toBeLessThan(
        400,
      );
    }
  });
});
