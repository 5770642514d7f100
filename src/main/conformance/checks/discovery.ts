import { URN } from '#shared/scim/urns.ts';
import { isRecord } from '../../replay/recorded.ts';
import { type Check, NotOffered } from '../check.ts';
import { at, expect, expectError, expectStatus, header, listAt, textAt } from '../client.ts';

const SUPPORTED = ['patch', 'bulk', 'filter', 'changePassword', 'sort', 'etag'];
const base = { group: 'discovery', binding: 'must' } as const;

/** RFC 7644 §4: does the endpoint tell the truth about itself? */
export const discoveryChecks: readonly Check[] = [
  {
    ...base,
    id: 'discovery.config',
    title: 'ServiceProviderConfig says what is supported',
    source: 'RFC 7643 §5',
    fix: 'Answer GET /ServiceProviderConfig with every feature and whether it is supported, and with authenticationSchemes.',
    run: async ({ client }) => {
      const reply = await client.get('/ServiceProviderConfig');
      expectStatus(reply, 200, 'GET /ServiceProviderConfig');
      expect(
        listAt(reply.json, 'schemas').includes(URN.serviceProviderConfig),
        `schemas should name ${URN.serviceProviderConfig}.`,
      );
      for (const name of SUPPORTED) {
        expect(typeof at(reply.json, `${name}.supported`) === 'boolean', `${name}.supported should be true or false.`);
      }
      expect(Array.isArray(at(reply.json, 'authenticationSchemes')), 'authenticationSchemes should be a list.');
    },
  },
  {
    ...base,
    id: 'discovery.limits',
    title: 'ServiceProviderConfig gives the limits of filters and bulk requests',
    source: 'RFC 7643 §5',
    fix: 'Give bulk.maxOperations, bulk.maxPayloadSize and filter.maxResults as whole numbers.',
    run: async (bench) => {
      const { config } = await bench.offer();
      for (const path of ['bulk.maxOperations', 'bulk.maxPayloadSize', 'filter.maxResults']) {
        expect(Number.isInteger(at(config, path)), `${path} should be a whole number.`);
      }
    },
  },
  {
    ...base,
    id: 'discovery.schemas',
    title: 'Schemas lists every schema with its attributes',
    source: 'RFC 7643 §7, RFC 7644 §4',
    fix: 'Answer GET /Schemas with a ListResponse; each schema needs id, name and attributes, each attribute name and type.',
    run: async ({ client }) => {
      const reply = await client.get('/Schemas');
      expectStatus(reply, 200, 'GET /Schemas');
      expect(listAt(reply.json, 'schemas').includes(URN.listResponse), `schemas should name ${URN.listResponse}.`);
      const schemas = listAt(reply.json, 'Resources');
      expect(
        schemas.some((one) => textAt(one, 'id') === URN.user),
        `There should be the schema ${URN.user}.`,
      );
      for (const schema of schemas) {
        const id = textAt(schema, 'id');
        expect(
          id !== '' && listAt(schema, 'attributes').length > 0,
          `The schema ${id || '(without an id)'} should list attributes.`,
        );
        for (const attribute of listAt(schema, 'attributes')) {
          const named = textAt(attribute, 'name') !== '' && textAt(attribute, 'type') !== '';
          expect(named, `An attribute of ${id} lacks its name or type.`);
        }
      }
    },
  },
  {
    ...base,
    id: 'discovery.schema-by-id',
    title: 'Each listed schema can be read by its URN',
    source: 'RFC 7644 §4',
    fix: 'Answer GET /Schemas/{URN} with that schema.',
    run: async (bench) => {
      const { schemas } = await bench.offer();
      for (const schema of schemas) {
        const id = textAt(schema, 'id');
        const reply = await bench.client.get(`/Schemas/${encodeURI(id)}`);
        expectStatus(reply, 200, `GET /Schemas/${id}`);
        expect(textAt(reply.json, 'id') === id, `GET /Schemas/${id} answered with another schema.`);
      }
    },
  },
  {
    ...base,
    id: 'discovery.resource-types',
    title: 'ResourceTypes names schemas that are there',
    source: 'RFC 7643 §6, RFC 7644 §4',
    fix: 'Answer GET /ResourceTypes with name, endpoint and schema of each type; list each of those schemas in /Schemas.',
    run: async (bench) => {
      const reply = await bench.client.get('/ResourceTypes');
      expectStatus(reply, 200, 'GET /ResourceTypes');
      const types = listAt(reply.json, 'Resources');
      expect(
        types.some((one) => textAt(one, 'name') === 'User'),
        'There should be a resource type User.',
      );
      const known = new Set((await bench.offer()).schemas.map((one) => textAt(one, 'id')));
      for (const type of types) {
        expect(textAt(type, 'endpoint') !== '', `The resource type ${textAt(type, 'name')} lacks its endpoint.`);
        const named = [textAt(type, 'schema'), ...listAt(type, 'schemaExtensions').map((one) => textAt(one, 'schema'))];
        for (const id of named) expect(known.has(id), `ResourceTypes names the schema ${id}, which Schemas does not list.`);
      }
    },
  },
  {
    ...base,
    id: 'discovery.endpoints',
    title: 'The endpoint of each resource type answers',
    source: 'RFC 7643 §6',
    fix: 'Serve every endpoint that ResourceTypes names, or leave the type out.',
    run: async (bench) => {
      const { resourceTypes } = await bench.offer();
      for (const type of resourceTypes) {
        const path = textAt(type, 'endpoint').replace(/^https?:\/\/[^/]+/, '');
        const reply = await bench.client.get(`${path}?count=1`);
        expectStatus(reply, 200, `GET ${path}?count=1`);
        expect(listAt(reply.json, 'schemas').includes(URN.listResponse), `GET ${path} should be answered with a ListResponse.`);
      }
    },
  },
  {
    ...base,
    id: 'discovery.no-filter',
    title: 'A filter on discovery is refused',
    source: 'RFC 7644 §4',
    fix: 'Refuse a filter on ServiceProviderConfig, Schemas and ResourceTypes with 403.',
    run: async ({ client }) => {
      expectError(await client.get('/Schemas?filter=id%20pr'), 403, 'A filter on /Schemas');
    },
  },
  {
    ...base,
    id: 'discovery.attributes',
    title: 'A user has no attribute that Schemas does not list',
    source: 'RFC 7643 §7',
    fix: 'List every attribute that the endpoint returns in /Schemas, or do not return it.',
    run: async (bench) => {
      const { schemas } = await bench.offer();
      const listed = new Set(['schemas', 'id', 'externalid', 'meta']);
      for (const schema of schemas) {
        listed.add(textAt(schema, 'id').toLowerCase());
        if (textAt(schema, 'id') !== URN.user) continue;
        for (const attribute of listAt(schema, 'attributes')) listed.add(textAt(attribute, 'name').toLowerCase());
      }
      const user = await bench.read((await bench.user()).path);
      const names = isRecord(user) ? Object.keys(user) : [];
      const unlisted = names.filter((name) => !listed.has(name.toLowerCase()));
      expect(unlisted.length === 0, `The user came back with ${unlisted.join(', ')}, which Schemas does not list.`);
    },
  },
  {
    ...base,
    id: 'discovery.switched-off',
    title: 'What is said to be unsupported is refused',
    source: 'RFC 7644 §3.12 (501)',
    fix: 'Answer 501 for what is not supported, or say in ServiceProviderConfig that it is.',
    run: async (bench) => {
      const { features } = await bench.offer();
      if (features.patch && features.bulk)
        throw new NotOffered('PATCH and bulk requests are both supported, so nothing is switched off.');
      if (!features.bulk) {
        const reply = await bench.client.post('/Bulk', { schemas: [URN.bulkRequest], Operations: [] });
        expectStatus(reply, [501, 404, 405], 'A bulk request');
      }
      if (!features.patch) {
        const { path } = await bench.user();
        expectStatus(await bench.client.patch(path, [{ op: 'replace', path: 'active', value: false }]), [501, 405], 'A PATCH');
      }
    },
  },
  {
    ...base,
    id: 'discovery.media-type',
    title: 'Answers are application/scim+json',
    source: 'RFC 7644 §3.1',
    fix: 'Send Content-Type: application/scim+json with every body.',
    run: async (bench) => {
      const { usersPath } = await bench.offer();
      for (const path of ['/ServiceProviderConfig', `${usersPath}?count=1`, `${usersPath}/none-of-this-id`]) {
        const type = header(await bench.client.get(path), 'content-type') ?? 'none';
        expect(/^application\/scim\+json\s*(;|$)/i.test(type), `GET ${path} came with the content type ${type}.`);
      }
    },
  },
];
