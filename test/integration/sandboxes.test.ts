import { readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openConsole } from '../support/console-client.ts';
import { type Host, TOKEN, makeDataFolder, runHost, startHost } from '../support/host.ts';
import { ScimClient, minimalUser } from '../support/scim-client.ts';

let data: ReturnType<typeof makeDataFolder>;
let host: Host;
let main: ScimClient;
let console_: Awaited<ReturnType<typeof openConsole>>;

beforeEach(async () => {
  data = makeDataFolder();
  host = await startHost(data.folder);
  main = new ScimClient(host.scim);
  console_ = await openConsole(host.console);
});
afterEach(async () => {
  await host.stop();
  data.remove();
});

/** A sandbox of its own, with a client that has a token for it. */
async function make(name: string, extra: object = {}) {
  const made = await console_.sandboxes.create({ name, ...extra });
  const operations = console_.in(made.slug);
  const { secret } = await operations.tokens.create({});
  return { ...made, operations, secret, client: new ScimClient(made.tenantUrl) };
}

async function userNames(client: ScimClient, token?: string): Promise<string[]> {
  const answer = await client.get('/Users?attributes=userName&count=1000', token === undefined ? {} : { token });
  expect(answer.status, answer.text).toBe(200);
  return (answer.json().Resources ?? [])
    .map((user) => String(user['userName']))
    .filter((name) => !name.endsWith('@sandbox.example'));
}

async function add(client: ScimClient, userName: string, token = TOKEN): Promise<string> {
  const answer = await client.post('/Users', minimalUser(userName), { token });
  expect(answer.status, answer.text).toBe(201);
  return answer.json().id ?? '';
}

test('each sandbox has a tenant URL, people, a log and tokens of its own', async () => {
  const okta = await make('Contoso Okta', { idp: 'Okta', profile: 'rfc7643' });
  expect(okta).toMatchObject({ slug: 'contoso-okta', profile: 'rfc7643', isDefault: false });
  expect(okta.tenantUrl).toBe(host.scim.replace('/scim/v2', '/contoso-okta/scim/v2'));

  await add(main, 'anna@contoso.example');
  await add(okta.client, 'bob@contoso.example', okta.secret);
  expect(await userNames(main)).toEqual(['anna@contoso.example']);
  expect(await userNames(okta.client, okta.secret)).toEqual(['bob@contoso.example']);

  expect((await okta.client.get('/Users')).status, 'the token of the default one').toBe(401);
  expect((await main.get('/Users', { token: okta.secret })).status, 'the token of the other one').toBe(401);

  const refused = await okta.operations.exchanges.list({ filter: { verdicts: ['refused'] } });
  expect(refused.items.map((one) => one.status)).toEqual([401]);
  expect((await okta.operations.status.get({})).tenantUrl).toBe(okta.tenantUrl);
  expect((await console_.sandboxes.list({})).items).toMatchObject([
    { slug: 'default', isDefault: true, counts: { users: 3, requests: 3 } },
    { slug: 'contoso-okta', idp: 'Okta', isDefault: false, counts: { users: 3 } },
  ]);
});

test('RFC 7644 §3.1: locations carry the path of the sandbox, in resources and in discovery', async () => {
  const other = await make('Other');
  const created = await other.client.post('/Users', minimalUser('anna@contoso.example'), { token: other.secret });
  const id = created.json().id ?? '';
  expect(created.headers.get('location')).toBe(`${other.tenantUrl}/Users/${id}`);
  const types = await other.client.get('/ResourceTypes', { token: other.secret });
  expect(types.text).toContain(`${other.tenantUrl}/ResourceTypes/User`);
  const viaDefault = new ScimClient(host.scim.replace('/scim/v2', '/default/scim/v2'));
  expect((await viaDefault.get('/ServiceProviderConfig')).text).toContain('/default/scim/v2/ServiceProviderConfig');
});

test.each(['/nobody/scim/v2/Users', '/Other/scim/v2/Users', '/other/scim/v21/Users'])(
  'a path that names no sandbox is refused like any other unknown one: %s',
  async (path) => {
    await make('Other');
    const origin = new ScimClient(new URL(host.scim).origin);
    expect((await origin.get(path, { token: null })).status).toBe(401);
    expect((await origin.get(path)).json()).toMatchObject({ status: '404' });
  },
);

