import { describe, expect, test } from 'vitest';
import { USER, bodyOf, expectError, listed, search } from '../../support/scim-answers.ts';
import { withDeviceDesk } from './device-desk.ts';

const { running, device, made, patch, read, found } = withDeviceDesk();

describe('RFC 7643 §2.3: types', () => {
  test.each([
    ['slots', 4, [4.5, '4', true, {}]],
    ['weight', 1.25, ['1.25', true]],
    ['portable', true, ['yes', 1]],
    ['boughtOn', '2026-01-31T08:00:00+01:00', ['yesterday', '2026-02-30T08:00:00Z', 7]],
    ['certificate', 'AAECAw==', ['not base64!', 7]],
    ['manual', 'https://example.com/manual.pdf', [7, {}]],
    ['label', 'Grüße 🐘', [7, ['x'], { value: 'x' }]],
    ['tags', ['a', 'b'], ['a', [1], [{ value: 'x', no: 1 }]]],
    ['owner', { value: 'u1', since: '2026-01-01T00:00:00Z' }, ['u1', [{ value: 'u1' }], { since: 'x' }]],
  ])('%s takes its own type as it is, and no other', async (name, good, bad) => {
    const one = await made({ [name]: good });
    expect(one[name]).toEqual(good);
    // Shapes whose meaning is clear, such as one object where a list belongs, are forgiven by rules; the rest is refused.
    for (const value of bad) {
      const answer = await running.client.post('/Devices', device({ [name]: value }));
      if (answer.status === 201) expect(answer.json()[name], JSON.stringify(value)).not.toEqual(value);
      else expectError(answer, 400, 'invalidValue');
    }
  });

  test('are compared as what they are', async () => {
    await made({
      serialNumber: 'T-1',
      slots: 9,
      weight: 1.5,
      boughtOn: '2026-01-31T23:30:00-02:00',
      certificate: 'AAECAw==',
      model: 'X',
      portable: true,
    });
    await made({
      serialNumber: 'T-2',
      slots: 10,
      weight: 0.25,
      boughtOn: '2026-02-01T01:00:00Z',
      certificate: 'aaecaw==',
      model: 'x',
      portable: false,
    });
    const only = async (filter: string) => found(`serialNumber sw "T-" and ${filter}`);
    expect(await only('slots gt 9')).toEqual(['T-2']);
    expect(await only('slots le 9')).toEqual(['T-1']);
    expect(await only('slots eq 9.0')).toEqual(['T-1']);
    expect(await only('weight lt 0.5')).toEqual(['T-2']);
    expect(await only('boughtOn gt "2026-02-01T01:00:00Z"')).toEqual(['T-1']);
    expect(await only('boughtOn eq "2026-02-01T02:00:00+01:00"')).toEqual(['T-2']);
    expect(await only('certificate eq "AAECAw=="')).toEqual(['T-1']);
    expect(await only('model eq "x"')).toEqual(['T-2']);
    expect(await only('portable ne true')).toEqual(['T-2']);
    for (const filter of ['slots co 1', 'slots eq "9"', 'boughtOn co "2026"', 'certificate gt "A"', 'portable gt true']) {
      expectError(await running.client.get(`/Devices${search(filter)}`), 400, 'invalidFilter');
    }
    const sorted = async (by: string) =>
      listed(await running.client.get(`/Devices${search('serialNumber sw "T-"')}&sortBy=${by}`), 'serialNumber');
    expect(await sorted('slots')).toEqual(['T-1', 'T-2']);
    expect(await sorted('boughtOn')).toEqual(['T-2', 'T-1']);
    expect(await sorted('weight')).toEqual(['T-2', 'T-1']);
  });

  test('multi-valued strings are added, searched and removed one by one', async () => {
    const one = await made({ serialNumber: 'M-1', tags: ['red', 'blue'] });
    expect(await found('tags eq "RED"')).toEqual(['M-1']);
    const added = bodyOf(await patch(one.id, { op: 'add', path: 'tags', value: ['green', 'red'] }));
    expect(added['tags']).toEqual(['red', 'blue', 'green']);
    const removed = bodyOf(await patch(one.id, { op: 'remove', path: 'tags[value eq "blue"]' }));
    expect(removed['tags']).toEqual(['red', 'green']);
  });

  test('RFC 7643 §2.4: of a multi-valued complex attribute one value at the most is primary', async () => {
    const usb = { value: 'left', type: 'usb', speed: 5, primary: true };
    expectError(
      await running.client.post('/Devices', device({ ports: [usb, { value: 'right', primary: true }] })),
      400,
      'invalidValue',
    );
    const one = await made({ serialNumber: 'P-1', ports: [usb, { value: 'back', type: 'hdmi' }] });
    const after = bodyOf(await patch(one.id, { op: 'replace', path: 'ports[type eq "hdmi"].primary', value: true }));
    expect(after['ports']).toMatchObject([
      { value: 'left', primary: false },
      { value: 'back', primary: true },
    ]);
    expect(await found('ports[type eq "usb" and speed ge 5]')).toEqual(['P-1']);
    expect(await found('ports[type eq "hdmi" and speed pr]')).toEqual([]);
    expectError(await patch(one.id, { op: 'replace', path: 'ports', value: [usb, { ...usb, value: 'x' }] }), 400, 'invalidValue');
  });

  test('RFC 7643 §2.2: canonicalValues suggest; another value is taken too', async () => {
    expect((await made({ ports: [{ value: 'side', type: 'audio' }] }))['ports']).toEqual([{ value: 'side', type: 'audio' }]);
  });

  test('bulk works with resource types of a profile', async () => {
    const answer = await running.client.post('/Bulk', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations: [
        { method: 'POST', path: '/Devices', bulkId: 'd', data: device({ owner: { value: 'bulkId:u' } }) },
        { method: 'POST', path: '/People', bulkId: 'u', data: { schemas: [USER], userName: 'bulk-owner' } },
      ],
    });
    const [first, second] = bodyOf(answer)['Operations'] as { status: string; location: string }[];
    expect([first?.status, second?.status]).toEqual(['201', '201']);
    expect(second?.location).toContain('/People/');
    const owned = await read(String(first?.location.split('/').at(-1)));
    expect(owned['owner']).toEqual({ value: second?.location.split('/').at(-1) });
  });
});
