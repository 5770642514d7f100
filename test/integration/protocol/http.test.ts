import { describe, expect, test } from 'vitest';
import { bodyOf, created, expectError, metaOf, user } from '../../support/scim-answers.ts';
import { withHost } from '../../support/with-host.ts';

const running = withHost();
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

describe('HTTP as SCIM uses it', () => {
  test('RFC 7644 §3.1: the media type goes without parameters, on success and on errors', async () => {
    for (const path of ['/Users', '/Schemas', `/Users/${UNKNOWN}`, '/Nothing']) {
      expect((await running.client.get(path)).headers.get('content-type'), path).toBe('application/scim+json');
    }
    const accepted = await running.client.post('/Users', user('json@contoso.example'), {
      headers: { 'content-type': 'application/json; charset=utf-8', accept: 'application/json' },
    });
    expect(accepted.status).toBe(201);
  });

  test('RFC 9110 §9.3.2: HEAD answers with the headers of GET and no body', async () => {
    const made = await created(running.client, '/Users', user('head@contoso.example'));
    for (const path of [`/Users/${made.id}`, '/Users', '/ServiceProviderConfig', '/Me']) {
      const get = await running.client.get(path);
      const head = await running.client.send('HEAD', path);
      expect(head.status, path).toBe(200);
      expect(head.text).toBe('');
      for (const name of ['content-type', 'content-length', 'etag', 'location']) {
        expect(head.headers.get(name), `${path} ${name}`).toBe(get.headers.get(name));
      }
    }
    expect((await running.client.send('HEAD', `/Users/${UNKNOWN}`)).status).toBe(404);
  });

  test.each([
    ['/Users', 'DELETE', 'GET, HEAD, POST'],
    [`/Users/${UNKNOWN}`, 'POST', 'GET, HEAD, PUT, PATCH, DELETE'],
    ['/Users/.search', 'GET', 'POST'],
    ['/.search', 'GET', 'POST'],
    ['/Bulk', 'GET', 'POST'],
    ['/Me', 'POST', 'GET, HEAD, PUT, PATCH, DELETE'],
    ['', 'POST', 'GET, HEAD'],
  ])('RFC 9110 §10.2.1: %s refuses %s with 405 and names what it takes', async (path, method, allow) => {
    const answer = await running.client.send(method, path, method === 'POST' ? { body: {} } : {});
    expectError(answer, 405);
    expect(answer.headers.get('allow')).toBe(allow);
  });

  test('RFC 6750 §3: without a token every path, known or not, is answered 401 with a challenge', async () => {
    for (const path of ['/Users', '/ServiceProviderConfig', '/Schemas', '/Me', '/Nothing', '']) {
      const answer = await running.client.get(path, { token: null });
      expectError(answer, 401);
      expect(answer.headers.get('www-authenticate'), path).toMatch(/^Bearer realm="[^"]+"$/);
    }
    const wrong = await running.client.get('/Users', { token: `api-${'0'.repeat(32)}` });
    expect(wrong.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  test('a tunnel in front: Location and meta.location carry the name that the client used', async () => {
    const answer = await running.client.post('/Users', user('tunnel@contoso.example'), {
      headers: { 'x-forwarded-host': 'rehearsal.example.com', 'x-forwarded-proto': 'https' },
    });
    const body = bodyOf(answer, 201);
    expect(answer.headers.get('location')).toBe(`https://rehearsal.example.com/scim/v2/Users/${body.id}`);
    expect(metaOf(body).location).toBe(answer.headers.get('location'));
  });

  test('an address that is no address behind a tunnel is not echoed', async () => {
    const answer = await running.client.get('/Me', { headers: { 'x-forwarded-host': 'a"b/c' } });
    expect(answer.text).not.toContain('a"b');
    expect(metaOf(answer.json()).location).not.toContain('a\\"b');
  });
});

describe('RFC 7644 §3.11: /Me is the user who owns the token', () => {
  test('GET gives that user under its permanent location; PATCH changes it', async () => {
    const answer = await running.client.get('/Me');
    const me = bodyOf(answer);
    expect(me['userName']).toBe('provisioning-service@sandbox.example');
    expect(answer.headers.get('location')).toBe(`${running.host.scim}/Users/${me.id}`);
    expect(metaOf(me).location).toBe(answer.headers.get('location'));
    expect(bodyOf(await running.client.get(`/Users/${me.id}`))).toEqual(me);
    const patched = bodyOf(await running.client.patch('/Me', [{ op: 'add', path: 'title', value: 'Robot' }]));
    expect(patched).toMatchObject({ id: me.id, title: 'Robot' });
    expect(Object.keys(bodyOf(await running.client.get('/Me?attributes=title'))).toSorted()).toEqual(['id', 'schemas', 'title']);
  });

  test('another token, another user', async () => {
    const owners = await running.console.tokens.owners({});
    const administrator = owners.items.find((owner) => owner.userName === 'administrator@sandbox.example');
    const { secret } = await running.console.tokens.create({ ownerId: administrator?.id });
    expect(bodyOf(await running.client.get('/Me', { token: secret }))['userName']).toBe('administrator@sandbox.example');
  });
});
