import { describe, expect, test } from 'vitest';
import { USER, bodyOf, created, expectError, listed, metaOf, search } from '../../support/scim-answers.ts';
import { withDeviceDesk } from './device-desk.ts';
import { DEVICE, WARRANTY } from './profiles.ts';

const { running, device, made, patch, read, found } = withDeviceDesk();

describe('RFC 7643 §6: resource types of a profile file', () => {
  test('are discovered, created, read, listed, replaced, patched and deleted under their endpoint', async () => {
    const types = bodyOf(await running.client.get('/ResourceTypes'));
    expect(types.Resources?.map((type) => type['endpoint'])).toEqual(['/People', '/Devices']);
    const one = await made({ label: 'Laptop' });
    expect(metaOf(one)).toMatchObject({ resourceType: 'Device', location: `${running.host.scim}/Devices/${one.id}` });
    expect(bodyOf(await running.client.get(`/devices/${one.id}`))).toEqual(one);
    expect(await found('label eq "laptop"')).toEqual([one['serialNumber']]);
    const put = bodyOf(
      await running.client.put(`/Devices/${one.id}`, { schemas: [DEVICE], serialNumber: one['serialNumber'], slots: 2 }),
    );
    expect(put).toMatchObject({ slots: 2 });
    expect(put).not.toHaveProperty('label');
    bodyOf(await patch(one.id, { op: 'add', path: 'label', value: 'Tablet' }));
    expect(await read(one.id)).toMatchObject({ slots: 2, label: 'Tablet' });
    expect((await running.client.delete(`/Devices/${one.id}`)).status).toBe(204);
    expectError(await running.client.get(`/Devices/${one.id}`), 404);
    expectError(await running.client.get('/Users'), 404);
    expectError(await running.client.get('/Groups'), 404);
  });

  test('/Me is found under the endpoint of users, whatever its name', async () => {
    const me = bodyOf(await running.client.get('/Me'));
    expect(metaOf(me).location).toBe(`${running.host.scim}/People/${me.id}`);
    expect(metaOf(me).resourceType).toBe('User');
  });

  test('a search at the root covers them', async () => {
    const one = await made();
    const serial = String(one['serialNumber']);
    expect(listed(await running.client.get(search(`serialNumber eq "${serial}"`)), 'id')).toEqual([one.id]);
    const both = await running.client.get(search(`serialNumber eq "${serial}" or userName sw "administrator"`));
    expect(bodyOf(both)['totalResults']).toBe(2);
  });

  test('an extension is stored, named in schemas and searched by its URN; what it requires must be there', async () => {
    const one = await made({ [WARRANTY]: { until: '2027-01-01T00:00:00Z', contract: 'C-0' } });
    expect(one['schemas']).toEqual([DEVICE, WARRANTY]);
    expect(await found(`${WARRANTY}:until lt "2027-06-01T00:00:00Z"`)).toEqual([one['serialNumber']]);
    expectError(await running.client.post('/Devices', device({ [WARRANTY]: { contract: 'C' } })), 400, 'invalidValue');
    expectError(await patch(one.id, { op: 'remove', path: `${WARRANTY}:until` }), 400, 'mutability');
  });
});

