import { describe, expect, test } from 'vitest';
import { BULK_REQUEST, GROUP, SEARCH_REQUEST, USER, bodyOf, created, expectError } from '../../support/scim-answers.ts';
import { withHost } from '../../support/with-host.ts';
import { profileFile, removeProfiles } from './profiles.ts';

removeProfiles();
const plain = {
  id: 'plain',
  name: 'As little as possible',
  features: {
    patch: false,
    bulk: { supported: false },
    filter: { supported: false, maxResults: 3 },
    sort: false,
    etag: false,
    me: false,
    pagination: { cursor: false, defaultPageSize: 2 },
  },
  rules: { 'required-mappings': 'off', 'user-name-case': 'as-sent' },
  schemas: [{ id: USER, name: 'User', attributes: [{ name: 'userName', required: true, uniqueness: 'server' }] }],
  resourceTypes: [{ id: 'User', name: 'User', endpoint: '/Users', schema: USER }],
};

describe('RFC 7644 §3.12: what a profile switches off is answered with 501', () => {
  const running = withHost(['--profile', profileFile('plain', plain)]);
  const make = (userName: string) => created(running.client, '/Users', { schemas: [USER], userName });

  test('and the configuration says so', async () => {
    const config = bodyOf(await running.client.get('/ServiceProviderConfig'));
    for (const feature of ['patch', 'bulk', 'filter', 'sort', 'etag', 'changePassword']) {
      expect(config[feature], feature).toMatchObject({ supported: false });
    }
    expect(config['pagination']).toMatchObject({ cursor: false, index: true });
  });

  test('PATCH, /Bulk, /Me, filter, sortBy and cursor', async () => {
    const { id } = await make('off-1');
    expectError(await running.client.patch(`/Users/${id}`, [{ op: 'replace', path: 'userName', value: 'x' }]), 501);
    expectError(await running.client.post('/Bulk', { schemas: [BULK_REQUEST], Operations: [] }), 501);
    expectError(await running.client.get('/Me'), 501);
    expectError(await running.client.get('/Users?filter=userName%20pr'), 501);
    expectError(await running.client.get('/Users?sortBy=userName'), 501);
    expectError(await running.client.get('/Users?cursor'), 501);
    expectError(await running.client.post('/Users/.search', { schemas: [SEARCH_REQUEST], filter: 'userName pr' }), 501);
    expectError(await running.client.post('/.search', { schemas: [SEARCH_REQUEST], filter: 'userName pr' }), 501);
  });

  test('without versions there is no ETag, no meta.version, and conditions are not looked at', async () => {
    const made = await make('off-2');
    expect(made['meta']).not.toHaveProperty('version');
    const read = await running.client.get(`/Users/${made.id}`, { headers: { 'if-none-match': '*' } });
    expect(read.status).toBe(200);
    expect(read.headers.get('etag')).toBeNull();
    const put = await running.client.put(
      `/Users/${made.id}`,
      { schemas: [USER], userName: 'off-2b' },
      { headers: { 'if-match': 'W/"77"' } },
    );
    expect(bodyOf(put)['meta']).not.toHaveProperty('version');
    expect(put.headers.get('etag')).toBeNull();
    expect(bodyOf(await running.client.get('/Users')).Resources?.[0]?.['meta']).not.toHaveProperty('version');
  });

  test('the page sizes of the profile hold', async () => {
    for (const name of ['a', 'b', 'c', 'd']) await make(`page-${name}`);
    expect(bodyOf(await running.client.get('/Users'))['itemsPerPage']).toBe(2);
    expect(bodyOf(await running.client.get('/Users?count=100'))['itemsPerPage']).toBe(3);
  });
});

