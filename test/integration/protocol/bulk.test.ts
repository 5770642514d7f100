import { describe, expect, test } from 'vitest';
import { BULK_REQUEST, USER, bodyOf, created, expectError, group, metaOf, user } from '../../support/scim-answers.ts';
import type { ScimAnswer, ScimBody } from '../../support/scim-client.ts';
import { withHost } from '../../support/with-host.ts';

const running = withHost();

interface Result {
  readonly method: string;
  readonly bulkId?: string;
  readonly location?: string;
  readonly version?: string;
  readonly status: string;
  readonly response?: ScimBody;
}

function send(operations: readonly object[], more: object = {}): Promise<ScimAnswer> {
  return running.client.post('/Bulk', { schemas: [BULK_REQUEST], Operations: operations, ...more });
}

async function results(operations: readonly object[], more: object = {}): Promise<Result[]> {
  const body = bodyOf(await send(operations, more));
  expect(body['schemas']).toEqual(['urn:ietf:params:scim:api:messages:2.0:BulkResponse']);
  return body['Operations'] as Result[];
}

const post = (path: string, bulkId: string, data: object) => ({ method: 'POST', path, bulkId, data });
const read = async (result: Result | undefined) =>
  bodyOf(await running.client.get(String(result?.location).slice(running.host.scim.length)));
const members = (body: ScimBody) => (body['members'] as { value: string }[] | undefined)?.map((one) => one.value);