test('names that make no address of their own are refused with a sentence', async () => {
  await make('Other');
  await expect(console_.sandboxes.create({ name: 'other' })).rejects.toThrow('There is already a sandbox');
  await expect(console_.sandboxes.create({ name: 'SCIM' })).rejects.toThrow('needs for itself');
  await expect(console_.sandboxes.create({ name: 'New' })).rejects.toThrow('needs for itself');
  await expect(console_.sandboxes.create({ name: '../etc' })).rejects.toThrow('A name has letters');
  await expect(console_.sandboxes.create({ name: 'x', copyOf: 'nobody' })).rejects.toThrow('There is no sandbox');
  await expect(console_.in('nobody').status.get({})).rejects.toThrow('any more. Choose another one');
});

test('a copy has the people and the log of its original, and none of its tokens', async () => {
  await add(main, 'anna@contoso.example');
  const copy = await make('Copy', { copyOf: 'default' });
  expect(await userNames(copy.client, copy.secret)).toEqual(['anna@contoso.example']);
  expect((await copy.client.get('/Users')).status, 'the token of the original').toBe(401);
  await add(copy.client, 'bob@contoso.example', copy.secret);
  expect(await userNames(main)).toEqual(['anna@contoso.example']);
});

test('a snapshot puts people, tokens and log back, and what was there is kept', async () => {
  await add(main, 'anna@contoso.example');
  const snapshot = await console_.sandboxes.snapshot({ slug: 'default', name: 'Before the cycle' });
  const bob = await add(main, 'bob@contoso.example');
  const { secret } = await console_.tokens.create({ name: 'Later' });
  const { exchangeCount } = await console_.status.get({});

  const { kept } = await console_.sandboxes.restore({ slug: 'default', id: snapshot.id });
  expect(kept).toMatchObject({ reason: 'before-restore' });
  expect(await userNames(main)).toEqual(['anna@contoso.example']);
  expect((await main.get('/Users', { token: secret })).status, 'made after the snapshot').toBe(401);
  expect((await main.get(`/Users/${bob}`)).status).toBe(404);
  expect(await console_.status.get({}), 'what came after the snapshot is no longer counted').toMatchObject({
    exchangeCount: exchangeCount - 1 + 3,
  });

  await console_.sandboxes.restore({ slug: 'default', id: kept?.id ?? '' });
  expect(await userNames(main)).toEqual(['anna@contoso.example', 'bob@contoso.example']);
});

test('numbers of exchanges are not used twice after a restore', async () => {
  const snapshot = await console_.sandboxes.snapshot({ slug: 'default' });
  await add(main, 'anna@contoso.example');
  const last = (await console_.status.get({})).latest?.exchangeId ?? 0;
  await console_.sandboxes.restore({ slug: 'default', id: snapshot.id });
  await add(main, 'bob@contoso.example');
  expect((await console_.status.get({})).latest?.exchangeId).toBeGreaterThan(last);
});

