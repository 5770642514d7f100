import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openConsole } from '../support/console-client.ts';
import { makeDataFolder, startHost } from '../support/host.ts';
import { MEISTERPLAN, USER } from '../support/scim-answers.ts';
import { withHost } from '../support/with-host.ts';

const ENTRA = { headers: { adscimversion: 'Date:2026-01-01, ActivityId:0' } };
const FIVE_MISTAKES = readFileSync('test/fixtures/mappings/entra-five-mistakes.json');

function fileOf(bytes: Uint8Array, name = 'entra.json') {
  return { name, content: { base64: Buffer.from(bytes).toString('base64') } };
}

const anna = {
  schemas: [USER],
  userName: 'Anna@corp.contoso.example',
  emails: [{ primary: true, type: 'work', value: 'anna@contoso.example' }],
};

describe('what was sent', () => {
  const running = withHost([]);

  test('an empty log has no attributes', async () => {
    expect(await running.console.mappings.observed({})).toMatchObject({ objects: [], looked: 0, bounded: false });
  });

  test('attributes are seen as they came over the wire, refused ones with the rule, and new requests are added', async () => {
    const refused = { ...anna, title: 'Lead', [`${MEISTERPLAN}.passwordNeverExpires`]: 'True', password: 'hunter2' };
    expect((await running.client.post('/Users', refused, ENTRA)).status).toBe(400);
    const first = await running.console.mappings.observed({});
    expect(first.report.rows.find(({ attribute }) => attribute === 'title')?.verdict).toBe('refused');
    const created = await running.client.post('/Users', anna, ENTRA);
    expect(created.status).toBe(201);
    await running.client.patch(`/Users/${created.json().id}`, [{ op: 'Replace', path: 'active', value: 'False' }], ENTRA);
    await running.client.get('/Users', ENTRA);

    const { objects, looked, report } = await running.console.mappings.observed({});
    expect(looked).toBe(4);
    expect(report.set.idp).toBe('entra');
    const [users] = objects;
    expect(users).toMatchObject({ resourceType: 'User', requests: 3, resources: 1 });
    const attribute = (path: string) => users?.attributes.find((one) => one.path === path);
    expect(attribute('title')).toMatchObject({
      covered: 1,
      refused: 1,
      samples: ['Lead'],
      outcomes: [{ ruleId: 'unlisted-attributes', severity: 'refused', count: 1 }],
    });
    expect(attribute(`${MEISTERPLAN}.passwordNeverExpires`)).toMatchObject({ covered: 1, types: [{ type: 'string', count: 1 }] });
    expect(attribute('active')).toMatchObject({ covered: 1, values: 1, samples: ['False'], lastExchangeId: 3 });
    expect(attribute('password')?.samples.join()).not.toContain('hunter2');
  });

  test('a request without a valid token says nothing of a mapping', async () => {
    await running.client.post('/Users', { ...anna, nickName: 'A' }, { token: 'api-ffffffffffffffffffffffffffffffff' });
    const { objects } = await running.console.mappings.observed({});
    expect(objects[0]?.attributes.map(({ path }) => path)).not.toContain('nickName');
  });

  test('bodies that are broken or no object are passed over', async () => {
    for (const raw of ['{"userName":', '[]', '"x"', 'null']) await running.client.send('POST', '/Users', { raw });
    const { objects } = await running.console.mappings.observed({});
    expect(objects[0]?.requests).toBe(3);
  });

  test('under SSO the user name is compared with the mail address', async () => {
    await running.console.accounts.saveSettings({ singleSignOn: 'on' });
    const { report } = await running.console.mappings.observed({});
    const codes = report.rows.find(({ attribute }) => attribute === 'userName')?.findings.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['seen-name-id', 'seen-capitals']));
  });

  test('a cleared log is forgotten, and what comes then is seen anew', async () => {
    await running.console.exchanges.clear({});
    expect((await running.console.mappings.observed({})).objects).toEqual([]);
    await running.client.post('/Users', { ...anna, title: 'Lead' }, ENTRA);
    expect((await running.console.mappings.observed({})).objects[0]).toMatchObject({ requests: 1, resources: 1 });
  });
});

