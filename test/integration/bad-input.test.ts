import { connect } from 'node:net';
import { beforeAll, describe, expect, test } from 'vitest';
import { created } from '../support/scim-answers.ts';
import { type ScimRequest, minimalUser } from '../support/scim-client.ts';
import { withHost } from '../support/with-host.ts';

const ERROR_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:Error';
const UNKNOWN = '/Users/00000000-0000-4000-8000-000000000000';
const running = withHost([]);
beforeAll(async () => {
  await created(running.client, '/Users', minimalUser('taken@contoso.example'));
});

interface BadInput {
  name: string;
  method: string;
  path: string;
  request?: ScimRequest;
  status: number;
  scimType?: string;
  /** words that the `detail` must name */
  says: string[];
  headers?: Record<string, RegExp>;
}

const without = (name: string) =>
  Object.fromEntries(Object.entries(minimalUser('x@contoso.example')).filter(([key]) => key !== name));
const user = (extra: object) => ({ ...minimalUser('new@contoso.example'), ...extra });
const BAD_INPUTS: BadInput[] = [
  {
    name: 'no token',
    method: 'GET',
    path: '/Users',
    request: { token: null },
    status: 401,
    says: ['Authorization'],
    headers: { 'www-authenticate': /^Bearer/ },
  },
  {
    name: 'a wrong token',
    method: 'GET',
    path: '/Users',
    request: { token: `api-${'f'.repeat(32)}` },
    status: 401,
    says: ['not known'],
    headers: { 'www-authenticate': /invalid_token/ },
  },
  {
    name: 'a basic log-in',
    method: 'GET',
    path: '/Users',
    request: { token: null, headers: { authorization: 'Basic YTpi' } },
    status: 401,
    says: ['Bearer'],
  },
  {
    name: 'no token on an unknown path',
    method: 'GET',
    path: '/nothing',
    request: { token: null },
    status: 401,
    says: ['Authorization'],
  },
  {
    name: 'a wrong media type',
    method: 'POST',
    path: '/Users',
    request: { raw: '<user/>', headers: { 'content-type': 'application/xml' } },
    status: 415,
    says: ['application/xml', 'application/scim+json'],
  },
  {
    name: 'broken JSON',
    method: 'POST',
    path: '/Users',
    request: { raw: '{"userName":' },
    status: 400,
    scimType: 'invalidSyntax',
    says: ['JSON'],
  },
  {
    name: 'bytes that are not UTF-8',
    method: 'POST',
    path: '/Users',
    request: { raw: new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]) },
    status: 400,
    scimType: 'invalidSyntax',
    says: ['UTF-8'],
  },
  { name: 'no body', method: 'POST', path: '/Users', status: 400, scimType: 'invalidSyntax', says: ['body'] },
  {
    name: 'an array as body',
    method: 'POST',
    path: '/Users',
    request: { body: [] },
    status: 400,
    scimType: 'invalidSyntax',
    says: ['object'],
  },
  {
    name: 'a body of 2 MiB',
    method: 'POST',
    path: '/Users',
    request: { body: user({ name: { givenName: 'x'.repeat(2 * 1024 * 1024) } }) },
    status: 413,
    says: ['1048576'],
  },
  {
    name: 'an unknown attribute',
    method: 'POST',
    path: '/Users',
    request: { body: user({ title: 'Boss' }) },
    status: 400,
    scimType: 'invalidValue',
    says: ['title', 'mapping list'],
  },
  {
    name: 'a missing user name',
    method: 'POST',
    path: '/Users',
    request: { body: without('userName') },
    status: 400,
    scimType: 'invalidValue',
    says: ['userName', 'required'],
  },
  {
    name: 'a missing work e-mail',
    method: 'POST',
    path: '/Users',
    request: { body: without('emails') },
    status: 400,
    scimType: 'invalidValue',
    says: ['emails[type eq "work"].value', 'required'],
  },
  {
    name: 'a wrong type',
    method: 'POST',
    path: '/Users',
    request: { body: user({ active: 'maybe' }) },
    status: 400,
    scimType: 'invalidValue',
    says: ['active', 'boolean'],
  },
  {
    name: 'a wrong type below',
    method: 'POST',
    path: '/Users',
    request: { body: user({ name: 'Anna' }) },
    status: 400,
    scimType: 'invalidValue',
    says: ['name'],
  },
  {
    name: 'a duplicate user name',
    method: 'POST',
    path: '/Users',
    request: { body: minimalUser('taken@contoso.example') },
    status: 409,
    scimType: 'uniqueness',
    says: ['userName', 'taken@contoso.example'],
  },
  {
    name: 'a duplicate user name in another case',
    method: 'POST',
    path: '/Users',
    request: { body: minimalUser('TAKEN@Contoso.example') },
    status: 409,
    scimType: 'uniqueness',
    says: ['userName'],
  },
  { name: 'an unknown id', method: 'GET', path: UNKNOWN, status: 404, says: ['00000000-0000-4000-8000-000000000000'] },
  { name: 'an unknown id that is no UUID', method: 'GET', path: '/Users/anna', status: 404, says: ['anna'] },
  {
    name: 'a PATCH of an unknown id',
    method: 'PATCH',
    path: UNKNOWN,
    request: { body: { Operations: [{ op: 'replace', path: 'active', value: false }] } },
    status: 404,
    says: ['00000000'],
  },
  { name: 'a DELETE of an unknown id', method: 'DELETE', path: UNKNOWN, status: 404, says: ['00000000'] },
  { name: 'an unknown path', method: 'GET', path: '/Devices', status: 404, says: ['/Devices'] },
  {
    name: 'an unsupported method',
    method: 'DELETE',
    path: '/Users',
    status: 405,
    says: ['DELETE'],
    headers: { allow: /GET.*POST/ },
  },
  {
    name: 'an unsupported method on a resource',
    method: 'POST',
    path: UNKNOWN,
    status: 405,
    says: ['POST'],
    headers: { allow: /GET.*PUT.*PATCH.*DELETE/ },
  },
  { name: 'filter=(((', method: 'GET', path: '/Users?filter=(((', status: 400, scimType: 'invalidFilter', says: ['filter'] },
  {
    name: 'a filter on an unknown attribute',
    method: 'GET',
    path: '/Users?filter=shoeSize%20eq%20%2242%22',
    status: 400,
    scimType: 'invalidFilter',
    says: ['shoeSize'],
  },
  {
    name: 'a count that is no number',
    method: 'GET',
    path: '/Users?count=ten',
    status: 400,
    scimType: 'invalidValue',
    says: ['count'],
  },
  {
    name: 'a PATCH without operations',
    method: 'PATCH',
    path: UNKNOWN,
    request: { body: { Operations: [] } },
    status: 400,
    scimType: 'invalidSyntax',
    says: ['Operations'],
  },
];