test('a restore while requests arrive loses none: each is answered, and those after it are there', async () => {
  const snapshot = await console_.sandboxes.snapshot({ slug: 'default' });
  const answered: string[] = [];
  const traffic = new AbortController();
  const worker = async (name: string) => {
    for (let n = 0; !traffic.signal.aborted; n++) {
      const userName = `${name}-${n}@contoso.example`;
      const answer = await main.post('/Users', minimalUser(userName));
      expect(answer.status, answer.text).toBe(201);
      answered.push(userName);
    }
  };
  const workers = ['a', 'b', 'c', 'd'].map(worker);
  const { kept } = await console_.sandboxes.restore({ slug: 'default', id: snapshot.id });
  const once = answered.length;
  while (answered.length < once + 20) await console_.status.get({});
  traffic.abort();
  await Promise.all(workers);

  const now = new Set(await userNames(main));
  const copy = await console_.sandboxes.compare({ slug: 'default', before: snapshot.id, after: kept?.id ?? '' });
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
  const anna = await add(main, 'anna@contoso.example');
  const bob = await add(main, 'bob@contoso.example');
  const carl = await add(main, 'carl@contoso.example');
  const group = await main.post('/Groups', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName: 'Planners',
    members: [{ value: anna }],
  });
  const before = await console_.sandboxes.snapshot({ slug: 'default', name: 'Before' });
  await main.patch(`/Users/${anna}`, [{ op: 'replace', path: 'active', value: false }]);
  await main.delete(`/Users/${bob}`);
  await main.delete(`/Users/${carl}`);
  await add(main, 'carl@contoso.example');
  const dora = await add(main, 'dora@contoso.example');
  await main.patch(`/Groups/${group.json().id}`, [{ op: 'add', path: 'members', value: [{ value: dora }] }]);

  const { counts, items } = await console_.sandboxes.compare({ slug: 'default', before: before.id, after: null });
  expect(counts).toEqual({ added: 1, changed: 2, removed: 1, recreated: 1 });
  expect(items.map(({ kind, type, name }) => `${kind} ${type} ${name}`).toSorted()).toEqual([
    'added User dora@contoso.example',
    'changed Group Planners',
    'changed User anna@contoso.example',
    'recreated User carl@contoso.example',
    'removed User bob@contoso.example',
  ]);
  expect(items.find(({ type }) => type === 'Group')).toMatchObject({ joined: ['dora@contoso.example'], left: [] });

  const after = await console_.sandboxes.snapshot({ slug: 'default', name: 'After' });
  await main.delete(`/Users/${dora}`);
  expect((await console_.sandboxes.compare({ slug: 'default', before: before.id, after: after.id })).counts).toEqual(counts);
});

test('a reset begins anew with directory and log; settings and the tokens of the seeded users stay', async () => {
  await add(main, 'anna@contoso.example');
  await console_.accounts.saveSettings({ singleSignOn: 'on', mailLanguage: 'de' });
  const { kept } = await console_.sandboxes.reset({ slug: 'default' });
  expect(kept).toMatchObject({ reason: 'before-reset' });
  expect(await console_.status.get({})).toMatchObject({ exchangeCount: 0, userCount: 2, liveTokenCount: 1 });
  expect(await console_.accounts.settings({})).toMatchObject({ singleSignOn: 'on', mailLanguage: 'de' });
  expect(await userNames(main)).toEqual([]);
});

test('a deleted sandbox is gone, its snapshot is kept, and the default one cannot be deleted', async () => {
  const other = await make('Other', { profile: 'rfc7643' });
  await add(other.client, 'anna@contoso.example', other.secret);
  await expect(console_.sandboxes.remove({ slug: 'other', confirm: 'another' })).rejects.toThrow('Type the name of the sandbox');
  await expect(console_.sandboxes.remove({ slug: 'default', confirm: 'default' })).rejects.toThrow('cannot be deleted');
  const { kept } = await console_.sandboxes.remove({ slug: 'other', confirm: 'Other' });
  expect((await other.client.get('/Users', { token: other.secret })).status).toBe(401);
  expect((await console_.sandboxes.list({})).items).toHaveLength(1);

  await host.stop();
  const back = await runHost(['sandbox', 'restore', 'other', kept?.id ?? '', '--data', data.folder]);
  expect(back, back.stderr).toMatchObject({ code: 0 });
  host = await startHost(data.folder);
  const again = new ScimClient(host.scim.replace('/scim/v2', '/other/scim/v2'));
  expect(await userNames(again, other.secret)).toEqual(['anna@contoso.example']);
});

