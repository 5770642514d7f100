import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { TOKEN } from '../../support/host.ts';
import { BULK_REQUEST, bodyOf, created, expectError, group, user } from '../../support/scim-answers.ts';
import { withHost } from '../../support/with-host.ts';
import { TOOL, workshop } from '../../unit/scim/workshop.ts';
import { profileFile, removeProfiles } from './profiles.ts';

removeProfiles();

describe('the log says of a refusal what was wrong, and nothing that was not', () => {
  const running = withHost([]);
  const contoso = (name: string) => user(name, { emails: [{ type: 'work', value: `${name}@contoso.example` }] });

  async function last() {
    const { items } = await running.console.exchanges.list({ limit: 1 });
    const { sentence, findings } = await running.console.exchanges.get({ id: items[0]?.id ?? 0 });
    return { sentence, codes: findings.map(({ code }) => code), findings };
  }

  test('a group that is to be a member of itself', async () => {
    const { id } = await created(running.client, '/Groups', group('Ouroboros'));
    expectError(
      await running.client.patch(`/Groups/${id}`, [{ op: 'add', path: 'members', value: [{ value: id }] }]),
      400,
      'invalidValue',
    );
    expect(await last()).toMatchObject({
      sentence: 'Refused: a group cannot be a member of itself (changing group Ouroboros)',
      codes: ['member-of-itself'],
    });
  });

  test('who is in no group any more is counted whole, however many they are', async () => {
    const ids = [];
    for (let i = 1; i <= 12; i += 1) ids.push((await created(running.client, '/Users', contoso(`leaver-${i}`))).id);
    const { id } = await created(running.client, '/Groups', group('Leavers', { members: ids.map((value) => ({ value })) }));
    expect((await running.client.patch(`/Groups/${id}`, [{ op: 'remove', path: 'members' }])).status).toBe(204);
    expect((await last()).findings[0]?.what).toMatch(/^leaver-\d+, .* and 2 more are in no group any more\.$/);
  });

  test('an id in the body that is not the one in the address', async () => {
    const { id } = await created(running.client, '/Groups', group('Two ids'));
    const answer = await running.client.patch(`/Groups/${id}`, [{ op: 'replace', value: { id: 'another', displayName: 'New' } }]);
    expectError(answer, 400, 'mutability');
    expect(await last()).toMatchObject({
      sentence: 'Refused: the request names another id than its address (changing group Two ids)',
      codes: ['other-id'],
    });
  });

  test('RFC 9110 §13.1.2: a write that If-None-Match rules out', async () => {
    const { id } = await created(running.client, '/Users', contoso('if-none-match'));
    const answer = await running.client.send('PUT', `/Users/${id}`, {
      body: contoso('if-none-match'),
      headers: { 'if-none-match': '*' },
    });
    expectError(answer, 412);
    expect((await last()).codes).toEqual(['must-not-exist']);
  });

  test('RFC 7644 §3.7: what failOnErrors left undone is told, and how many operations were sent', async () => {
    const gone = { method: 'DELETE', path: '/Users/gone' };
    const Operations = [gone, { method: 'POST', path: '/Users', bulkId: 'a', data: contoso('never') }, gone];
    bodyOf(await running.client.post('/Bulk', { schemas: [BULK_REQUEST], failOnErrors: 1, Operations }));
    const { sentence, codes, findings } = await last();
    expect(sentence).toBe('A provisioning client sent 3 operations in bulk');
    expect(codes).toEqual(['bulk-operation-refused', 'bulk-stopped']);
    expect(findings[1]?.what).toContain('2 operations were not tried');
  });

  test('RFC 7644 §3.4.3: a search that does not say that it is one', async () => {
    expectError(await running.client.post('/Users/.search', { filter: 'userName pr' }), 400, 'invalidSyntax');
    expect(await last()).toMatchObject({
      sentence: 'Refused: the body does not say what message it is (looking for users)',
      codes: ['not-this-message'],
    });
  });

  test('RFC 7644 §4: a schema that is not here', async () => {
    expectError(await running.client.get('/Schemas/urn:example:nothing'), 404);
    expect((await last()).codes).toEqual(['unknown-definition']);
  });

  test('RFC 7643 §2.1: one attribute under two names', async () => {
    expectError(await running.client.post('/Users', { ...contoso('twice'), USERNAME: 'twice' }), 400, 'invalidSyntax');
    expect((await last()).codes).toEqual(['name-twice']);
  });

  test('a name with a line break or a mark that turns text round stays one line', async () => {
    await created(running.client, '/Users', {
      ...contoso('a\nb\u202ec'),
      emails: [{ type: 'work', value: 'odd@contoso.example' }],
    });
    expect((await last()).sentence).toBe('A provisioning client created a\ufffdb\ufffdc');
  });

  test('a refusal by the strict rules does not claim that anything was passed over', async () => {
    await running.console.rules.applyPreset({ preset: 'strict-rfc' });
    const answer = await running.client.post('/Users', { ...contoso('strict'), schemas: ['urn:scim:schemas:core:1.0'] });
    await running.console.rules.applyPreset({ preset: 'as-documented' });
    expectError(answer, 400, 'invalidValue');
    expect(answer.json().detail).toBe(
      'The schema URI "urn:scim:schemas:core:1.0" is not of this endpoint: the rule unknown-schema-uris is set to refuse this.',
    );
  });

  test('RFC 9112 §3.2.2: the absolute form of a request target is taken too', async () => {
    const target = new URL(`${running.host.scim}/Users?count=1`);
    const status = await new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${TOKEN}` };
      request({ host: target.hostname, port: target.port, path: target.href, headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(200);
  });
});

describe('a resource type of the user’s own', () => {
  const running = withHost(['--profile', profileFile('workshop', workshop)]);

  test('is told by what it is matched by, where it has no name', async () => {
    const { id } = await created(running.client, '/Tools', { schemas: [TOOL], number: 'T-7' });
    expectError(await running.client.post('/Tools', { schemas: [TOOL], number: 't-7' }), 409, 'uniqueness');
    bodyOf(await running.client.patch(`/Tools/${id}`, [{ op: 'replace', path: 'weight', value: 3 }]));
    expect((await running.client.delete(`/Tools/${id}`)).status).toBe(204);
    const { items } = await running.console.exchanges.list({});
    expect(items.map(({ sentence }) => sentence)).toEqual([
      'A provisioning client deleted Tool T-7',
      'A provisioning client changed weight of Tool T-7',
      expect.stringContaining('(creating Tool t-7)'),
      'A provisioning client created Tool T-7',
    ]);
  });

  test('RFC 7643 §2.3.5: keeps a unique dateTime unique, however it is written', async () => {
    await created(running.client, '/Tools', { schemas: [TOOL], number: 'T-8', tested: '2026-01-01T01:00:00+01:00' });
    expectError(
      await running.client.post('/Tools', { schemas: [TOOL], number: 'T-9', tested: '2026-01-01T00:00:00Z' }),
      409,
      'uniqueness',
    );
  });
});
