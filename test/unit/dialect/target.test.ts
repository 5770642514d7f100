import { describe, expect, test } from 'vitest';
import { readTarget } from '#main/dialect/target.ts';

const read = (url: string) => readTarget(url, '/scim/v2');

describe('readTarget', () => {
  test.each([
    ['/scim/v2', '', ''],
    ['/scim/v2/', '', ''],
    ['/scim/v2/Users', '/Users', ''],
    ['/scim/v2//Users/', '/Users', ''],
    ['/scim/v2/Users/a%20b?attributes=id', '/Users/a b', 'attributes=id'],
    ['/scim/v2/Users?aadOptscim062020&filter=id+eq+%221%22', '/Users', 'aadOptscim062020&filter=id+eq+%221%22'],
    ['/scim/v2?aadOptscim062020', '', 'aadOptscim062020'],
  ])('%s goes to %s', (url, path, query) => {
    expect(read(url)).toMatchObject({ path, query, forgiven: [] });
  });

  test.each([
    ['/scim/v2/?aadOptscim062020/Users', '/Users', 'aadOptscim062020'],
    ['/scim/v2?aadOptscim062020/Users/7', '/Users/7', 'aadOptscim062020'],
    [
      '/scim/v2/?aadOptscim062020=true/Users?filter=userName+eq+%22a%22',
      '/Users',
      'aadOptscim062020=true&filter=userName+eq+%22a%22',
    ],
    ['/scim/v2/?aadOptscim062020/Groups&excludedAttributes=members', '/Groups', 'aadOptscim062020&excludedAttributes=members'],
    ['/scim/v2/?AzureAdScimPatch2017/Users', '/Users', 'AzureAdScimPatch2017'],
  ])('a path glued behind the flag of the tenant URL is found: %s', (url, path, query) => {
    expect(read(url)).toMatchObject({ path, query, forgiven: [{ code: 'path-behind-query' }] });
  });

  test('an encoded slash stays inside its segment', () => {
    expect(read('/scim/v2/Users/a%2Fb')?.segments).toEqual(['Users', 'a/b']);
  });

  test('bad percent-encoding is kept as sent', () => {
    expect(read('/scim/v2/Users/%E0%A4%A')?.path).toBe('/Users/%E0%A4%A');
  });

  test('a bare question mark is seen', () => {
    expect(read('/scim/v2/Users/7?')).toMatchObject({ path: '/Users/7', query: '', bareQuery: true });
    expect(read('/scim/v2/Users/7')?.bareQuery).toBe(false);
  });

  test.each(['/', '/scim', '/scim/v21/Users', '/other/scim/v2/Users', '*'])('%s is not below the base', (url) => {
    expect(read(url)).toBeNull();
  });
});