describe('a profile with other endpoints, smaller limits and cursors by default', () => {
  const people = {
    id: 'people',
    name: 'People and teams',
    features: {
      bulk: { maxOperations: 2, maxPayloadSize: 2048 },
      pagination: { defaultPaginationMethod: 'cursor', defaultPageSize: 2 },
    },
    rules: { 'required-mappings': 'off', 'user-name-case': 'as-sent', 'unlisted-attributes': 'lenient' },
    schemas: [
      {
        id: USER,
        name: 'User',
        attributes: [
          { name: 'userName', required: true, uniqueness: 'server' },
          {
            name: 'groups',
            type: 'complex',
            multiValued: true,
            mutability: 'readOnly',
            subAttributes: [
              { name: 'value' },
              { name: '$ref', type: 'reference', referenceTypes: ['Group'] },
              { name: 'display' },
            ],
          },
        ],
      },
      {
        id: GROUP,
        name: 'Group',
        attributes: [
          { name: 'displayName', required: true },
          {
            name: 'members',
            type: 'complex',
            multiValued: true,
            subAttributes: [
              { name: 'value' },
              { name: '$ref', type: 'reference', referenceTypes: ['User', 'Group'] },
              { name: 'type' },
            ],
          },
        ],
      },
    ],
    resourceTypes: [
      { id: 'User', name: 'User', endpoint: '/People', schema: USER },
      { id: 'Group', name: 'Group', endpoint: '/Teams', schema: GROUP },
    ],
  };
  const running = withHost(['--profile', profileFile('people', people)]);

  test('RFC 7643 §4.1.2, §4.2: $ref of members and groups is the address of the resource', async () => {
    const ann = await created(running.client, '/People', { schemas: [USER], userName: 'ann' });
    const team = await created(running.client, '/Teams', { schemas: [GROUP], displayName: 'Team', members: [{ value: ann.id }] });
    expect(team['members']).toMatchObject([{ value: ann.id, $ref: `${running.host.scim}/People/${ann.id}` }]);
    const read = bodyOf(await running.client.get(`/People/${ann.id}`));
    expect(read['groups']).toMatchObject([{ value: team.id, $ref: `${running.host.scim}/Teams/${team.id}` }]);
    const shown = await running.console.directory.get({ id: ann.id });
    expect(shown.resource['meta']).toMatchObject({ location: `${running.host.scim}/People/${ann.id}` });
  });

  test('sub-attributes that the profile does not declare are not returned', async () => {
    const bob = await created(running.client, '/People', { schemas: [USER], userName: 'bob' });
    const team = await created(running.client, '/Teams', { schemas: [GROUP], displayName: 'Bobs', members: [{ value: bob.id }] });
    expect(Object.keys((team['members'] as object[])[0] ?? {}).toSorted()).toEqual(['$ref', 'type', 'value']);
    const read = bodyOf(await running.client.get(`/People/${bob.id}`));
    expect(Object.keys((read['groups'] as object[])[0] ?? {}).toSorted()).toEqual(['$ref', 'display', 'value']);
  });

  test('RFC 9865 §4: a request that names no way of paging gets the default one, at the root too', async () => {
    await created(running.client, '/People', { schemas: [USER], userName: 'eva' });
    for (const path of ['/People', '']) {
      const body = bodyOf(await running.client.get(path));
      expect(body['itemsPerPage'], path).toBe(2);
      expect(body['nextCursor'], path).toEqual(expect.any(String));
      expect(body).not.toHaveProperty('startIndex');
      const next = bodyOf(await running.client.get(`${path}?cursor=${encodeURIComponent(String(body['nextCursor']))}`));
      expect(next.Resources?.[0]?.id).not.toBe(body.Resources?.[0]?.id);
      expect(bodyOf(await running.client.get(`${path}?startIndex=1`))).toHaveProperty('startIndex', 1);
    }
  });

  test('RFC 7644 §3.7.4: the bulk limits of the profile hold', async () => {
    const operation = (index: number, more = '') => ({
      method: 'POST',
      path: '/People',
      bulkId: `b${index}`,
      data: { schemas: [USER], userName: `bulk-${index}${more}` },
    });
    const send = (operations: object[]) => running.client.post('/Bulk', { schemas: [BULK_REQUEST], Operations: operations });
    expectError(await send([operation(1), operation(2), operation(3)]), 413);
    expectError(await send([operation(1, 'x'.repeat(2048))]), 413);
    expect((await send([operation(1), operation(2)])).status).toBe(200);
  });
});
