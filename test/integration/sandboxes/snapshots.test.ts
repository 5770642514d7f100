import { readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { minimalUser } from '../../support/scim-client.ts';
import { add, userNames, withSandboxes } from './with-sandboxes.ts';

const { running } = withSandboxes();

test('a snapshot puts people, tokens and log back, and what was there is kept', async () => {
  await add(running.client, 'anna@contoso.example');
  const snapshot = await running.console.sandboxes.snapshot({ slug: 'default', name: 'Before the cycle' });
  const bob = await add(running.client, 'bob@contoso.example');
  const { secret } = await running.console.tokens.create({ name: 'Later' });
  const { exchangeCount } = await running.console.status.get({});

  const { kept } = await running.console.sandboxes.restore({ slug: 'default', id: snapshot.id });
  expect(kept).toMatchObject({ reason: 'before-restore' });
  expect(await userNames(running.client)).toEqual(['anna@contoso.example']);
  expect((await running.client.get('/Users', { token: secret })).status, 'made after the snapshot').toBe(401);
  expect((await running.client.get(`/Users/${bob}`)).status).toBe(404);
  expect(await running.console.status.get({}), 'what came after the snapshot is no longer counted').toMatchObject({
    exchangeCount: exchangeCount - 1 + 3,
  });

  await running.console.sandboxes.restore({ slug: 'default', id: kept?.id ?? '' });
  expect(await userNames(running.client)).toEqual(['anna@contoso.example', 'bob@contoso.example']);
});

test('numbers of exchanges are not used twice after a restore', async () => {
  const snapshot = await running.console.sandboxes.snapshot({ slug: 'default' });
  await add(running.client, 'anna@contoso.example');
  const last = (await running.console.status.get({})).latest?.exchangeId ?? 0;
  await running.console.sandboxes.restore({ slug: 'default', id: snapshot.id });
  await add(running.client, 'bob@contoso.example');
  expect((await running.console.status.get({})).latest?.exchangeId).toBeGreaterThan(last);
});

test('a restore while requests arrive loses none: each is answered, and those after it are there', async () => {
  const snapshot = await running.console.sandboxes.snapshot({ slug: 'default' });
  const answered: string[] = [];
  const traffic = new AbortController();
  const worker = async (name: string) => {
    for (let n = 0; !traffic.signal.aborted; n++) {
      const userName = `${name}-${n}@contoso.example`;
      const answer = await running.client.post('/Users', minimalUser(userName));
      expect(answer.status, answer.text).toBe(201);
      answered.push(userName);
    }
  };
  const workers = ['a', 'b', 'c', 'd'].map(worker);
  const { kept } = await running.console.sandboxes.restore({ slug: 'default', id: snapshot.id });
  const once = answered.length;
  while (answered.length < once + 20) await running.console.status.get({});
  traffic.abort();
  await Promise.all(workers);

  const now = new Set(await userNames(running.client));
  const copy = await running.console.sandboxes.compare({ slug: 'default', before: snapshot.id, after: kept?.id ?? '' });
  const before = new Set(copy.items.map((item) => item.name));
  expect(copy.counts.removed).toBe(0);
  expect(
    answered.filter((name) => !now.has(name) && !before.has(name)),
    'in neither of both',
  ).toEqual([]);
  expect(
    answered.filter((name) => now.has(name) && before.has(name)),
    'in both',
  ).toEqual([]);
  expect(now.size).toBeGreaterThanOrEqual(20);
});

test('two snapshots, or one and now, are compared by who was added, changed, removed and made again', async () => {
  const anna = await add(running.client, 'anna@contoso.example');
  const bob = await add(running.client, 'bob@contoso.example');
  const carl = await add(running.client, 'carl@contoso.example');
  const group = await running.client.post('/Groups', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName: 'Planners',
    members: [{ value: anna }],
  });
  const before = await running.console.sandboxes.snapshot({ slug: 'default', name: 'Before' });
  await running.client.patch(`/Users/${anna}`, [{ op: 'replace', path: 'active', value: false }]);
  await running.client.delete(`/Users/${bob}`);
  await running.client.delete(`/Users/${carl}`);
  await add(running.client, 'carl@contoso.example');
  const dora = await add(running.client, 'dora@contoso.example');
  await running.client.patch(`/Groups/${group.json().id}`, [{ op: 'add', path: 'members', value: [{ value: dora }] }]);

  const { counts, items } = await running.console.sandboxes.compare({ slug: 'default', before: before.id, after: null });
  expect(counts).toEqual({ added: 1, changed: 2, removed: 1, recreated: 1 });
  expect(items.map(({ kind, type, name }) => `${kind} ${type} ${name}`).toSorted()).toEqual([
    'added User dora@contoso.example',
    'changed Group Planners',
    'changed User anna@contoso.example',
    'recreated User carl@contoso.example',
    'removed User bob@contoso.example',
  ]);
  expect(items.find(({ type }) => type === 'Group')).toMatchObject({ joined: ['dora@contoso.example'], left: [] });

  const after = await running.console.sandboxes.snapshot({ slug: 'default', name: 'After' });
  await running.client.delete(`/Users/${dora}`);
  expect((await running.console.sandboxes.compare({ slug: 'default', before: before.id, after: after.id })).counts).toEqual(
    counts,
  );
});