describe('RFC 7643 §2.2: uniqueness', () => {
  test('every unique attribute is unique by itself, on create, replace and patch; in an extension too', async () => {
    const first = await made({ assetTag: 'Tag-1', port: 8080, [WARRANTY]: { until: '2027-01-01T00:00:00Z', contract: 'C-1' } });
    const other = await made({ assetTag: 'Tag-2', port: 8081 });
    const clashes = [
      { assetTag: 'tag-1' },
      { port: 8080 },
      { serialNumber: first['serialNumber'] },
      { [WARRANTY]: { until: '2027-01-01T00:00:00Z', contract: 'c-1' } },
    ];
    for (const clash of clashes) expectError(await running.client.post('/Devices', device(clash)), 409, 'uniqueness');
    for (const clash of [clashes[0], clashes[1], clashes[3]]) {
      const body = { schemas: [DEVICE], serialNumber: other['serialNumber'], ...clash };
      expectError(await running.client.put(`/Devices/${other.id}`, body), 409, 'uniqueness');
      expectError(await patch(other.id, { op: 'replace', value: clash }), 409, 'uniqueness');
    }
    expect(await read(other.id)).toEqual(other);
  });

  test('a value that was given up is free; one that stays is no clash with itself', async () => {
    const one = await made({ assetTag: 'Tag-3' });
    expect(bodyOf(await patch(one.id, { op: 'replace', path: 'assetTag', value: 'TAG-3' }))['assetTag']).toBe('TAG-3');
    bodyOf(await patch(one.id, { op: 'remove', path: 'assetTag' }));
    const heir = await made({ assetTag: 'tag-3' });
    expect((await running.client.delete(`/Devices/${heir.id}`)).status).toBe(204);
    bodyOf(await patch(one.id, { op: 'add', path: 'assetTag', value: 'tag-3' }));
  });

  test('caseExact decides what is the same: serial numbers and user names here differ by case', async () => {
    const one = await made({ serialNumber: 'abc' });
    const other = await made({ serialNumber: 'ABC' });
    expect(other.id).not.toBe(one.id);
    expect(await found('serialNumber eq "ABC"')).toEqual(['ABC']);
    await created(running.client, '/People', { schemas: [USER], userName: 'Case' });
    await created(running.client, '/People', { schemas: [USER], userName: 'case' });
    expect(listed(await running.client.get(`/People${search('userName eq "case"')}`), 'userName')).toEqual(['case']);
  });
});

describe('RFC 7643 §2.2: mutability', () => {
  test('readOnly: ignored in POST and PUT; a PATCH of it is refused where the rule says so', async () => {
    const one = await made({ shelf: 'A1' });
    expect(one).not.toHaveProperty('shelf');
    const put = await running.client.put(`/Devices/${one.id}`, {
      schemas: [DEVICE],
      serialNumber: one['serialNumber'],
      shelf: 'B2',
    });
    expect(bodyOf(put)).toEqual(one);
    expectError(await patch(one.id, { op: 'add', path: 'shelf', value: 'C3' }), 400, 'mutability');
    expectError(await patch(one.id, { op: 'remove', path: 'shelf' }), 400, 'mutability');
  });

  test('immutable: set once, kept by a PUT that omits it, refused when it would change or go', async () => {
    const one = await made({ label: 'x' });
    const serialNumber = one['serialNumber'];
    expectError(await running.client.put(`/Devices/${one.id}`, { schemas: [DEVICE], serialNumber: 'other' }), 400, 'mutability');
    expect(bodyOf(await running.client.put(`/Devices/${one.id}`, { schemas: [DEVICE], label: 'y' }))).toMatchObject({
      serialNumber,
      label: 'y',
    });
    expectError(await patch(one.id, { op: 'replace', path: 'serialNumber', value: 'other' }), 400, 'mutability');
    expectError(await patch(one.id, { op: 'remove', path: 'serialNumber' }), 400, 'mutability');
    expect((await patch(one.id, { op: 'replace', path: 'serialNumber', value: serialNumber })).status).toBe(200);
  });

  test('an immutable sub-attribute may be set while it has no value, and then stays', async () => {
    const one = await made();
    bodyOf(await patch(one.id, { op: 'add', path: 'origin', value: { country: 'NO' } }));
    bodyOf(await patch(one.id, { op: 'add', path: 'origin.city', value: 'Oslo' }));
    expectError(await patch(one.id, { op: 'replace', path: 'origin.country', value: 'SE' }), 400, 'mutability');
    expect((await read(one.id))['origin']).toEqual({ country: 'NO', city: 'Oslo' });
  });

  test('writeOnly with returned never: stored, kept by a PUT, never shown, never searched or sorted by', async () => {
    const answer = await running.client.post(
      '/Devices?attributes=unlockCode,label',
      device({ unlockCode: 'open-sesame', label: 'door' }),
    );
    expect(bodyOf(answer, 201)).not.toHaveProperty('unlockCode');
    const id = String(answer.json().id);
    const { version } = metaOf(await read(id));
    expect((await running.client.get(`/Devices/${id}?attributes=unlockCode`)).text).not.toContain('sesame');
    expectError(await running.client.get(`/Devices${search('unlockCode sw "open"')}`), 400, 'invalidFilter');
    expectError(await running.client.get('/Devices?sortBy=unlockCode'), 400, 'invalidValue');
    const changed = bodyOf(await patch(id, { op: 'replace', path: 'unlockCode', value: 'shut-sesame' }));
    expect(metaOf(changed).version).not.toBe(version);
    const again = bodyOf(await patch(id, { op: 'replace', path: 'unlockCode', value: 'shut-sesame' }));
    expect(metaOf(again).version).toBe(metaOf(changed).version);
  });
});

