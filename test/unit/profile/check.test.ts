import type { JsonObject } from '#shared/scim/wire.ts';
import { describe, expect, it } from 'vitest';
import { deviceType, extensionUrn, problems, profile, schema, urn, withAttributes } from './broken-profiles.ts';

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