test('a reset begins anew with directory and log; settings and the tokens of the seeded users stay', async () => {
  await add(running.client, 'anna@contoso.example');
  await running.console.accounts.saveSettings({ singleSignOn: 'on', mailLanguage: 'de' });
  const { kept } = await running.console.sandboxes.reset({ slug: 'default' });
  expect(kept).toMatchObject({ reason: 'before-reset' });
  expect(await running.console.status.get({})).toMatchObject({ exchangeCount: 0, userCount: 2, liveTokenCount: 1 });
  expect(await running.console.accounts.settings({})).toMatchObject({ singleSignOn: 'on', mailLanguage: 'de' });
  expect(await userNames(running.client)).toEqual([]);
});

test.each([
  ['cut off', (file: string) => truncateSync(file, Math.floor(statSync(file).size / 2 / 4096) * 4096)],
  ['no database', (file: string) => writeFileSync(file, 'PK\u0003\u0004 this is a zip file')],
  ['empty', (file: string) => writeFileSync(file, '')],
])('a damaged snapshot is refused before anything is replaced: %s', async (_what, damage) => {
  const snapshot = await running.console.sandboxes.snapshot({ slug: 'default' });
  await add(running.client, 'anna@contoso.example');
  damage(join(running.data, 'snapshots', 'default', `${snapshot.id}.sqlite`));
  await expect(running.console.sandboxes.restore({ slug: 'default', id: snapshot.id })).rejects.toThrow(
    'This snapshot cannot be used',
  );
  await expect(running.console.sandboxes.compare({ slug: 'default', before: snapshot.id, after: null })).rejects.toThrow(
    'cannot be used',
  );
  expect(await userNames(running.client)).toEqual(['anna@contoso.example']);
  expect(readdirSync(join(running.data, 'sandboxes')).filter((name) => name.includes('.new'))).toEqual([]);
  await running.console.sandboxes.removeSnapshot({ slug: 'default', id: snapshot.id });
  expect((await running.console.sandboxes.snapshots({ slug: 'default' })).items).toEqual([]);
});

test('the console stream of a restored sandbox stays open, and is told that all is stale', async () => {
  const snapshot = await running.console.sandboxes.snapshot({ slug: 'default' });
  const stop = new AbortController();
  const stream = await fetch(`${running.console.origin}/api/events`, {
    headers: { cookie: running.console.cookie },
    signal: stop.signal,
  });
  const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
  await running.console.sandboxes.restore({ slug: 'default', id: snapshot.id });
  await add(running.client, 'anna@contoso.example');
  let text = '';
  while (!text.includes('exchange.logged')) text += new TextDecoder().decode((await reader.read()).value);
  expect(text.indexOf('stream.reset')).toBeGreaterThan(-1);
  expect(text.indexOf('exchange.logged')).toBeGreaterThan(text.indexOf('stream.reset'));
  stop.abort();
});
