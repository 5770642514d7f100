import { ProfileError, parseProfile } from '#main/profile/parse.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceType, problems, profile, schema, withAttributes } from './broken-profiles.ts';

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
