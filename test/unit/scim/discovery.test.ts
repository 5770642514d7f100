import {
  findResourceType,
  findSchema,
  refuseDiscoveryFilter,
  resourceTypeBodies,
  schemaBodies,
  schemaBody,
  serviceProviderConfig,
} from '#main/scim/discovery.ts';
import { URN } from '#shared/scim/urns.ts';
import type { AttributeDefinition } from '#shared/scim/wire.ts';
import { describe, expect, it } from 'vitest';
import { core, device, devices, deviceUrn, meisterplan, refusal } from './models.ts';

const base = 'https://tunnel.example/scim/v2';

describe('RFC 7644 §4: discovery', () => {
  it('RFC 7643 §5: the configuration tells every feature and how to authenticate', () => {
    const config = serviceProviderConfig(meisterplan, base);
    expect(config).toMatchObject({
      schemas: [URN.serviceProviderConfig],
      patch: { supported: true },
      bulk: { supported: true, maxOperations: 1000, maxPayloadSize: 4_194_304 },
      filter: { supported: true, maxResults: 1000 },
      changePassword: { supported: false },
      sort: { supported: true },
      etag: { supported: true },
      meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
    });
    expect(config.authenticationSchemes).toEqual([expect.objectContaining({ type: 'oauthbearertoken', primary: true })]);
  });

  it('RFC 9865 §4: the configuration tells how pages are made', () => {
    expect(serviceProviderConfig(core, base).pagination).toEqual({
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: 100,
      maxPageSize: 1000,
    });
  });

  it('a feature that a profile switches off is told so', () => {
    const off = { ...core, features: { ...core.features, patch: false, bulk: { ...core.features.bulk, supported: false } } };
    expect(serviceProviderConfig(off, base)).toMatchObject({ patch: { supported: false }, bulk: { supported: false } });
  });

  it('RFC 7643 §6: resource types name endpoint, schema and extensions', () => {
    expect(resourceTypeBodies(meisterplan, base)).toEqual([
      {
        schemas: [URN.resourceType],
        id: 'User',
        name: 'User',
        description: 'User account',
        endpoint: '/Users',
        schema: URN.user,
        schemaExtensions: [{ schema: URN.meisterplanUser, required: false }],
        meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/User` },
      },
      expect.objectContaining({ id: 'Group', endpoint: '/Groups', schema: URN.group, schemaExtensions: [] }),
    ]);
  });

  it('RFC 7643 §7: schemas spell every characteristic out, also those that the profile left to its default', () => {
    const schema = devices.schemas.find(({ id }) => id === deviceUrn);
    const body = JSON.parse(JSON.stringify(schema === undefined ? null : schemaBody(schema, base))) as {
      attributes: AttributeDefinition[];
    };
    expect(body).toMatchObject({ schemas: [URN.schema], id: deviceUrn, meta: { location: `${base}/Schemas/${deviceUrn}` } });
    expect(body.attributes.find(({ name }) => name === 'label')).toEqual({
      name: 'label',
      type: 'string',
      multiValued: false,
      description: '',
      required: false,
      caseExact: false,
      mutability: 'readWrite',
      returned: 'default',
      uniqueness: 'none',
    });
  });

  it('RFC 7643 §3.1: schemas do not list the attributes that every resource has', () => {
    const names = schemaBodies(core, base).flatMap(({ attributes }) => attributes.map(({ name }) => name));
    expect(names).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(id|meta|schemas|externalId)$/)]));
  });

  it('one resource type or schema is found by its id in any case', () => {
    expect(findResourceType(devices, 'device')).toBe(device.type);
    expect(findResourceType(devices, 'User')).toBeUndefined();
    expect(findSchema(devices, deviceUrn.toUpperCase())?.id).toBe(deviceUrn);
    expect(findSchema(devices, URN.user)).toBeUndefined();
  });

  it('RFC 7644 §4: a filter is refused with 403, an empty one too; nothing else is', () => {
    expect(refusal(() => refuseDiscoveryFilter({ filter: 'id pr' }))).toMatchObject({ status: 403 });
    expect(refusal(() => refuseDiscoveryFilter({ filter: '' }))).toMatchObject({ status: 403 });
    expect(() => refuseDiscoveryFilter({})).not.toThrow();
  });
});
