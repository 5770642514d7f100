import { describe, expect, test } from 'vitest';
import { ENTERPRISE, USER, bodyOf, created, expectError, metaOf, user } from '../../support/scim-answers.ts';
import { withHost } from '../../support/with-host.ts';

const running = withHost();
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

describe('RFC 7644 §3.3: create', () => {
  test('201 with the whole resource, its Location and its ETag', async () => {
    const answer = await running.client.post(
      '/Users',
      user('create@contoso.example', { externalId: 'x-1', name: { givenName: 'Cre', familyName: 'Ate' }, active: true }),
    );
    const body = bodyOf(answer, 201);
    expect(body).toMatchObject({
      schemas: [USER],
      externalId: 'x-1',
      userName: 'create@contoso.example',
      name: { givenName: 'Cre', familyName: 'Ate' },
      active: true,
    });
    const meta = metaOf(body);
    expect(meta.resourceType).toBe('User');
    expect(meta.created).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(meta.lastModified).toBe(meta.created);
    expect(meta.location).toBe(`${running.host.scim}/Users/${body.id}`);
    expect(answer.headers.get('location')).toBe(meta.location);
    expect(answer.headers.get('etag')).toBe(meta.version);
    expect(bodyOf(await running.client.get(`/Users/${body.id}`))).toEqual(body);
  });

  test('RFC 7643 §3.1, §2.2: id and meta that a client sends are ignored, as readOnly attributes are', async () => {
    const body = await created(
      running.client,
      '/Users',
      user('own-id@contoso.example', {
        id: 'mine',
        meta: { created: '2001-01-01T00:00:00Z', version: 'W/"99"' },
        groups: [{ value: 'x' }],
      }),
    );
    expect(body.id).not.toBe('mine');
    expect(metaOf(body).created > '2020').toBe(true);
    expect(body).not.toHaveProperty('groups');
  });

  test('RFC 7643 §2.1: attribute names count in any case and come back as declared', async () => {
    const body = await created(running.client, '/Users', {
      SCHEMAS: [USER],
      USERNAME: 'any-case@contoso.example',
      NAME: { GIVENNAME: 'Any' },
      [ENTERPRISE.toUpperCase()]: { DEPARTMENT: 'Law' },
    });
    expect(body).toMatchObject({
      userName: 'any-case@contoso.example',
      name: { givenName: 'Any' },
      [ENTERPRISE]: { department: 'Law' },
    });
  });

  test('RFC 7643 §3.3: schemas names an extension exactly when it has a value', async () => {
    const plain = await created(running.client, '/Users', { schemas: [USER, ENTERPRISE], userName: 'no-ext@contoso.example' });
    expect(plain['schemas']).toEqual([USER]);
    const extended = await created(
      running.client,
      '/Users',
      user('ext@contoso.example', { [ENTERPRISE]: { department: 'Law' } }),
    );
    expect(extended['schemas']).toEqual([USER, ENTERPRISE]);
  });

  test('RFC 7643 §2.5: null and an empty array are the same as not sent', async () => {
    const body = await created(
      running.client,
      '/Users',
      user('nothing@contoso.example', { title: null, emails: [], name: null }),
    );
    expect(body).not.toHaveProperty('title');
    expect(body).not.toHaveProperty('emails');
    expect(body).not.toHaveProperty('name');
  });

  test('RFC 7644 §3.3: a second resource with a unique value is refused with 409 uniqueness, in any case', async () => {
    await created(running.client, '/Users', user('Twin@contoso.example'));
    expectError(await running.client.post('/Users', user('tWIN@contoso.example')), 409, 'uniqueness');
  });

  test('RFC 7643 §7: a password is taken and never returned, not even when it is asked for', async () => {
    const answer = await running.client.post(
      '/Users?attributes=userName,password',
      user('secret@contoso.example', { password: 'pa55w0rd!' }),
    );
    expect(bodyOf(answer, 201)).not.toHaveProperty('password');
    const id = answer.json().id;
    for (const query of ['', '?attributes=password', '?excludedAttributes=title']) {
      expect((await running.client.get(`/Users/${id}${query}`)).text).not.toContain('pa55w0rd');
    }
    expectError(await running.client.get(`/Users?filter=${encodeURIComponent('password sw "p"')}`), 400, 'invalidFilter');
    expect(JSON.stringify(await running.console.directory.get({ id: String(id) }))).not.toContain('pa55w0rd');
  });

  test('RFC 7644 §3.9: the answer to a POST, PUT and PATCH is projected too', async () => {
    const made = bodyOf(
      await running.client.post('/Users?attributes=userName', user('projected@contoso.example', { title: 'Boss' })),
      201,
    );
    expect(Object.keys(made).toSorted()).toEqual(['id', 'schemas', 'userName']);
    const put = await running.client.put(
      `/Users/${made.id}?attributes=title`,
      user('projected@contoso.example', { title: 'Chief' }),
    );
    expect(Object.keys(bodyOf(put)).toSorted()).toEqual(['id', 'schemas', 'title']);
    const patched = await running.client.patch(`/Users/${made.id}?excludedAttributes=title,meta`, [
      { op: 'replace', path: 'title', value: 'Head' },
    ]);
    expect(Object.keys(bodyOf(patched)).toSorted()).toEqual(['id', 'schemas', 'userName']);
  });
});

