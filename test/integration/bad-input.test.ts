import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConsole } from '../support/console-client.ts';
import { type Host, makeDataFolder, startHost } from '../support/host.ts';
import { ScimClient, type ScimRequest, minimalUser } from '../support/scim-client.ts';

const ERROR_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:Error';
const UNKNOWN = '/Users/00000000-0000-4000-8000-000000000000';
const data = makeDataFolder();
let host: Host;
let client: ScimClient;
let console_: Awaited<ReturnType<typeof openConsole>>;

beforeAll(async () => {
  host = await startHost(data.folder);
  client = new ScimClient(host.scim);
  console_ = await openConsole(host.console);
  expect((await client.post('/Users', minimalUser('taken@contoso.example'))).status).toBe(201);
});
afterAll(async () => {
  await host.stop();
  data.remove();
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
    const before = await console_.exchanges.list({ limit: 1 });
    const answer = await client.send(bad.method, bad.path, bad.request);

    expect(answer.status).toBe(bad.status);
    expect(answer.headers.get('content-type')).toBe('application/scim+json');
    const body = answer.json();
    expect(body['schemas']).toEqual([ERROR_SCHEMA]);
    expect(body['status']).toBe(String(bad.status));
    expect(body.scimType).toBe(bad.scimType);
    for (const word of bad.says) expect(body.detail).toContain(word);
    for (const [name, pattern] of Object.entries(bad.headers ?? {})) expect(answer.headers.get(name)).toMatch(pattern);

    const after = await console_.exchanges.list({ limit: 1 });
    expect(after.total).toBe(before.total + 1);
    const [row] = after.items;
    expect(row?.status).toBe(bad.status);
    expect(row?.verdict).toBe('refused');
    const detail = await console_.exchanges.get({ id: row?.id ?? 0 });
    const finding = detail.findings.find((one) => one.severity === 'refused');
    expect(finding?.what, 'every refusal has a finding').toBeTruthy();
    expect(finding?.fix).toBeTruthy();
    expect((await client.get('/Users?count=0')).status).toBe(200);
  });

  test('RFC 7644 §3.4.2.4: count=-1 counts as 0, so the list is empty and totalResults stays', async () => {
    const answer = await client.get('/Users?count=-1');
    expect(answer.status).toBe(200);
    expect(answer.json().Resources ?? []).toEqual([]);
    expect(answer.json()['totalResults']).toBe(3);
  });

  test('a token whose owner lacks a right is refused with 403, and the right is named', async () => {
    const created = await client.post('/Users', minimalUser('no-rights@contoso.example'));
    const { secret } = await console_.tokens.create({ ownerId: String(created.json().id) });
    const answer = await client.get('/Users', { token: secret });
    expect(answer.status).toBe(403);
    expect(answer.json().detail).toContain('Manage Users and User Groups');
  });

  test('a revoked token is refused from the next request on', async () => {
    const { secret, token } = await console_.tokens.create({});
    expect((await client.get('/Users?count=0', { token: secret })).status).toBe(200);
    await console_.tokens.revoke({ id: token.id });
    const answer = await client.get('/Users?count=0', { token: secret });
    expect(answer.status).toBe(401);
    expect(answer.json().detail).toContain('revoked');
  });

  test('the 26th live token of one owner is refused', async () => {
    const owners = await console_.tokens.owners({});
    const administrator = owners.items.find((owner) => owner.userName.startsWith('administrator'));
    for (let i = 0; i < 25; i++) await console_.tokens.create({ ownerId: administrator?.id });
    await expect(console_.tokens.create({ ownerId: administrator?.id })).rejects.toThrow('token_limit_reached');
  });

  test('the secret token is nowhere in the log', async () => {
    const { secret } = await console_.tokens.create({});
    await client.get(`/Users?count=0&token=${secret}`, { token: secret });
    const [row] = (await console_.exchanges.list({ limit: 1 })).items;
    const detail = JSON.stringify(await console_.exchanges.get({ id: row?.id ?? 0 }));
    expect(detail).not.toContain(secret);
    expect(detail).toContain('authorization');
  });

  test('bytes that are not HTTP are answered with a SCIM error and logged', async () => {
    const before = await console_.exchanges.list({ limit: 1 });
    const text = await sendBytes(host.scim, 'THIS IS NOT HTTP\r\n\r\n');
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect(text).toContain(ERROR_SCHEMA);
    expect((await console_.exchanges.list({ limit: 1 })).total).toBe(before.total + 1);
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
