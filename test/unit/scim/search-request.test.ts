import { readSearchRequest } from '#main/scim/search-request.ts';
import type { JsonValue } from '#shared/scim/wire.ts';
import { describe, expect, it } from 'vitest';
import { refusal } from './models.ts';

const schemas = ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'];

describe('RFC 7644 §3.4.3: searches by POST', () => {
  it('a search carries what a GET would carry', () => {
    const body = {
      schemas,
      attributes: ['displayName', 'userName'],
      filter: 'displayName sw "smith"',
      sortBy: 'userName',
      sortOrder: 'descending',
      startIndex: 1,
      count: 10,
    };
    expect({ ...readSearchRequest(body) }).toEqual({
      attributes: 'displayName,userName',
      filter: 'displayName sw "smith"',
      sortBy: 'userName',
      sortOrder: 'descending',
      startIndex: '1',
      count: '10',
    });
  });

  it('RFC 9865 §3: the empty cursor of the first page is kept', () => {
    expect({ ...readSearchRequest({ schemas, cursor: '', count: 10 }) }).toEqual({ cursor: '', count: '10' });
  });

  it('RFC 7643 §2.1: names count in any case, the schema too', () => {
    const body = { Schemas: ['URN:IETF:params:scim:api:messages:2.0:searchrequest'], EXCLUDEDATTRIBUTES: ['members'] };
    expect({ ...readSearchRequest(body) }).toEqual({ excludedAttributes: 'members' });
  });

  it('RFC 7643 §2.5: null and the empty array are not sent', () => {
    expect({ ...readSearchRequest({ schemas, filter: null, attributes: [] }) }).toEqual({});
  });

  it('members that a search does not know are passed over, hostile ones too', () => {
    const body = JSON.parse(
      `{"schemas":${JSON.stringify(schemas)},"__proto__":{"filter":"x"},"constructor":"x","tenant":"a"}`,
    ) as JsonValue;
    const params = readSearchRequest(body);
    expect({ ...params }).toEqual({});
    expect(params['toString']).toBeUndefined();
  });

  it.each([null, [], 'x', 3])('a body %j is refused with invalidSyntax', (body) => {
    expect(refusal(() => readSearchRequest(body))).toMatchObject({ status: 400, scimType: 'invalidSyntax' });
  });

  it.each([
    { filter: 'x' },
    { schemas: [] },
    { schemas: 'urn:ietf:params:scim:api:messages:2.0:SearchRequest' },
    { schemas: ['urn:x'] },
  ])('a body that does not say it is a search is refused: %j', (body) => {
    expect(refusal(() => readSearchRequest(body))).toMatchObject({
      status: 400,
      scimType: 'invalidSyntax',
      attribute: 'schemas',
    });
  });

  it.each([
    ['filter', 3],
    ['filter', ['a']],
    ['count', true],
    ['count', 1.5],
    ['startIndex', {}],
    ['attributes', [1]],
    ['attributes', { a: 1 }],
    ['sortBy', false],
  ])('a %s of %j is refused with invalidValue that names it', (name, value) => {
    expect(refusal(() => readSearchRequest({ schemas, [name]: value }))).toMatchObject({
      scimType: 'invalidValue',
      attribute: name,
    });
  });

  it('RFC 7643 §2.1: one name in two spellings is refused', () => {
    expect(refusal(() => readSearchRequest({ schemas, count: 1, Count: 2 }))).toMatchObject({
      scimType: 'invalidValue',
      attribute: 'count',
    });
  });
});
