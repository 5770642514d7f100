import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runHost } from '../../support/host.ts';
import { ScimClient } from '../../support/scim-client.ts';
import { withFreshHost } from '../../support/with-host.ts';
import { workbook } from '../../support/workbook.ts';

const running = withFreshHost();
let files: string;
beforeEach(() => {
  files = mkdtempSync(join(tmpdir(), 'lists-'));
});
afterEach(() => rmSync(files, { recursive: true }));

const HEADINGS = ['User name', 'E-mail', 'First name', 'Last name', 'User groups', 'Active'];
const LIST = workbook({
  name: 'Users',
  rows: [
    HEADINGS,
    ['Anna.Berg@Contoso.example', 'Anna.Berg@contoso.example', 'Anna', 'Berg', 'Planners; System Administrators', true],
    ['ben@contoso.example', null, 'Ben', null, 'planners', false],
    ['administrator@sandbox.example', 'admin@contoso.example', 'Ada', 'Min', null, true],
  ],
});
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const cli = (...args: string[]) => runHost(['sandbox', ...args, '--data', running.data]);

async function clientOf(slug: string, tenantUrl: string) {
  const { secret } = await running.console.in(slug).tokens.create({});
  return { scim: new ScimClient(tenantUrl), token: secret };
}

describe('a sandbox from a user list', () => {
  const create = (content: Uint8Array) =>
    running.console.sandboxes.create({ name: 'As in production', people: { kind: 'list', content: base64(content) } });

  test('has its users and groups as if made by hand, and those that were there stay as they are', async () => {
    const { slug, counts } = await create(LIST);
    expect(counts).toMatchObject({ users: 4, requests: 0 });
    const { directory } = running.console.in(slug);
    const users = (await directory.users({})).items;
    expect(users.map(({ userName, active, origin }) => `${userName} ${active} ${origin}`).toSorted()).toEqual([
      'administrator@sandbox.example true local',
      'anna.berg@contoso.example true local',
      'ben@contoso.example false local',
      'provisioning-service@sandbox.example true local',
    ]);
    const groups = (await directory.groups({})).items;
    expect(groups.map(({ displayName, memberCount }) => [displayName, memberCount])).toContainEqual(['Planners', 2]);
    expect(groups.map(({ displayName, memberCount }) => [displayName, memberCount])).toContainEqual(['System Administrators', 2]);
    expect(groups).toHaveLength(3);
  });

  test('rule 8: whom the identity provider finds by user name or mail address, it takes over', async () => {
    const { slug, tenantUrl } = await create(LIST);
    const { scim, token } = await clientOf(slug, tenantUrl);
    const filter = encodeURIComponent('userName eq "ANNA.berg@contoso.example"');
    const [anna] = (await scim.get(`/Users?filter=${filter}`, { token })).json().Resources ?? [];
    const id = String(anna?.['id']);
    const byMail = encodeURIComponent('emails.value eq "anna.berg@contoso.example"');
    expect((await scim.get(`/Users?filter=${byMail}`, { token })).json()).toMatchObject({ Resources: [{ id }] });
    const changed = await scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'name.familyName', value: 'Berger' }], { token });
    expect(changed.status, changed.text).toBe(200);
    const taken = (await running.console.in(slug).directory.users({ text: 'anna' })).items;
    expect(taken).toMatchObject([{ userName: 'anna.berg@contoso.example', origin: 'scim' }]);
    const [exchange] = (await running.console.in(slug).exchanges.list({ filter: { methods: ['PATCH'] } })).items;
    const { findings } = await running.console.in(slug).exchanges.get({ id: exchange?.id ?? 0 });
    expect(JSON.stringify(findings)).toContain('made by hand');
  });

  test('is refused without a trace where the file is none, and where no column holds the user name', async () => {
    await expect(create(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))).rejects.toThrow('before 2007');
    await expect(
      create(
        workbook({
          name: 'A',
          rows: [
            ['Kennung', 'E-Mail'],
            ['anna', 'a@x'],
          ],
        }),
      ),
    ).rejects.toThrow('Say first which column holds the user name.');
    await expect(create(Buffer.alloc(5_245_000, 'a'))).rejects.toThrow('larger than 5 MiB');
    await expect(create(Buffer.alloc(50_000_000))).rejects.toThrow('MiB that this command takes');
    await expect(running.console.sandboxes.create({ name: 'X', copyOf: 'default', people: { kind: 'sample' } })).rejects.toThrow(
      'A copy has the people of its original.',
    );
    expect((await running.console.sandboxes.list({})).items).toHaveLength(1);
    expect(readdirSync(join(running.data, 'sandboxes')).filter((name) => !name.startsWith('default'))).toEqual([]);
  });

  test('is made by the command line too, with columns that no heading tells', async () => {
    const file = join(files, 'users.xlsx');
    writeFileSync(
      file,
      workbook({
        name: 'A',
        rows: [
          ['Kennung', 'E-Mail'],
          ['Anna', 'a@x.example'],
          [null, 'b@x.example'],
        ],
      }),
    );
    expect(await cli('create', 'List', '--user-list', file)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Add --column "userName=<heading>"; the headings are "Kennung", "E-Mail".'),
    });
    const made = await cli('create', 'List', '--user-list', file, '--column', 'userName=kennung');
    expect(made, made.stderr).toMatchObject({ code: 0 });
    expect(made.stdout).toContain('Line 3: The line has no user name; it is left out.');
    expect(made.stdout).toContain('Made the sandbox "List" with 1 people.');
    expect((await running.console.in('list').directory.users({ text: 'anna' })).items).toMatchObject([{ userName: 'anna' }]);
    const large = join(files, 'large.csv');
    writeFileSync(large, '');
    truncateSync(large, 50_000_000);
    expect((await cli('create', 'Large', '--user-list', large)).stderr).toContain('has 47.7 MiB; at most 5 MiB are read');
  });
});

