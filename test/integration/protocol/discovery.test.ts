import { describe, expect, test } from 'vitest';
import { ENTERPRISE, GROUP, LIST_RESPONSE, USER, bodyOf, expectError } from '../../support/scim-answers.ts';
import { withHost } from '../../support/with-host.ts';

const running = withHost();

describe('RFC 7643 §5, RFC 7644 §4: what the service provider tells of itself', () => {
  test('RFC 7643 §5: every feature has "supported", and bulk and filter have their limits', async () => {
    const config = bodyOf(await running.client.get('/ServiceProviderConfig'));
    expect(config['schemas']).toEqual(['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig']);
    expect(config['patch']).toEqual({ supported: true });
    expect(config['bulk']).toEqual({ supported: true, maxOperations: 1000, maxPayloadSize: 4 * 1024 * 1024 });
    expect(config['filter']).toEqual({ supported: true, maxResults: 1000 });
    expect(config['changePassword']).toEqual({ supported: true });
    expect(config['sort']).toEqual({ supported: true });
    expect(config['etag']).toEqual({ supported: true });
    const schemes = config['authenticationSchemes'] as Record<string, unknown>[];
    expect(schemes).toHaveLength(1);
    expect(schemes[0]).toMatchObject({ type: 'oauthbearertoken', name: expect.any(String), description: expect.any(String) });
    expect(config['meta']).toEqual({
      resourceType: 'ServiceProviderConfig',
      location: `${running.host.scim}/ServiceProviderConfig`,
    });
  });

  test('RFC 9865 §4: the configuration says which ways of paging there are', async () => {
    const config = bodyOf(await running.client.get('/ServiceProviderConfig'));
    expect(config['pagination']).toMatchObject({
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      maxPageSize: 1000,
    });
  });

  test('RFC 7643 §6: resource types name endpoint, schema and extensions', async () => {
    const list = bodyOf(await running.client.get('/ResourceTypes'));
    expect(list['schemas']).toEqual([LIST_RESPONSE]);
    expect(list['totalResults']).toBe(2);
    expect(list.Resources?.[0]).toMatchObject({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
      id: 'User',
      name: 'User',
      endpoint: '/Users',
      schema: USER,
      schemaExtensions: [{ schema: ENTERPRISE, required: false }],
      meta: { resourceType: 'ResourceType', location: `${running.host.scim}/ResourceTypes/User` },
    });
    const one = bodyOf(await running.client.get('/ResourceTypes/Group'));
    expect(one).toEqual(list.Resources?.[1]);
  });

  test('RFC 7643 §7: each schema is listed with every characteristic of its attributes, and is found by its URN', async () => {
    const list = bodyOf(await running.client.get('/Schemas'));
    expect(list.Resources?.map((schema) => schema.id)).toEqual([USER, ENTERPRISE, GROUP]);
    for (const urn of [USER, ENTERPRISE, GROUP]) {
      const schema = bodyOf(await running.client.get(`/Schemas/${urn}`));
      expect(schema.id).toBe(urn);
      expect(schema['meta']).toMatchObject({ resourceType: 'Schema', location: `${running.host.scim}/Schemas/${urn}` });
      for (const attribute of schema['attributes'] as Record<string, unknown>[]) {
        expect(attribute).toMatchObject({
          name: expect.any(String),
          type: expect.any(String),
          multiValued: expect.any(Boolean),
          required: expect.any(Boolean),
          mutability: expect.any(String),
          returned: expect.any(String),
        });
      }
    }
  });

  test('RFC 7644 §4: a filter on discovery is refused with 403', async () => {
    for (const path of ['/ServiceProviderConfig', '/ResourceTypes', '/Schemas', `/Schemas/${USER}`]) {
      expectError(await running.client.get(`${path}?filter=name%20eq%20%22User%22`), 403);
    }
  });

  test('RFC 7644 §4: sorting, paging and projection are passed over by discovery', async () => {
    const list = bodyOf(await running.client.get('/ResourceTypes?startIndex=2&count=1&sortBy=name&attributes=name'));
    expect(list.Resources).toHaveLength(2);
    expect(list.Resources?.[0]).toHaveProperty('endpoint');
  });

  test('an unknown schema or resource type is answered with 404', async () => {
    expectError(await running.client.get('/Schemas/urn:example:nothing'), 404);
    expectError(await running.client.get('/ResourceTypes/Robot'), 404);
  });

  test('discovery is read only: every other method is answered with 405 and Allow', async () => {
    for (const path of ['/ServiceProviderConfig', '/ResourceTypes', '/Schemas']) {
      const answer = await running.client.post(path, {});
      expectError(answer, 405);
      expect(answer.headers.get('allow')).toBe('GET, HEAD');
    }
  });
});