describe('a file', () => {
  const running = withHost([]);

  test('is judged, remembered, and judged again by the rules as they are then', async () => {
    const imported = await running.console.mappings.importFile(fileOf(FIVE_MISTAKES));
    expect(imported).toMatchObject({ name: 'entra.json', kind: 'file', bytes: FIVE_MISTAKES.length });
    const title = (report: typeof imported.report) => report.rows.find(({ attribute }) => attribute === 'title')?.verdict;
    expect(title(imported.report)).toBe('refused');
    await running.console.rules.set({ id: 'unlisted-attributes', value: 'lenient' });
    const { file } = await running.console.mappings.file({});
    expect(file === null ? null : title(file.report)).toBe('tolerated');
    await running.console.rules.set({ id: 'unlisted-attributes', value: 'tolerant' });
  });

  test('in UTF-16, as PowerShell writes it, is the same file', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(FIVE_MISTAKES.toString('utf8'), 'utf16le')]);
    const { report } = await running.console.mappings.importFile(fileOf(utf16));
    expect(report.sentence).toContain('1 mapping would be refused');
    expect((await running.console.mappings.file({})).file?.report).toEqual(report);
  });

  test('that is none is refused with a sentence, quickly, and the last one stays', async () => {
    const refused = async (bytes: Uint8Array) => {
      await expect(running.console.mappings.importFile(fileOf(bytes, 'x'))).rejects.toThrow(/answered 400/);
    };
    await refused(Buffer.from('<?xml version="1.0"?><a/>'));
    await refused(Buffer.from(FIVE_MISTAKES.subarray(0, 2000)));
    await refused(Buffer.from([0x50, 0x4b, 3, 4, 0, 0]));
    await refused(Buffer.alloc(20 * 1024 * 1024, 0x20));
    await expect(running.console.mappings.importFile({ name: 'x', content: { text: '<a/>' } })).rejects.toThrow(/XML document/);
    expect((await running.console.mappings.file({})).file?.name).toBe('entra.json');
  });

  test('rule 13: is judged by the NameID that the admin names', async () => {
    const codes = async () => {
      const { file } = await running.console.mappings.file({});
      return file?.report.rows.find(({ attribute }) => attribute === 'userName')?.findings.map(({ code }) => code);
    };
    await running.console.accounts.saveSettings({ singleSignOn: 'on' });
    expect(await codes()).toContain('name-id');
    expect(await running.console.mappings.saveSettings({ nameId: 'mail' })).toEqual({ nameId: 'mail' });
    expect(await running.console.mappings.settings({})).toEqual({ nameId: 'mail' });
    expect(await codes()).not.toContain('name-id');
    await running.console.mappings.saveSettings({ nameId: null });
  });

  test('gives back the corrected file, which is judged to be right, and the extension attributes', async () => {
    const { file, changes } = await running.console.mappings.correction({ from: 'file' });
    expect(changes.length).toBeGreaterThan(3);
    const corrected = await running.console.mappings.importFile(fileOf(Buffer.from(file?.text ?? ''), file?.name));
    expect(corrected.report.outcome).toBe('ready');
    const { text } = await running.console.mappings.extensions({ from: 'file' });
    expect(text).toContain(`${MEISTERPLAN}:sendInvitationMail`);
  });

  test('previews a person', async () => {
    const person = { userName: 'anna@contoso.example', email: 'anna@contoso.example', givenName: 'Anna', familyName: 'Arendt' };
    const preview = await running.console.mappings.preview({ person });
    expect(preview.user).toMatchObject({ userName: 'anna@contoso.example' });
    expect(preview.requests.map(({ method }) => method)).toContain('POST');
  });

  test("is replaced by Okta's ticked attributes, and removed", async () => {
    const { items } = await running.console.mappings.tickable({});
    const { report } = await running.console.mappings.tick({ targets: items.map(({ target }) => target) });
    expect(report.set.idp).toBe('okta');
    expect(report.rows.find(({ attribute }) => attribute === 'nickName')?.verdict).toBe('refused');
    expect(await running.console.mappings.removeFile({})).toEqual({ removed: true });
    expect(await running.console.mappings.removeFile({})).toEqual({ removed: false });
    expect(await running.console.mappings.file({})).toEqual({ file: null });
    await expect(running.console.mappings.correction({ from: 'file' })).rejects.toThrow(/answered 404/);
  });
});

test('the file and what was sent outlive a restart', async () => {
  const data = makeDataFolder();
  const first = await startHost(data.folder);
  await (await openConsole(first.console)).mappings.importFile(fileOf(FIVE_MISTAKES));
  await first.stop();
  const second = await startHost(data.folder);
  expect((await (await openConsole(second.console)).mappings.file({})).file?.name).toBe('entra.json');
  await second.stop();
  data.remove();
});