describe('RFC 7644 §3.5.1: replace', () => {
  test('what is not sent is cleared; readOnly attributes are ignored; the answer has the new version', async () => {
    const before = await created(
      running.client,
      '/Users',
      user('put@contoso.example', { title: 'Boss', nickName: 'Putty', [ENTERPRISE]: { department: 'Law' } }),
    );
    const answer = await running.client.put(
      `/Users/${before.id}`,
      user('put2@contoso.example', {
        id: 'other',
        title: 'Chief',
        meta: { created: '2001-01-01T00:00:00Z' },
        groups: [{ value: 'x' }],
      }),
    );
    const after = bodyOf(answer);
    expect(after).toMatchObject({ id: before.id, userName: 'put2@contoso.example', title: 'Chief', schemas: [USER] });
    expect(after).not.toHaveProperty('nickName');
    expect(after).not.toHaveProperty([ENTERPRISE]);
    expect(metaOf(after).created).toBe(metaOf(before).created);
    expect(metaOf(after).version).not.toBe(metaOf(before).version);
    expect(metaOf(after).lastModified >= metaOf(before).lastModified).toBe(true);
    expect(answer.headers.get('etag')).toBe(metaOf(after).version);
    expect(answer.headers.get('location')).toBe(metaOf(after).location);
  });

  test('a PUT of what a GET gave changes nothing: version and lastModified stay', async () => {
    const made = await created(
      running.client,
      '/Users',
      user('same@contoso.example', { emails: [{ value: 'same@contoso.example', type: 'work', primary: true }], password: 'x' }),
    );
    expect(bodyOf(await running.client.put(`/Users/${made.id}`, made))).toEqual(made);
  });

  test('a PUT never creates: an unknown id is answered with 404', async () => {
    expectError(await running.client.put(`/Users/${UNKNOWN}`, user('put-new@contoso.example')), 404);
  });

  test('a PUT that takes the unique value of another resource is refused with 409 and changes nothing', async () => {
    await created(running.client, '/Users', user('put-taken@contoso.example'));
    const other = await created(running.client, '/Users', user('put-free@contoso.example'));
    expectError(
      await running.client.put(`/Users/${other.id}`, user('PUT-taken@contoso.example', { title: 'Thief' })),
      409,
      'uniqueness',
    );
    expect(bodyOf(await running.client.get(`/Users/${other.id}`))).toEqual(other);
  });

  test('a PUT without a required attribute is refused with 400 invalidValue', async () => {
    const made = await created(running.client, '/Users', user('put-required@contoso.example'));
    expectError(await running.client.put(`/Users/${made.id}`, { schemas: [USER], title: 'Nobody' }), 400, 'invalidValue');
  });
});

describe('RFC 7644 §3.6: delete', () => {
  test('204 without a body; afterwards the id is unknown to every method, and the name is free', async () => {
    const made = await created(running.client, '/Users', user('gone@contoso.example'));
    const answer = await running.client.delete(`/Users/${made.id}`);
    expect(answer.status).toBe(204);
    expect(answer.text).toBe('');
    expect(answer.headers.get('content-type')).toBeNull();
    expectError(await running.client.get(`/Users/${made.id}`), 404);
    expectError(await running.client.delete(`/Users/${made.id}`), 404);
    expectError(await running.client.put(`/Users/${made.id}`, user('gone@contoso.example')), 404);
    expectError(await running.client.patch(`/Users/${made.id}`, [{ op: 'replace', path: 'title', value: 'x' }]), 404);
    const again = await created(running.client, '/Users', user('gone@contoso.example'));
    expect(again.id).not.toBe(made.id);
  });

  test('an id of another resource type is unknown at this endpoint', async () => {
    const made = await created(running.client, '/Users', user('typed@contoso.example'));
    expectError(await running.client.get(`/Groups/${made.id}`), 404);
    expectError(await running.client.delete(`/Groups/${made.id}`), 404);
  });
});

describe('RFC 7644 §3.14: versions', () => {
  test('If-None-Match with the version at hand is answered 304 without a body, and with an old one 200', async () => {
    const made = await created(running.client, '/Users', user('etag-get@contoso.example'));
    const { version } = metaOf(made);
    for (const header of [version, '*', `"other", ${version}`]) {
      const answer = await running.client.get(`/Users/${made.id}`, { headers: { 'if-none-match': header } });
      expect(answer.status, header).toBe(304);
      expect(answer.text).toBe('');
      expect(answer.headers.get('etag')).toBe(version);
    }
    expect((await running.client.get(`/Users/${made.id}`, { headers: { 'if-none-match': 'W/"other"' } })).status).toBe(200);
  });

  test('If-Match with an old version is answered 412 by PUT, PATCH and DELETE, and nothing changes', async () => {
    const made = await created(running.client, '/Users', user('etag-put@contoso.example'));
    const stale = { headers: { 'if-match': 'W/"77"' } };
    expectError(await running.client.put(`/Users/${made.id}`, user('etag-put@contoso.example', { title: 'x' }), stale), 412);
    expectError(await running.client.patch(`/Users/${made.id}`, [{ op: 'add', path: 'title', value: 'x' }], stale), 412);
    expectError(await running.client.delete(`/Users/${made.id}`, stale), 412);
    expect(bodyOf(await running.client.get(`/Users/${made.id}`))).toEqual(made);
  });

  test('If-Match with the version at hand, or *, lets a change pass, and the version moves on', async () => {
    const made = await created(running.client, '/Users', user('etag-pass@contoso.example'));
    const first = await running.client.patch(`/Users/${made.id}`, [{ op: 'add', path: 'title', value: 'a' }], {
      headers: { 'if-match': metaOf(made).version },
    });
    const second = metaOf(bodyOf(first)).version;
    expect(second).not.toBe(metaOf(made).version);
    expect(first.headers.get('etag')).toBe(second);
    expect((await running.client.delete(`/Users/${made.id}`, { headers: { 'if-match': '*' } })).status).toBe(204);
  });
});
