import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openConsole } from '../../support/console-client.ts';
import { makeDataFolder, startHost } from '../../support/host.ts';
import { USER, bodyOf, created, expectError } from '../../support/scim-answers.ts';
import { ScimClient, minimalUser } from '../../support/scim-client.ts';
import { withHost } from '../../support/with-host.ts';
import { profileFile, removeProfiles } from './profiles.ts';

removeProfiles();

const shipped = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../../resources/profiles/meisterplan.json', import.meta.url)), 'utf8'),
) as object;
const otherwise = {
  ...shipped,
  rules: { 'token-rights': 'none', 'required-mappings': 'off', 'user-name-case': 'as-sent' },
};

describe('documented rules, as the vendor documents them', () => {
  const running = withHost([]);

  test('a token without the two rights is refused, and the rights are named', async () => {
    const ann = await created(running.client, '/Users', minimalUser('plain@contoso.example'));
    const { secret } = await running.console.tokens.create({ ownerId: ann.id });
    const answer = await running.client.get('/Users', { token: secret });
    expectError(answer, 403);
    expect(answer.headers.get('www-authenticate')).toContain('insufficient_scope');
    expect(answer.json().detail).toContain('Manage Users and User Groups');
  });

  test('userName and the work e-mail are required, on create, replace and patch', async () => {
    expectError(
      await running.client.post('/Users', { schemas: [USER], userName: 'no-mail@contoso.example' }),
      400,
      'invalidValue',
    );
    const ann = await created(running.client, '/Users', minimalUser('mail@contoso.example'));
    expectError(
      await running.client.put(`/Users/${ann.id}`, { schemas: [USER], userName: 'mail@contoso.example' }),
      400,
      'invalidValue',
    );
    expectError(await running.client.patch(`/Users/${ann.id}`, [{ op: 'remove', path: 'emails' }]), 400, 'invalidValue');
    expect(bodyOf(await running.client.get(`/Users/${ann.id}`))).toEqual(ann);
  });

  test.each(['', '  '])('a work e-mail that is the text "%s" is none', async (value) => {
    const emails = [{ type: 'work', value }];
    expectError(await running.client.post('/Users', { ...minimalUser('blank@contoso.example'), emails }), 400, 'invalidValue');
    const ann = await created(running.client, '/Users', minimalUser(`blank-${value.length}@contoso.example`));
    const operation = { op: 'replace', path: 'emails[type eq "work"].value', value };
    expectError(await running.client.patch(`/Users/${ann.id}`, [operation]), 400, 'invalidValue');
  });

  test('a PATCH that removes a field outside the list is a mapping of it, and refused', async () => {
    const ann = await created(running.client, '/Users', minimalUser('removal@contoso.example'));
    for (const operation of [
      { op: 'remove', path: 'title' },
      { op: 'Replace', path: 'title', value: null },
    ]) {
      expectError(await running.client.patch(`/Users/${ann.id}`, [operation]), 400, 'invalidPath');
    }
    expect((await running.client.patch(`/Users/${ann.id}`, [{ op: 'remove', path: 'displayName' }])).status).toBe(200);
  });

  test('user names are stored in lower case, on create and on patch, and found in any case', async () => {
    const ann = await created(running.client, '/Users', minimalUser('Mixed@Contoso.example'));
    expect(ann['userName']).toBe('mixed@contoso.example');
    const patched = await running.client.patch(`/Users/${ann.id}`, [
      { op: 'replace', path: 'userName', value: 'OTHER@contoso.example' },
    ]);
    expect(bodyOf(patched)['userName']).toBe('other@contoso.example');
    const found = await running.client.get(`/Users?filter=${encodeURIComponent('userName eq "Other@Contoso.example"')}`);
    expect(bodyOf(found)['totalResults']).toBe(1);
  });
});

describe('documented rules, where a profile decides otherwise', () => {
  const running = withHost(['--profile', profileFile('otherwise', otherwise)]);

  test('token-rights none: any live token may provision', async () => {
    const ann = await created(running.client, '/Users', minimalUser('plain@contoso.example'));
    const { secret } = await running.console.tokens.create({ ownerId: ann.id });
    expect((await running.client.get('/Users', { token: secret })).status).toBe(200);
  });

  test('required-mappings off and user-name-case as-sent', async () => {
    const ann = await created(running.client, '/Users', { schemas: [USER], userName: 'No-Mail@Contoso.example' });
    expect(ann['userName']).toBe('No-Mail@Contoso.example');
    expectError(await running.client.post('/Users', { schemas: [USER], userName: 'NO-mail@contoso.example' }), 409, 'uniqueness');
  });
});

test('switched rules survive a restart of the host', async () => {
  const data = makeDataFolder();
  try {
    const first = await startHost(data.folder);
    await (await openConsole(first.console)).rules.set({ id: 'unlisted-attributes', value: 'lenient' });
    await first.stop();
    const second = await startHost(data.folder);
    const client = new ScimClient(second.scim);
    const answer = await client.post('/Users', { ...minimalUser('kept@contoso.example'), title: 'Boss' });
    await second.stop();
    expect(answer.status).toBe(201);
  } finally {
    data.remove();
  }
});

test('the other documented shape of a profile: rfc7643 stores what meisterplan refuses', async () => {
  const data = makeDataFolder();
  try {
    const host = await startHost(data.folder, ['--profile', 'rfc7643']);
    const client = new ScimClient(host.scim);
    const answer = await client.post('/Users', { schemas: [USER], userName: 'Core', title: 'Boss' });
    await host.stop();
    expect(bodyOf(answer, 201)).toMatchObject({ userName: 'Core', title: 'Boss' });
  } finally {
    data.remove();
  }
});