describe('RFC 7643 §2.2: returned', () => {
  test('always, default and request', async () => {
    const stored = await made({ inventory: 'I-1', notes: 'a secret place', label: 'x', origin: { country: 'NO', secret: 's' } });
    const plain = await read(stored.id);
    expect(plain).toMatchObject({ inventory: 'I-1', label: 'x', origin: { country: 'NO' } });
    expect(plain).not.toHaveProperty('notes');
    expect(plain['origin']).not.toHaveProperty('secret');
    expect(await read(stored.id, '?attributes=label')).toEqual({
      schemas: [DEVICE],
      id: stored.id,
      label: 'x',
      inventory: 'I-1',
    });
    expect(await read(stored.id, '?attributes=notes')).toEqual({
      schemas: [DEVICE],
      id: stored.id,
      notes: 'a secret place',
      inventory: 'I-1',
    });
    expect(await read(stored.id, '?attributes=origin.secret')).toMatchObject({ origin: { secret: 's' } });
    const excluded = await read(stored.id, '?excludedAttributes=inventory,label');
    expect(excluded).toHaveProperty('inventory');
    expect(excluded).not.toHaveProperty('label');
    expect(excluded).not.toHaveProperty('notes');
    const list = bodyOf(await running.client.get(`/Devices${search('inventory eq "I-1"')}`));
    expect(list.Resources?.[0]).not.toHaveProperty('notes');
  });

  test('RFC 7643 §7: a write returns what is returned on request and was written by it', async () => {
    const one = await made({ notes: 'a place', origin: { country: 'NO', city: 'Oslo', secret: 's' } });
    expect(one).toMatchObject({ notes: 'a place', origin: { country: 'NO', city: 'Oslo', secret: 's' } });
    const moved = bodyOf(await patch(one.id, { op: 'replace', path: 'notes', value: 'elsewhere' }));
    expect(moved).toMatchObject({ notes: 'elsewhere', origin: { country: 'NO', city: 'Oslo' } });
    expect(moved['origin']).not.toHaveProperty('secret');
    const both = bodyOf(await patch(one.id, { op: 'add', value: { label: 'x', 'origin.secret': 't' } }));
    expect(both).toMatchObject({ label: 'x', origin: { secret: 't' } });
    expect(both).not.toHaveProperty('notes');
    const sent = { schemas: [DEVICE], serialNumber: one['serialNumber'], notes: 'put', origin: { country: 'NO' } };
    expect(bodyOf(await running.client.put(`/Devices/${one.id}`, sent))).toMatchObject({ notes: 'put' });
    const only = bodyOf(await running.client.put(`/Devices/${one.id}?attributes=label`, { ...sent, label: 'y' }));
    expect(only).toMatchObject({ label: 'y' });
    expect(only).not.toHaveProperty('notes');
    const less = bodyOf(await running.client.put(`/Devices/${one.id}?excludedAttributes=notes`, { ...sent, label: 'y' }));
    expect(less).not.toHaveProperty('notes');
  });
});
