import { listResponse } from '#main/scim/list-response.ts';
import { describe, expect, it } from 'vitest';

const schemas = ['urn:ietf:params:scim:api:messages:2.0:ListResponse'];

describe('RFC 7644 §3.4.2: list responses', () => {
  it('a page has its place, its size and its resources', () => {
    const text = listResponse({ totalResults: 7, startIndex: 3, resources: ['{"id":"a"}', '{"id":"b"}'] });
    expect(JSON.parse(text)).toEqual({
      schemas,
      totalResults: 7,
      startIndex: 3,
      itemsPerPage: 2,
      Resources: [{ id: 'a' }, { id: 'b' }],
    });
  });

  it('an empty result still has Resources', () => {
    expect(JSON.parse(listResponse({ totalResults: 0, startIndex: 1, resources: [] }))).toEqual({
      schemas,
      totalResults: 0,
      startIndex: 1,
      itemsPerPage: 0,
      Resources: [],
    });
  });

  it('RFC 9865 §2: a page by cursor has cursors and no startIndex', () => {
    const text = listResponse({ totalResults: 9, nextCursor: 'n"', previousCursor: 'p', resources: ['{}'] });
    expect(JSON.parse(text)).toEqual({
      schemas,
      totalResults: 9,
      itemsPerPage: 1,
      previousCursor: 'p',
      nextCursor: 'n"',
      Resources: [{}],
    });
  });

  it('RFC 9865 §2: the last page has no nextCursor, and a total that is not known is left out', () => {
    expect(JSON.parse(listResponse({ resources: [] }))).toEqual({ schemas, itemsPerPage: 0, Resources: [] });
  });
});
