import { describe, expect, test } from 'vitest';
import { SEARCH_REQUEST, bodyOf, expectError, listed, search } from '../../support/scim-answers.ts';
import { withHost } from '../../support/with-host.ts';
import { NAMES, OWN, withListedUsers } from './listed-users.ts';

const running = withHost();
withListedUsers(running);

describe('RFC 7644 §3.4.3: searching with POST', () => {
  const searchIn = (endpoint: string, request: object) =>
    running.client.post(`${endpoint}/.search`, { schemas: [SEARCH_REQUEST], ...request });

  test('at a resource type it answers as the GET does', async () => {
    const request = {
      filter: OWN,
      sortBy: 'userName',
      sortOrder: 'descending',
      startIndex: 3,
      count: 4,
      attributes: ['userName'],
    };
    const posted = bodyOf(await searchIn('/Users', request));
    const got = bodyOf(
      await running.client.get(
        `/Users${search(OWN, '&sortBy=userName&sortOrder=descending&startIndex=3&count=4&attributes=userName')}`,
      ),
    );
    expect(posted).toEqual(got);
    const excluded = bodyOf(await searchIn('/Users', { filter: OWN, count: 1, excludedAttributes: ['emails', 'name'] }));
    expect(excluded.Resources?.[0]).not.toHaveProperty('emails');
  });

  test('RFC 9865 §3: with a cursor', async () => {
    const first = bodyOf(await searchIn('/Users', { filter: OWN, cursor: '', count: 24 }));
    const second = bodyOf(await searchIn('/Users', { filter: OWN, cursor: first['nextCursor'], count: 24 }));
    expect((second.Resources ?? []).map((one) => one['userName'])).toEqual(['list-24']);
  });

  test('at the root it covers every resource type', async () => {
    const body = bodyOf(
      await searchIn('', { filter: 'meta.resourceType eq "Group" or meta.resourceType eq "User"', count: 1000 }),
    );
    const types = new Set((body.Resources ?? []).map((one) => (one['meta'] as { resourceType: string }).resourceType));
    expect(types).toEqual(new Set(['User', 'Group']));
    expect(body['totalResults']).toBe((body.Resources ?? []).length);
    expect(bodyOf(await running.client.get('?count=0'))['totalResults']).toBe(body['totalResults']);
  });

  test('RFC 7644 §3.4.2.1: at the root an attribute that a type does not have counts as having no value there', async () => {
    const either = await searchIn('', { filter: 'userName eq "list-03" or displayName eq "list-group-a"' });
    expect(bodyOf(either)['totalResults']).toBe(2);
    const neither = await searchIn('', { filter: 'displayName sw "list-group" and not (userName pr)' });
    expect(listed(neither, 'displayName')).toEqual(['list-group-b', 'list-group-a']);
    expectError(await searchIn('', { filter: 'shoeSize eq "42"' }), 400, 'invalidFilter');
  });

  test('RFC 7644 §3.4.2.3: at the root the order goes across the types; who lacks the attribute comes last', async () => {
    const byName = await searchIn('', {
      filter: 'userName sw "list-0" or displayName sw "list-"',
      sortBy: 'userName',
      count: 100,
    });
    const users = NAMES.filter((name) => name.startsWith('list-0'));
    expect(listed(byName, 'userName')).toEqual([...users, undefined, undefined]);
    const byDisplay = await searchIn('', {
      filter: 'userName sw "list-0" or displayName sw "list-"',
      sortBy: 'displayName',
      count: 3,
    });
    expect(listed(byDisplay, 'displayName')).toEqual(['list-group-a', 'list-group-b', undefined]);
  });

  test('at the root, pages follow each other across the types, by index and by cursor', async () => {
    const filter = 'userName sw "list-1" or displayName sw "list-"';
    const whole = bodyOf(await searchIn('', { filter, count: 100 }));
    const all = (whole.Resources ?? []).map((one) => one.id);
    expect(all).toHaveLength(12);
    const byIndex: unknown[] = [];
    for (const startIndex of [1, 6, 11]) byIndex.push(...listed(await searchIn('', { filter, startIndex, count: 5 }), 'id'));
    expect(byIndex).toEqual(all);
    const byCursor: unknown[] = [];
    let cursor: unknown = '';
    while (typeof cursor === 'string') {
      const body = bodyOf(await searchIn('', { filter, cursor, count: 5 }));
      byCursor.push(...(body.Resources ?? []).map((one) => one.id));
      cursor = body['nextCursor'];
    }
    expect(byCursor).toEqual(all);
  });

  test('a body that is no search request is refused', async () => {
    expectError(await running.client.post('/Users/.search', { filter: OWN }), 400, 'invalidSyntax');
    expectError(await searchIn('/Users', { count: 'many' }), 400, 'invalidValue');
    expectError(await searchIn('/Users', { filter: '(((' }), 400, 'invalidFilter');
    expectError(await searchIn('/Nothing', {}), 404);
  });
});