describe('a sandbox from a model company', () => {
  test('is the same for the same seed, and the simulator then finds its people instead of making them', async () => {
    const people = { kind: 'sample', people: 20, groups: 2, seed: 7 } as const;
    const { slug, counts } = await running.console.sandboxes.create({ name: 'Sample', people });
    expect(counts).toMatchObject({ users: 22 });
    const made = await cli('create', 'Same', '--sample', '20', '--seed', '7', '--json');
    expect(JSON.parse(made.stdout)).toMatchObject({ slug: 'same', people: 20 });
    const names = async (which: string) =>
      (await running.console.in(which).directory.users({ limit: 100 })).items.map(({ userName }) => userName).toSorted();
    expect(await names('same')).toEqual(await names(slug));

    const { rehearsals } = running.console.in(slug);
    const { id } = await rehearsals.start({
      idp: 'entra',
      people: { kind: 'generated', people: 20, groups: 2, seed: 7 },
      stories: ['initial'],
    });
    await expect.poll(async () => (await rehearsals.get({ id })).state, { timeout: 20_000 }).toBe('finished');
    expect(await names(slug)).toHaveLength(22);
    const { items } = await running.console.in(slug).exchanges.list({ filter: { methods: ['POST'] } });
    expect(items.map(({ sentence }) => JSON.stringify(sentence)).filter((text) => text.includes('@contoso.example'))).toEqual([]);
  });

  test('is refused where the numbers are none', async () => {
    const make = (people: number) => running.console.sandboxes.create({ name: 'X', people: { kind: 'sample', people } });
    await expect(make(0)).rejects.toThrow('at least one person');
    await expect(make(20_001)).rejects.toThrow('at most 20,000 people');
    expect((await cli('create', 'X', '--sample', 'many')).stderr).toContain('A whole number is expected.');
    expect((await cli('create', 'X', '--sample', '5', '--copy-of', 'default')).stderr).toContain('begins in one way');
  });
});