describe('bad input gets the right status, a SCIM error body and a log entry, and the service keeps running', () => {
  test.each(BAD_INPUTS)('$name', async (bad) => {
    const before = await running.console.exchanges.list({ limit: 1 });
    const answer = await running.client.send(bad.method, bad.path, bad.request);

    expect(answer.status).toBe(bad.status);
    expect(answer.headers.get('content-type')).toBe('application/scim+json');
    const body = answer.json();
    expect(body['schemas']).toEqual([ERROR_SCHEMA]);
    expect(body['status']).toBe(String(bad.status));
    expect(body.scimType).toBe(bad.scimType);
    for (const word of bad.says) expect(body.detail).toContain(word);
    for (const [name, pattern] of Object.entries(bad.headers ?? {})) expect(answer.headers.get(name)).toMatch(pattern);

    const after = await running.console.exchanges.list({ limit: 1 });
    expect(after.total).toBe(before.total + 1);
    const [row] = after.items;
    expect(row?.status).toBe(bad.status);
    expect(row?.verdict).toBe('refused');
    const detail = await running.console.exchanges.get({ id: row?.id ?? 0 });
    const finding = detail.findings.find((one) => one.severity === 'refused');
    expect(finding?.what, 'every refusal has a finding').toBeTruthy();
    expect(finding?.fix).toBeTruthy();
    expect((await running.client.get('/Users?count=0')).status).toBe(200);
  });

  test('RFC 7644 §3.4.2.4: count=-1 counts as 0, so the list is empty and totalResults stays', async () => {
    const answer = await running.client.get('/Users?count=-1');
    expect(answer.status).toBe(200);
    expect(answer.json().Resources ?? []).toEqual([]);
    expect(answer.json()['totalResults']).toBe(3);
  });

  test('bytes that are not HTTP are answered with a SCIM error and logged', async () => {
    const before = await running.console.exchanges.list({ limit: 1 });
    const text = await sendBytes(running.host.scim, 'THIS IS NOT HTTP\r\n\r\n');
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect(text).toContain(ERROR_SCHEMA);
    expect((await running.console.exchanges.list({ limit: 1 })).total).toBe(before.total + 1);
  });
});

function sendBytes(scim: string, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(scim).port), '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    socket.on('end', () => resolve(text));
    socket.on('error', reject);
  });
}