test.each([
  ['cut off', (file: string) => truncateSync(file, Math.floor(statSync(file).size / 2 / 4096) * 4096)],
  ['no database', (file: string) => writeFileSync(file, 'PK\u0003\u0004 this is a zip file')],
  ['empty', (file: string) => writeFileSync(file, '')],
])('a damaged snapshot is refused before anything is replaced: %s', async (_what, damage) => {
  const snapshot = await console_.sandboxes.snapshot({ slug: 'default' });
  await add(main, 'anna@contoso.example');
  damage(join(data.folder, 'snapshots', 'default', `${snapshot.id}.sqlite`));
  await expect(console_.sandboxes.restore({ slug: 'default', id: snapshot.id })).rejects.toThrow('This snapshot cannot be used');
  await expect(console_.sandboxes.compare({ slug: 'default', before: snapshot.id, after: null })).rejects.toThrow(
    'cannot be used',
  );
  expect(await userNames(main)).toEqual(['anna@contoso.example']);
  expect(readdirSync(join(data.folder, 'sandboxes')).filter((name) => name.includes('.new'))).toEqual([]);
  await console_.sandboxes.removeSnapshot({ slug: 'default', id: snapshot.id });
  expect((await console_.sandboxes.snapshots({ slug: 'default' })).items).toEqual([]);
});

test('an invitation link names its sandbox', async () => {
  const other = await make('Other');
  const user = {
    ...minimalUser('anna@contoso.example'),
    'urn:ietf:params:scim:schemas:extension:meisterplan:2.0:User': { sendInvitationMail: true },
  };
  expect((await other.client.post('/Users', user, { token: other.secret })).status).toBe(201);
  const [mail] = (await other.operations.mails.list({})).items;
  const { linkUrl } = await other.operations.mails.get({ id: mail?.id ?? 0 });
  expect(linkUrl).toContain('/invitation/other/');
  const page = await fetch(linkUrl ?? '');
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('anna@contoso.example');
  expect((await fetch((linkUrl ?? '').replace('/other/', '/'))).status, 'of the default one').toBe(404);
});

test('the command line makes, keeps and lists beside a host, and leaves to its console what replaces a file', async () => {
  const cli = (...args: string[]) => runHost(['sandbox', ...args, '--data', data.folder]);
  await add(main, 'anna@contoso.example');
  expect(await cli('create', 'From a script', '--copy-of', 'default', '--json')).toMatchObject({ code: 0 });
  const taken = await cli('snapshot', 'default', '--name', 'By script', '--json');
  const { id } = JSON.parse(taken.stdout) as { id: string };
  await add(main, 'bob@contoso.example');
  expect((await console_.sandboxes.compare({ slug: 'default', before: id, after: null })).items.map((one) => one.name)).toEqual([
    'bob@contoso.example',
  ]);
  expect((await cli('list')).stdout).toContain('from-a-script');
  expect((await new ScimClient(host.scim.replace('/scim', '/from-a-script/scim')).get('/Users')).status).toBe(401);
  for (const args of [
    ['restore', 'default', id],
    ['reset', 'default'],
    ['delete', 'from-a-script', '--confirm', 'from-a-script'],
  ]) {
    const refused = await cli(...args);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('Use its console for this');
  }

  await host.stop();
  expect(await cli('restore', 'default', id)).toMatchObject({ code: 0 });
  expect((await cli('delete', 'from-a-script')).stderr).toContain('add --confirm from-a-script');
  expect(await cli('delete', 'from-a-script', '--confirm', 'from-a-script')).toMatchObject({ code: 0 });
  expect((await cli('reset', 'nobody')).stderr).toContain('There is no sandbox "nobody"');
  expect((await cli('snapshots', 'default')).stdout).toMatch(/before-restore[\s\S]*By script/);
  host = await startHost(data.folder);
  main = new ScimClient(host.scim);
  expect(await userNames(main)).toEqual(['anna@contoso.example']);
  expect(await cli('reset', 'default')).toMatchObject({ code: 2 });
});

test('the console stream of a restored sandbox stays open, and is told that all is stale', async () => {
  const snapshot = await console_.sandboxes.snapshot({ slug: 'default' });
  const stop = new AbortController();
  const stream = await fetch(`${console_.origin}/api/events`, { headers: { cookie: console_.cookie }, signal: stop.signal });
  const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
  await console_.sandboxes.restore({ slug: 'default', id: snapshot.id });
  await add(main, 'anna@contoso.example');
  let text = '';
  while (!text.includes('exchange.logged')) text += new TextDecoder().decode((await reader.read()).value);
  expect(text.indexOf('stream.reset')).toBeGreaterThan(-1);
  expect(text.indexOf('exchange.logged')).toBeGreaterThan(text.indexOf('stream.reset'));
  stop.abort();
});
