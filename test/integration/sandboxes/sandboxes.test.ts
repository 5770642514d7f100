import { expect, test } from 'vitest';
import { runHost } from '../../support/host.ts';
import { ScimClient, minimalUser } from '../../support/scim-client.ts';
import { add, userNames, withSandboxes } from './with-sandboxes.ts';

const { running, make } = withSandboxes();

test('each sandbox has a tenant URL, people, a log and tokens of its own', async () => {
  const okta = await make('Contoso Okta', { idp: 'Okta', profile: 'rfc7643' });
  expect(okta).toMatchObject({ slug: 'contoso-okta', profile: 'rfc7643', isDefault: false });
  expect(okta.tenantUrl).toBe(running.host.scim.replace('/scim/v2', '/contoso-okta/scim/v2'));

  await add(running.client, 'anna@contoso.example');
  await add(okta.client, 'bob@contoso.example', okta.secret);
  expect(await userNames(running.client)).toEqual(['anna@contoso.example']);
  expect(await userNames(okta.client, okta.secret)).toEqual(['bob@contoso.example']);

  expect((await okta.client.get('/Users')).status, 'the token of the default one').toBe(401);
  expect((await running.client.get('/Users', { token: okta.secret })).status, 'the token of the other one').toBe(401);

  const refused = await okta.operations.exchanges.list({ filter: { verdicts: ['refused'] } });
  expect(refused.items.map((one) => one.status)).toEqual([401]);
  expect((await okta.operations.status.get({})).tenantUrl).toBe(okta.tenantUrl);
  expect((await running.console.sandboxes.list({})).items).toMatchObject([
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
  const viaDefault = new ScimClient(running.host.scim.replace('/scim/v2', '/default/scim/v2'));
  expect((await viaDefault.get('/ServiceProviderConfig')).text).toContain('/default/scim/v2/ServiceProviderConfig');
});

test.each(['/nobody/scim/v2/Users', '/Other/scim/v2/Users', '/other/scim/v21/Users'])(
  'a path that names no sandbox is refused like any other unknown one: %s',
  async (path) => {
    await make('Other');
    const origin = new ScimClient(new URL(running.host.scim).origin);
    expect((await origin.get(path, { token: null })).status).toBe(401);
    expect((await origin.get(path)).json()).toMatchObject({ status: '404' });
  },
);

test('names that make no address of their own are refused with a sentence', async () => {
  await make('Other');
  await expect(running.console.sandboxes.create({ name: 'other' })).rejects.toThrow('There is already a sandbox');
  await expect(running.console.sandboxes.create({ name: 'SCIM' })).rejects.toThrow('needs for itself');
  await expect(running.console.sandboxes.create({ name: 'New' })).rejects.toThrow('needs for itself');
  await expect(running.console.sandboxes.create({ name: '../etc' })).rejects.toThrow('A name has letters');
  await expect(running.console.sandboxes.create({ name: 'x', copyOf: 'nobody' })).rejects.toThrow('There is no sandbox');
  await expect(running.console.in('nobody').status.get({})).rejects.toThrow('any more. Choose another one');
});

test('a copy has the people and the log of its original, and none of its tokens', async () => {
  await add(running.client, 'anna@contoso.example');
  const copy = await make('Copy', { copyOf: 'default' });
  expect(await userNames(copy.client, copy.secret)).toEqual(['anna@contoso.example']);
  expect((await copy.client.get('/Users')).status, 'the token of the original').toBe(401);
  await add(copy.client, 'bob@contoso.example', copy.secret);
  expect(await userNames(running.client)).toEqual(['anna@contoso.example']);
});

test('a deleted sandbox is gone, its snapshot is kept, and the default one cannot be deleted', async () => {
  const other = await make('Other', { profile: 'rfc7643' });
  await add(other.client, 'anna@contoso.example', other.secret);
  await expect(running.console.sandboxes.remove({ slug: 'other', confirm: 'another' })).rejects.toThrow(
    'Type the name of the sandbox',
  );
  await expect(running.console.sandboxes.remove({ slug: 'default', confirm: 'default' })).rejects.toThrow('cannot be deleted');
  const { kept } = await running.console.sandboxes.remove({ slug: 'other', confirm: 'Other' });
  expect((await other.client.get('/Users', { token: other.secret })).status).toBe(401);
  expect((await running.console.sandboxes.list({})).items).toHaveLength(1);

  await running.restart(async () => {
    const back = await runHost(['sandbox', 'restore', 'other', kept?.id ?? '', '--data', running.data]);
    expect(back, back.stderr).toMatchObject({ code: 0 });
  });
  const again = new ScimClient(running.host.scim.replace('/scim/v2', '/other/scim/v2'));
  expect(await userNames(again, other.secret)).toEqual(['anna@contoso.example']);
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
  const cli = (...args: string[]) => runHost(['sandbox', ...args, '--data', running.data]);
  await add(running.client, 'anna@contoso.example');
  expect(await cli('create', 'From a script', '--copy-of', 'default', '--json')).toMatchObject({ code: 0 });
  const taken = await cli('snapshot', 'default', '--name', 'By script', '--json');
  const { id } = JSON.parse(taken.stdout) as { id: string };
  await add(running.client, 'bob@contoso.example');
  expect(
    (await running.console.sandboxes.compare({ slug: 'default', before: id, after: null })).items.map((one) => one.name),
  ).toEqual(['bob@contoso.example']);
  expect((await cli('list')).stdout).toContain('from-a-script');
  expect((await new ScimClient(running.host.scim.replace('/scim', '/from-a-script/scim')).get('/Users')).status).toBe(401);
  for (const args of [
    ['restore', 'default', id],
    ['reset', 'default'],
    ['delete', 'from-a-script', '--confirm', 'from-a-script'],
  ]) {
    const refused = await cli(...args);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('Use its console for this');
  }

  await running.restart(async () => {
    expect(await cli('restore', 'default', id)).toMatchObject({ code: 0 });
    expect((await cli('delete', 'from-a-script')).stderr).toContain('add --confirm from-a-script');
    expect(await cli('delete', 'from-a-script', '--confirm', 'from-a-script')).toMatchObject({ code: 0 });
    expect((await cli('reset', 'nobody')).stderr).toContain('There is no sandbox "nobody"');
    expect((await cli('snapshots', 'default')).stdout).toMatch(/before-restore[\s\S]*By script/);
  });
  expect(await userNames(running.client)).toEqual(['anna@contoso.example']);
  expect(await cli('reset', 'default')).toMatchObject({ code: 2 });
});
