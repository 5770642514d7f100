import { ProfileError, parseProfile } from '#main/profile/parse.ts';
import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const urn = 'urn:example:schemas:2.0:Device';
const extensionUrn = 'urn:example:schemas:2.0:Warranty';

/** A profile of one attribute, where `changes` says nothing else. */
function profile(changes: JsonObject = {}): JsonObject {
  return {
    id: 'devices',
    name: 'Devices',
    schemas: [schema([{ name: 'serial' }])],
    resourceTypes: [deviceType()],
    ...changes,
  };
}

const schema = (attributes: JsonValue, more: JsonObject = {}): JsonObject => ({ id: urn, name: 'Device', attributes, ...more });
const deviceType = (more: JsonObject = {}): JsonObject => ({
  id: 'Device',
  name: 'Device',
  endpoint: '/Devices',
  schema: urn,
  ...more,
});
const withAttributes = (...attributes: JsonObject[]): JsonObject => profile({ schemas: [schema(attributes)] });

function problems(given: JsonValue): readonly string[] {
  try {
    parseProfile(JSON.stringify(given), 'devices.json');
  } catch (error) {
    if (error instanceof ProfileError) return error.problems;
    throw error;
  }
  return [];
}

describe('profile files', () => {
  it('RFC 7643 §2.2: what is left out takes its default', () => {
    const read = parseProfile(JSON.stringify(profile()), 'devices.json');
    expect(read.schemas[0]?.attributes[0]).toEqual({
      name: 'serial',
      type: 'string',
      multiValued: false,
      description: '',
      required: false,
      caseExact: false,
      mutability: 'readWrite',
      returned: 'default',
      uniqueness: 'none',
    });
    expect(read.resourceTypes[0]?.schemaExtensions).toEqual([]);
    expect(read.rules).toEqual({});
    expect(read.features).toEqual({
      patch: true,
      bulk: { supported: true, maxOperations: 1000, maxPayloadSize: 4_194_304 },
      filter: { supported: true, maxResults: 1000 },
      changePassword: false,
      sort: true,
      etag: true,
      me: true,
      pagination: { cursor: true, defaultPaginationMethod: 'index', defaultPageSize: 100 },
    });
  });

  it('a feature is switched alone; the others keep their defaults', () => {
    const { features } = parseProfile(
      JSON.stringify(profile({ features: { bulk: { supported: false }, sort: false } })),
      'devices.json',
    );
    expect(features).toMatchObject({ patch: true, sort: false, bulk: { supported: false, maxOperations: 1000 } });
  });

  it('rules are read by id and value', () => {
    expect(parseProfile(JSON.stringify(profile({ rules: { 'token-rights': 'none' } })), 'x').rules).toEqual({
      'token-rights': 'none',
    });
  });

  it('a byte order mark in front is passed over', () => {
    expect(parseProfile(`\uFEFF${JSON.stringify(profile())}`, 'devices.json').id).toBe('devices');
  });

  it('several problems are told at once, each with its place', () => {
    const given = {
      id: 'Big Devices',
      schemas: [schema([{ name: '9', type: 'strin', multivalued: true }])],
      resourceTypes: [deviceType({ endpoint: 'Devices' })],
      features: { patch: 'yes', bulk: { maxOperations: 5000 }, filter: { maxResults: 0 }, paging: {} },
    };
    expect(problems(given)).toEqual(
      expect.arrayContaining([
        'id: must be 1 to 40 lower-case letters, digits and dashes, a letter first',
        'name: is missing',
        'features.patch: must be true or false',
        'features.bulk.maxOperations: must be at most 1000',
        'features.filter.maxResults: must be at least 1',
        'features.paging: is not a member that a profile knows here; check its spelling',
        'schemas[0].attributes[0].name: must be an attribute name (RFC 7643 §2.1)',
        'schemas[0].attributes[0].multivalued: is not a member that a profile knows here; check its spelling',
        'resourceTypes[0].endpoint: must be one path segment such as "/Users"',
      ]),
    );
    expect(problems(given)).toContainEqual(
      expect.stringMatching(/^schemas\[0\]\.attributes\[0\]\.type: must be one of "string", "boolean"/),
    );
  });

  it('the message names the file and stays readable when everything is wrong', () => {
    const attributes = Array.from({ length: 60 }, () => ({ name: '' }));
    expect(() => parseProfile(JSON.stringify(withAttributes(...attributes)), 'my devices.json')).toThrow(
      /^The profile "my devices\.json" cannot be used:\n {2}schemas\[0\]\.attributes\[0\]\.name: [^]*\n {2}and 40 more$/,
    );
  });

  it.each([
    ['', /it is not JSON/],
    ['{"id": "x",}', /it is not JSON: .*position/],
    ['[]', /the file: must be an object/],
    ['null', /the file: must be an object/],
  ])('%j is refused as what it is', (text, message) => {
    expect(() => parseProfile(text, 'x')).toThrow(message);
    expect(() => parseProfile(text, 'x')).toThrow(ProfileError);
  });

  it.each([
    [{ name: 3 }, 'name: must be a string'],
    [{ name: '' }, 'name: must not be empty'],
    [{ schemas: {} }, 'schemas: must be an array'],
    [{ schemas: [] }, 'schemas: must not be empty'],
    [{ rules: [] }, 'rules: must be an object'],
    [{ features: { filter: { maxResults: 1.5 } } }, 'features.filter.maxResults: must be a whole number'],
    [
      { resourceTypes: [deviceType({ schemaExtensions: [{ schema: 'x' }] })] },
      'resourceTypes[0].schemaExtensions[0].required: is missing',
    ],
  ])('a form like %j is refused', (changes, problem) => {
    expect(problems(profile(changes))).toEqual([problem]);
  });

  it('no JSON makes anything but a profile or a ProfileError', () => {
    const wild = fc.oneof(
      fc.jsonValue(),
      fc.jsonValue().map((value) => profile({ schemas: value })),
    );
    fc.assert(
      fc.property(wild, (value) => {
        try {
          parseProfile(JSON.stringify(value), 'wild.json');
        } catch (error) {
          expect(error).toBeInstanceOf(ProfileError);
        }
      }),
    );
  });
});

