import { type BulkRequest, checkBulkSize, parseBulkRequest } from '#main/scim/bulk-request.ts';
import { URN } from '#shared/scim/urns.ts';
import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { describe, expect, it } from 'vitest';
import { refusal } from './models.ts';

const limits = { maxOperations: 100, maxPayloadSize: 1024 };

const request = (operations: JsonValue, more: JsonObject = {}): BulkRequest =>
  parseBulkRequest({ schemas: [URN.bulkRequest], Operations: operations, ...more }, limits);

const post = (bulkId: string): JsonObject => ({ method: 'POST', path: '/Users', bulkId, data: {} });

describe('RFC 7644 §3.7: a bulk request is read', () => {
  it('operations keep what they need to be done', () => {
    const { operations, refused, failOnErrors } = request([
      { method: 'post', path: '/Users', bulkId: 'a', data: { userName: 'a' } },
      { method: 'PUT', path: '/Users/1', version: 'W/"1"', data: {} },
      { method: 'DELETE', path: '/Groups/bulkId:b', data: null },
    ]);
    expect(refused).toEqual([]);
    expect(failOnErrors).toBeNull();
    expect(operations).toEqual([
      {
        index: 0,
        method: 'POST',
        path: '/Users',
        endpoint: 'Users',
        id: null,
        bulkId: 'a',
        version: null,
        data: { userName: 'a' },
      },
      { index: 1, method: 'PUT', path: '/Users/1', endpoint: 'Users', id: '1', bulkId: null, version: 'W/"1"', data: {} },
      {
        index: 2,
        method: 'DELETE',
        path: '/Groups/bulkId:b',
        endpoint: 'Groups',
        id: 'bulkId:b',
        bulkId: null,
        version: null,
        data: null,
      },
    ]);
  });

  it('RFC 7643 §2.1: names count in any case', () => {
    const body = { SCHEMAS: [URN.bulkRequest], operations: [{ Method: 'DELETE', Path: '/Users/1' }], failonerrors: 2 };
    expect(parseBulkRequest(body, limits)).toMatchObject({ failOnErrors: 2, operations: [{ method: 'DELETE', id: '1' }] });
  });

  it.each([
    null,
    [],
    'x',
    {},
    { Operations: [] },
    { schemas: [URN.bulkRequest] },
    { schemas: [URN.bulkRequest], Operations: {} },
  ])('the body %j is refused with invalidSyntax', (body) => {
    expect(refusal(() => parseBulkRequest(body, limits))).toMatchObject({ status: 400, scimType: 'invalidSyntax' });
  });

  it.each([0, -1, 1.5, '1', true])('failOnErrors %j is refused with invalidValue', (failOnErrors) => {
    expect(refusal(() => request([], { failOnErrors }))).toMatchObject({ status: 400, scimType: 'invalidValue' });
  });

  it('RFC 7644 §3.7.4: more operations than advertised are refused with 413, as many are not', () => {
    const one = { method: 'DELETE', path: '/Users/1' };
    expect(request(Array.from({ length: 100 }, () => one)).operations).toHaveLength(100);
    expect(refusal(() => request(Array.from({ length: 101 }, () => one)))).toMatchObject({ status: 413 });
  });

  it('RFC 7644 §3.7.4: a body larger than advertised is refused with 413, one as large is not', () => {
    expect(() => checkBulkSize(1024, limits)).not.toThrow();
    expect(refusal(() => checkBulkSize(1025, limits))).toMatchObject({ status: 413 });
  });

  it.each([
    ['text instead of an object', 'x', null],
    ['no method', { path: '/Users/1' }, 'method'],
    ['a GET', { method: 'GET', path: '/Users/1' }, 'method'],
    ['no path', { method: 'DELETE' }, 'path'],
    ['a path without slash', { method: 'DELETE', path: 'Users/1' }, 'path'],
    ['a whole URL', { method: 'DELETE', path: 'https://x.example/Users/1' }, 'path'],
    ['a path with a query', { method: 'DELETE', path: '/Users/1?a=b' }, 'path'],
    ['a DELETE of an endpoint', { method: 'DELETE', path: '/Users' }, 'path'],
    ['a POST to a resource', { method: 'POST', path: '/Users/1', bulkId: 'x', data: {} }, 'path'],
    ['a POST without bulkId', { method: 'POST', path: '/Users', data: {} }, 'bulkId'],
    ['a PATCH without data', { method: 'PATCH', path: '/Users/1' }, 'data'],
    ['a PUT with an array as data', { method: 'PUT', path: '/Users/1', data: [] }, 'data'],
  ])('%s refuses that operation only', (_what, operation, attribute) => {
    const { operations, refused } = request([operation, { method: 'DELETE', path: '/Users/2' }]);
    expect(operations).toHaveLength(1);
    expect(refused).toMatchObject([{ index: 0, error: { status: 400, attribute: attribute ?? undefined } }]);
  });

  it('a bulkId that an earlier operation bears refuses the later one', () => {
    const { operations, refused } = request([post('a'), post('a')]);
    expect(operations).toMatchObject([{ index: 0 }]);
    expect(refused).toMatchObject([{ index: 1, bulkId: 'a', error: { scimType: 'invalidValue' } }]);
  });
});
