import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IdMap } from '#main/replay/id-map.ts';
import { learn } from '#main/replay/learn.ts';
import { filterWithIds, rewrite, rewriteBody, rewritePath } from '#main/replay/rewrite.ts';
import { NOTHING_LEARNED, answered, recorded } from './recorded-fixture.ts';

const A = '0a0a0a0a-1111-4222-8333-444455556666';
const B = 'b1b1b1b1-1111-4222-8333-444455556666';

function mapOf(...pairs: [string, string][]): IdMap {
  const ids = new IdMap();
  ids.learn({ ...NOTHING_LEARNED, ids: pairs });
  return ids;
}

describe('an id that the original create returned', () => {
  const ids = mapOf([A, B]);

  test.each([
    [`/Users/${A}`, `/Users/${B}`],
    [`/Users/${A}?attributes=userName`, `/Users/${B}?attributes=userName`],
    [`/Groups?filter=members+eq+%22${A}%22`, `/Groups?filter=${encodeURIComponent(`members eq "${B}"`)}`],
    [`/Users/x${A}`, `/Users/x${A}`],
    ['/Users?filter=userName+eq+%22anna%22&', '/Users?filter=userName+eq+%22anna%22&'],
  ])('in %s becomes %s', (before, now) => {
    expect(rewritePath(before, ids)).toBe(now);
  });

  test('in members, $ref, PATCH paths, bulk paths and JSON inside a string becomes that of now, and the rest stays byte for byte', () => {
    const body = `{ "path": "members[value eq \\"${A}\\"]",  "value":[{"value":"${A}","$ref":"https://x/scim/v2/Users/${A}"}], "inner":"{\\"id\\":\\"${A}\\"}" }`;
    expect(rewriteBody(body, ids)).toBe(body.replaceAll(A, B));
  });
});

describe('a short id', () => {
  const ids = mapOf(['42', '7']);

  test('counts only where ids stand', () => {
    const body = {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      id: '42',
      externalId: '42',
      displayName: '42',
      members: [{ value: '42', $ref: 'https://x/Users/42', display: '42' }],
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { costCenter: '42', manager: { value: '42' } },
    };
    expect(JSON.parse(rewriteBody(JSON.stringify(body), ids))).toEqual({
      ...body,
      id: '7',
      members: [{ value: '7', $ref: 'https://x/Users/7', display: '42' }],
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { costCenter: '42', manager: { value: '7' } },
    });
  });

  test('is found in PATCH operations and bulk operations', () => {
    const patch = {
      Operations: [
        { op: 'add', path: 'members', value: [{ value: '42' }] },
        { op: 'remove', path: 'members[value eq "42"]' },
      ],
    };
    expect(rewriteBody(JSON.stringify(patch), ids)).toBe(JSON.stringify(patch).replaceAll('42', '7'));
    const bulk = {
      Operations: [
        { method: 'DELETE', path: '/Users/42' },
        { method: 'PATCH', path: '/Users/42', data: { title: '42' } },
      ],
    };
    expect(JSON.parse(rewriteBody(JSON.stringify(bulk), ids))).toEqual({
      Operations: [
        { method: 'DELETE', path: '/Users/7' },
        { method: 'PATCH', path: '/Users/7', data: { title: '42' } },
      ],
    });
  });

  test('is found in filters on ids only', () => {
    expect(filterWithIds('id eq "42" and title eq "42"', ids)).toBe('id eq "7" and title eq "42"');
  });
});

test('a body that no id is in goes out byte for byte, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.uuid(), fc.uuid(), (text, before, now) => {
      fc.pre(!text.includes(before));
      expect(rewriteBody(text, mapOf([before, now]))).toBe(text);
    }),
  );
});

test('every id of any JSON is rewritten, and rewriting back gives the original', () => {
  const pairs = fc.uniqueArray(fc.tuple(fc.uuid(), fc.uuid()), { minLength: 1, maxLength: 8, selector: ([before]) => before });
  fc.assert(
    fc.property(pairs, fc.json(), (known, json) => {
      const distinct = new Set(known.flat());
      fc.pre(distinct.size === 2 * known.length);
      const body = JSON.stringify({ rest: JSON.parse(json) as unknown, members: known.map(([value]) => ({ value })) });
      const there = rewriteBody(body, mapOf(...known));
      for (const [before, now] of known) expect(there.includes(now) && !there.includes(before)).toBe(true);
      expect(rewriteBody(there, mapOf(...known.map(([before, now]): [string, string] => [now, before])))).toBe(body);
    }),
  );
});

describe('versions', () => {
  const read = recorded({ path: `/Users/${A}`, responseBody: JSON.stringify({ id: A, meta: { version: 'W/"3"' } }) });
  const ids = new IdMap();
  ids.learn(learn(read, answered(200, { id: B, meta: { version: 'W/"1"' } }), `/Users/${B}`));

  test('RFC 7644 §3.14: If-Match carries the version seen now', () => {
    const sent = rewrite(
      recorded({ method: 'PUT', path: `/Users/${A}`, requestHeaders: [{ name: 'If-Match', value: 'W/"3"' }] }),
      ids,
    );
    expect(sent.headers).toEqual([{ name: 'If-Match', value: 'W/"1"' }]);
  });

  test('a star stays a star', () => {
    const sent = rewrite(recorded({ path: `/Users/${A}`, requestHeaders: [{ name: 'If-None-Match', value: '*' }] }), ids);
    expect(sent.headers).toEqual([{ name: 'If-None-Match', value: '*' }]);
  });
});

test('what belonged to the one connection is not sent, the token least of all', () => {
  const names = ['Host', 'Authorization', 'Content-Length', 'Cookie', 'X-Forwarded-For', 'User-Agent', 'Content-Type'];
  const sent = rewrite(recorded({ requestHeaders: names.map((name) => ({ name, value: 'x' })) }), new IdMap());
  expect(sent.headers.map(({ name }) => name)).toEqual(['User-Agent', 'Content-Type']);
});

test('a cursor of the original becomes the cursor of now', () => {
  const page = (nextCursor: string) => ({ Resources: [], nextCursor });
  const ids = new IdMap();
  ids.learn(learn(recorded({ responseBody: JSON.stringify(page('old+/=')) }), answered(200, page('new+')), '/Users'));
  expect(rewritePath('/Users?cursor=old%2B%2F%3D&count=5', ids)).toBe('/Users?cursor=new%2B&count=5');
});