describe('what contradicts itself in a profile', () => {
  it.each<[string, JsonObject, string]>([
    ['an unknown rule', { rules: { 'no-such-rule': 'on' } }, 'rules.no-such-rule: there is no such rule'],
    ['an unknown value of a rule', { rules: { 'token-rights': 'all' } }, 'rules.token-rights: must be one of "both", "none"'],
    [
      'a page larger than the largest',
      { features: { filter: { maxResults: 50 } } },
      'features.pagination.defaultPageSize: must be at most features.filter.maxResults, which is 50',
    ],
    [
      'cursors as the default where there are none',
      { features: { pagination: { cursor: false, defaultPaginationMethod: 'cursor' } } },
      'features.pagination.defaultPaginationMethod: cannot be "cursor" while features.pagination.cursor is false',
    ],
    [
      'a schema that is not there',
      { resourceTypes: [deviceType(), deviceType({ id: 'B', name: 'B', endpoint: '/B', schema: 'urn:example:b' })] },
      'resourceTypes[1].schema: there is no schema with the id "urn:example:b"',
    ],
    [
      'an extension that is not there',
      { resourceTypes: [deviceType({ schemaExtensions: [{ schema: 'urn:example:b', required: false }] })] },
      'resourceTypes[0].schemaExtensions[0].schema: there is no schema with the id "urn:example:b"',
    ],
    [
      'a schema as its own extension',
      { resourceTypes: [deviceType({ schemaExtensions: [{ schema: urn.toUpperCase(), required: false }] })] },
      `resourceTypes[0].schemaExtensions[0].schema: "${urn.toUpperCase()}" is named twice`,
    ],
    [
      'a schema that nothing uses',
      { schemas: [schema([{ name: 'serial' }]), { id: extensionUrn, name: 'W', attributes: [{ name: 'until' }] }] },
      'schemas[1].id: no resource type uses this schema',
    ],
    [
      'one schema twice',
      { schemas: [schema([{ name: 'serial' }]), schema([{ name: 'label' }], { id: urn.toUpperCase() })] },
      `schemas[1].id: "${urn.toUpperCase()}" is taken by schemas[0]`,
    ],
    [
      'one endpoint twice, in any case',
      { resourceTypes: [deviceType(), deviceType({ id: 'B', name: 'B', endpoint: '/DEVICES' })] },
      'resourceTypes[1].endpoint: "/DEVICES" is taken by resourceTypes[0]',
    ],
    [
      'one name twice',
      { resourceTypes: [deviceType(), deviceType({ id: 'B', name: 'device', endpoint: '/B' })] },
      'resourceTypes[1].name: "device" is taken by resourceTypes[0]',
    ],
    [
      'an endpoint of SCIM itself',
      { resourceTypes: [deviceType({ endpoint: '/schemas' })] },
      'resourceTypes[0].endpoint: "/schemas" belongs to SCIM itself',
    ],
  ])('%s', (_what, changes, problem) => {
    expect(problems(profile(changes))).toEqual([problem]);
  });

  it('a schema id that is no URN', () => {
    const given = profile({
      schemas: [schema([{ name: 'serial' }], { id: 'Device' })],
      resourceTypes: [deviceType({ schema: 'Device' })],
    });
    expect(problems(given)).toEqual(['schemas[0].id: must be a URN, such as "urn:example:schemas:2.0:Device"']);
  });

  it.each(['id', 'ID', 'meta', 'schemas'])('RFC 7643 §3.1: a base schema that defines %s', (name) => {
    expect(problems(withAttributes({ name }))).toEqual([
      `resourceTypes[0].schema: "${name}" is an attribute that every resource has; the schema "${urn}" must not define it`,
    ]);
  });

  it.each<[string, JsonObject & { name: string }, string, string]>([
    [
      'RFC 7643 §2.1: names that differ only in case',
      { name: 'SERIAL' },
      'name',
      'is taken; names that differ only in case are the same name',
    ],
    [
      'RFC 7643 §2.3.8: a complex attribute without parts',
      { name: 'a', type: 'complex' },
      'subAttributes',
      'a complex attribute needs at least one',
    ],
    [
      'RFC 7643 §2.3.8: parts of an attribute that is not complex',
      { name: 'a', subAttributes: [{ name: 'b' }] },
      'subAttributes',
      'only a complex attribute has sub-attributes',
    ],
    [
      'RFC 7643 §7: canonical values of a boolean',
      { name: 'a', type: 'boolean', canonicalValues: ['x'] },
      'canonicalValues',
      'only a string or a reference has canonical values',
    ],
    [
      'RFC 7643 §7: reference types of a string',
      { name: 'a', referenceTypes: ['external'] },
      'referenceTypes',
      'only a reference has reference types',
    ],
    [
      'RFC 7643 §7: a reference to a resource type that is not there',
      { name: 'a', type: 'reference', referenceTypes: ['User', 'Device'] },
      'referenceTypes',
      '"User" is neither a resource type of this profile nor "external" or "uri"',
    ],
    ['a $ref that is no reference', { name: '$ref' }, 'type', 'must be "reference"'],
    [
      'RFC 7643 §7: required and readOnly',
      { name: 'a', required: true, mutability: 'readOnly' },
      'required',
      'nobody could send an attribute that is required and readOnly',
    ],
    [
      'RFC 7643 §7: writeOnly and returned',
      { name: 'a', mutability: 'writeOnly' },
      'returned',
      'must be "never" where mutability is "writeOnly" (RFC 7643 §7)',
    ],
    [
      'readOnly and never returned',
      { name: 'a', mutability: 'readOnly', returned: 'never' },
      'returned',
      'an attribute that is readOnly and never returned has no use',
    ],
    [
      'RFC 7643 §2.3.6: a unique binary',
      { name: 'a', type: 'binary', uniqueness: 'server' },
      'uniqueness',
      'is kept only for a single value of type string, reference, integer, decimal, dateTime',
    ],
    [
      'a unique attribute of many values',
      { name: 'a', multiValued: true, uniqueness: 'server' },
      'uniqueness',
      'is kept only for a single value of type string, reference, integer, decimal, dateTime',
    ],
  ])('%s', (_what, attribute, member, problem) => {
    expect(problems(withAttributes({ name: 'serial' }, attribute))).toEqual([
      `schemas[0].attributes[1].${member}: ${problem} ("${attribute.name}")`,
    ]);
  });

  it.each<[string, JsonObject & { name: string }, string, string]>([
    [
      'RFC 7643 §2.3.8: a complex sub-attribute',
      { name: 'b', type: 'complex', subAttributes: [{ name: 'c' }] },
      'type',
      'a sub-attribute cannot be complex (RFC 7643 §2.3.8)',
    ],
    [
      'a unique sub-attribute',
      { name: 'b', uniqueness: 'server' },
      'uniqueness',
      'is kept for whole attributes only, not for sub-attributes',
    ],
    [
      'RFC 7643 §2.4: a primary that is no boolean',
      { name: 'primary' },
      'type',
      'must be a single boolean in a multi-valued attribute (RFC 7643 §2.4)',
    ],
  ])('%s', (_what, sub, member, problem) => {
    expect(problems(withAttributes({ name: 'a', type: 'complex', multiValued: true, subAttributes: [sub] }))).toEqual([
      `schemas[0].attributes[0].subAttributes[0].${member}: ${problem} ("a.${sub.name}")`,
    ]);
  });

  it('RFC 7643 §3.1: a schema may narrow externalId, and an extension may have an id of its own', () => {
    const given = profile({
      schemas: [
        schema([{ name: 'externalId', required: true, caseExact: true }]),
        { id: extensionUrn, name: 'Warranty', attributes: [{ name: 'id' }] },
      ],
      resourceTypes: [deviceType({ schemaExtensions: [{ schema: extensionUrn, required: true }] })],
    });
    expect(problems(given)).toEqual([]);
  });
});