describe('RFC 7644 §3.7: bulk', () => {
  test('each operation is answered in order, with status, location and version; data comes back on errors only', async () => {
    const old = await created(running.client, '/Users', user('bulk-old@contoso.example'));
    const gone = await created(running.client, '/Users', user('bulk-gone@contoso.example'));
    const answered = await results([
      post('/Users', 'new', user('bulk-new@contoso.example')),
      { method: 'PUT', path: `/Users/${old.id}`, data: user('bulk-old@contoso.example', { title: 'Boss' }) },
      {
        method: 'PATCH',
        path: `/Users/${old.id}`,
        data: {
          schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
          Operations: [{ op: 'add', path: 'nickName', value: 'Old' }],
        },
      },
      { method: 'DELETE', path: `/Users/${gone.id}` },
      post('/Users', 'twice', user('BULK-new@contoso.example')),
      { method: 'DELETE', path: '/Users/nobody' },
    ]);
    expect(answered.map((one) => one.status)).toEqual(['201', '200', '200', '204', '409', '404']);
    expect(answered.map((one) => one.method)).toEqual(['POST', 'PUT', 'PATCH', 'DELETE', 'POST', 'DELETE']);
    const made = await read(answered[0]);
    expect(answered[0]).toMatchObject({ bulkId: 'new', version: metaOf(made).version, location: metaOf(made).location });
    expect(answered[0]).not.toHaveProperty('response');
    expect(answered[2]?.location).toBe(`${running.host.scim}/Users/${old.id}`);
    expect(await read(answered[2])).toMatchObject({ title: 'Boss', nickName: 'Old' });
    expect(answered[4]).toMatchObject({ bulkId: 'twice', response: { scimType: 'uniqueness', status: '409' } });
    expect(answered[4]).not.toHaveProperty('location');
    expect(answered[5]).toMatchObject({ location: `${running.host.scim}/Users/nobody`, response: { status: '404' } });
    expect((await running.client.get(`/Users/${gone.id}`)).status).toBe(404);
  });

  test('RFC 7644 §3.7.2: a bulkId may be used before the operation that makes it', async () => {
    const [team, ann] = await results([
      post('/Groups', 'team', group('Bulk early', { members: [{ value: 'bulkId:ann' }] })),
      post('/Users', 'ann', user('bulk-ann@contoso.example')),
    ]);
    expect([team?.status, ann?.status]).toEqual(['201', '201']);
    expect(members(await read(team))).toEqual([(await read(ann)).id]);
  });

  test('RFC 7644 §3.7.1: groups that contain each other, and a user and its manager in a circle, are all made', async () => {
    const answered = await results([
      post('/Groups', 'a', group('Circle A', { members: [{ value: 'bulkId:b' }] })),
      post('/Groups', 'b', group('Circle B', { members: [{ value: 'bulkId:a' }, { value: 'bulkId:u' }] })),
      post('/Users', 'u', {
        schemas: [USER],
        userName: 'circle-u@contoso.example',
        'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { manager: { value: 'bulkId:m' } },
      }),
      post('/Users', 'm', {
        schemas: [USER],
        userName: 'circle-m@contoso.example',
        'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { manager: { value: 'bulkId:u' } },
      }),
    ]);
    expect(answered.map((one) => one.status)).toEqual(['201', '201', '201', '201']);
    const [a, b, u, m] = await Promise.all(answered.map(read));
    expect(members(a ?? {})).toEqual([b?.id]);
    expect(members(b ?? {})?.toSorted()).toEqual([String(a?.id), String(u?.id)].toSorted());
    const managerOf = (one: ScimBody | undefined) =>
      (one?.['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'] as { manager: { value: string } } | undefined)?.manager
        .value;
    expect([managerOf(u), managerOf(m)]).toEqual([m?.id, u?.id]);
    for (const [index, one] of [a, b, u, m].entries()) expect(answered[index]?.version).toBe(metaOf(one ?? {}).version);
  });

  test('a PATCH may name a resource of the same request by bulkId in its path', async () => {
    const answered = await results([
      {
        method: 'PATCH',
        path: '/Groups/bulkId:late',
        data: { Operations: [{ op: 'add', path: 'members', value: [{ value: 'bulkId:bob' }] }] },
      },
      post('/Groups', 'late', group('Bulk late')),
      post('/Users', 'bob', user('bulk-bob@contoso.example')),
    ]);
    expect(answered[0]?.status).toMatch(/^20[04]$/);
    expect(answered.slice(1).map((one) => one.status)).toEqual(['201', '201']);
    expect(members(await read(answered[1]))).toEqual([(await read(answered[2])).id]);
  });

  test('a bulkId that nothing makes is 409, and what refers to a failed operation fails too', async () => {
    const answered = await results([
      post('/Groups', 'lost', group('Bulk lost', { members: [{ value: 'bulkId:nobody' }] })),
      post('/Users', 'bad', { schemas: [USER], title: 'no name' }),
      post('/Groups', 'dependent', group('Bulk dependent', { members: [{ value: 'bulkId:bad' }] })),
    ]);
    expect(answered.map((one) => one.status)).toEqual(['409', '400', '409']);
  });

  test('RFC 7644 §3.7.3: failOnErrors stops after so many errors; what was done stays done', async () => {
    const bad = (bulkId: string) => post('/Users', bulkId, { schemas: [USER] });
    const answered = await results(
      [
        bad('1'),
        post('/Users', '2', user('fail-on-2@contoso.example')),
        bad('3'),
        post('/Users', '4', user('fail-on-4@contoso.example')),
      ],
      { failOnErrors: 2 },
    );
    expect(answered.map((one) => one.status)).toEqual(['400', '201', '400']);
    const found = bodyOf(await running.client.get(`/Users?filter=${encodeURIComponent('userName sw "fail-on"')}`));
    expect(found.Resources?.map((one) => one['userName'])).toEqual(['fail-on-2@contoso.example']);
  });

  test('an operation that fails halfway leaves nothing, and the others stand', async () => {
    const answered = await results([
      post('/Groups', 'half', group('Bulk half', { members: [{ value: 'no-such-id' }] })),
      post('/Groups', 'whole', group('Bulk whole')),
    ]);
    expect(answered.map((one) => one.status)).toEqual(['400', '201']);
    const found = bodyOf(await running.client.get(`/Groups?filter=${encodeURIComponent('displayName sw "Bulk h"')}`));
    expect(found['totalResults']).toBe(0);
  });

  test('RFC 7644 §3.14: version works as If-Match does', async () => {
    const made = await created(running.client, '/Users', user('bulk-version@contoso.example'));
    const put = (version: string) => ({
      method: 'PUT',
      path: `/Users/${made.id}`,
      version,
      data: user('bulk-version@contoso.example', { title: 'Boss' }),
    });
    expect((await results([put('W/"9"'), put(metaOf(made).version)])).map((one) => one.status)).toEqual(['412', '200']);
  });

  test('RFC 7644 §3.7.4: more operations than advertised, or a larger body, are refused with 413, and nothing is done', async () => {
    const operations = Array.from({ length: 1001 }, (_, index) => ({ method: 'DELETE', path: `/Users/x${index}` }));
    expectError(await send(operations), 413);
    const first = post('/Users', 'first', user('bulk-too-large@contoso.example', { title: 'x'.repeat(4 * 1024 * 1024) }));
    expectError(await send([first]), 413);
    expect((await results(operations.slice(0, 1000))).length).toBe(1000);
  });

  test.each([
    ['no bulk request', { Operations: [] }, 'invalidSyntax'],
    ['no operations', { schemas: [BULK_REQUEST] }, 'invalidSyntax'],
    ['a failOnErrors that is no number', { schemas: [BULK_REQUEST], Operations: [], failOnErrors: 'many' }, 'invalidValue'],
  ])('%s is refused as a whole', async (_what, body, scimType) => {
    expectError(await running.client.post('/Bulk', body), 400, scimType);
  });

  test('an operation of wrong form is refused by itself', async () => {
    const answered = await results([
      { method: 'GET', path: '/Users' },
      { method: 'POST', path: '/Users', data: user('bulk-no-id@contoso.example') },
      post('/Users/some-id', 'x', user('bulk-x@contoso.example')),
      post('/Robots', 'r', {}),
      { method: 'PUT', path: '/Users/x' },
      post('/Users', 'ok', user('bulk-ok@contoso.example')),
    ]);
    expect(answered.map((one) => one.status)).toEqual(['400', '400', '400', '404', '400', '201']);
  });

  test('what was refused in it is told in the log, though the answer as a whole is 200', async () => {
    await created(running.client, '/Users', user('bulk-told@contoso.example'));
    await results([
      post('/Users', 'a', user('bulk-told@contoso.example')),
      post('/Users', 'b', user('bulk-fine@contoso.example')),
    ]);
    const [row] = (await running.console.exchanges.list({ limit: 1 })).items;
    expect(row).toMatchObject({ status: 200, verdict: 'warning' });
    const { findings, changes } = await running.console.exchanges.get({ id: row?.id ?? 0 });
    expect(findings).toMatchObject([{ code: 'bulk-operation-refused', ruleId: 'duplicate-user-name', attribute: 'userName' }]);
    expect(findings[0]?.what).toContain('peration 1 (POST) was refused with 409');
    expect(changes.map((change) => change.resourceName)).toEqual(['bulk-fine@contoso.example']);
  });
});