describe('a deleted sandbox', () => {
  const remove = async () => {
    await running.console.sandboxes.create({ name: 'Contoso Okta', idp: 'Okta', people: { kind: 'sample', people: 12 } });
    const { kept } = await running.console.sandboxes.remove({ slug: 'contoso-okta', confirm: 'Contoso Okta' });
    return kept?.id ?? '';
  };

  test('is listed with its name, and comes back with people, tokens and log while the host runs', async () => {
    const made = await running.console.sandboxes.create({
      name: 'Contoso Okta',
      idp: 'Okta',
      people: { kind: 'sample', people: 12 },
    });
    const { scim, token } = await clientOf(made.slug, made.tenantUrl);
    await scim.get('/Users', { token });
    const { kept } = await running.console.sandboxes.remove({ slug: made.slug, confirm: 'Contoso Okta' });
    expect(await running.console.sandboxes.deleted({})).toEqual({
      items: [{ slug: made.slug, name: 'Contoso Okta', idp: 'Okta', snapshots: 1, latest: kept }],
    });
    expect((await scim.get('/Users', { token })).status).toBe(401);
    const back = await running.console.sandboxes.restoreDeleted({ slug: made.slug });
    expect(back).toMatchObject({ name: 'Contoso Okta', idp: 'Okta', counts: { users: 14, requests: 1 } });
    expect((await scim.get('/Users', { token })).status).toBe(200);
    expect(await running.console.sandboxes.deleted({})).toEqual({ items: [] });
    await expect(running.console.sandboxes.restoreDeleted({ slug: made.slug })).rejects.toThrow('There is already a sandbox');
  });

  test('is listed and brought back by the command line beside a running host', async () => {
    const id = await remove();
    expect((await cli('list', '--deleted')).stdout).toMatch(/^contoso-okta {2}Contoso Okta {2}Okta {2}deleted .*before-delete/);
    expect((await cli('restore', 'contoso-okta')).stdout).toContain(`Restored "contoso-okta" from ${id}.`);
    expect((await cli('list', '--deleted')).stdout).toContain('No sandbox was deleted.');
    expect((await running.console.sandboxes.list({})).items.map(({ slug }) => slug)).toContain('contoso-okta');
    expect((await cli('restore', 'default')).stderr).toContain('in use by another');
  });

  test('whose snapshot is damaged is refused with a sentence, and nothing is put in its place', async () => {
    const id = await remove();
    truncateSync(join(running.data, 'snapshots', 'contoso-okta', `${id}.sqlite`), 8192);
    await expect(running.console.sandboxes.restoreDeleted({ slug: 'contoso-okta' })).rejects.toThrow(
      'This snapshot cannot be used',
    );
    await expect(running.console.sandboxes.restoreDeleted({ slug: 'nobody' })).rejects.toThrow('Nothing is kept of a sandbox');
    expect((await running.console.sandboxes.list({})).items).toHaveLength(1);
    expect((await running.console.sandboxes.deleted({})).items).toHaveLength(1);
    expect(readdirSync(join(running.data, 'sandboxes')).filter((name) => name.includes('.new'))).toEqual([]);
  });
});

test('two processes that make one sandbox at a time make one, and say so', async () => {
  const both = await Promise.all([1, 2].map(() => cli('create', 'Twin', '--sample', '2000')));
  expect(both.map(({ code }) => code).toSorted((a, b) => a - b)).toEqual([0, 2]);
  expect(both.find(({ code }) => code === 2)?.stderr).toMatch(/There is already a sandbox .*\/twin\./);
  expect((await running.console.sandboxes.list({})).items).toMatchObject([
    { slug: 'default' },
    { slug: 'twin', counts: { users: 2002 } },
  ]);
});

test('a second host on one data folder is refused, and the first one goes on', async () => {
  const second = await runHost(['serve', '--port', '0', '--console-port', '0', '--data', running.data]);
  expect(second).toMatchObject({ code: 2, stderr: expect.stringContaining('is in use by another SCIM Rehearsal') });
  expect((await running.console.sandboxes.list({})).items).toHaveLength(1);
});
