import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Check, CheckId } from '#shared/contract/golive.ts';
import { runHost } from '../../support/host.ts';
import { bodyOf, group } from '../../support/scim-answers.ts';
import { minimalUser } from '../../support/scim-client.ts';
import { withFreshHost } from '../../support/with-host.ts';

const ENTRA = { headers: { adscimversion: 'Date:2026-01-01, ActivityId:0' } };
const TEST = '/Users?filter=userName+eq+%22cf4d78e8-3b1c-4a4e-9b0f-0e5d3b2a1c00%22';

const running = withFreshHost();

async function check(id: CheckId): Promise<Check> {
  const found = (await running.console.golive.checklist({})).items.find((one) => one.id === id);
  if (found === undefined) throw new Error(`there is no check ${id}`);
  return found;
}

const state = async (id: CheckId) => (await check(id)).state;

/** Joiner, mover, leaver, return, deletion and a group, as Entra ID sends them. */
async function rehearse(): Promise<{ anna: string; planners: string }> {
  await running.client.get(TEST, ENTRA);
  const anna = bodyOf(await running.client.post('/Users', minimalUser('anna@contoso.example'), ENTRA), 201).id ?? '';
  const patch = (path: string, value: unknown) => running.client.patch(`/Users/${anna}`, [{ op: 'Replace', path, value }], ENTRA);
  await patch('name.familyName', 'Tal');
  await patch('active', 'False');
  await patch('active', 'True');
  const gone = bodyOf(await running.client.post('/Users', minimalUser('gone@contoso.example'), ENTRA), 201).id ?? '';
  await running.client.delete(`/Users/${gone}`, ENTRA);
  const planners = bodyOf(await running.client.post('/Groups', group('Planners'), ENTRA), 201).id ?? '';
  await running.client.patch(`/Groups/${planners}`, [{ op: 'Add', path: 'members', value: [{ value: anna }] }], ENTRA);
  return { anna, planners };
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('the checklist', () => {
  test('is open before the first call, and is ticked by what Entra ID does, with the exchanges', async () => {
    expect(await running.console.golive.checklist({})).toMatchObject({
      ready: false,
      idp: null,
      sentence: '12 of 14 are still open.',
    });
    const { planners } = await rehearse();
    await running.console.accounts.saveSettings({ singleSignOn: 'on' });
    const list = await running.console.golive.checklist({});
    expect(list.idp).toBe('entra');
    expect(list.senders).toMatchObject([{ idp: 'entra', exchanges: 9 }]);
    expect(list.items.filter((one) => one.state !== 'done').map(({ id }) => id)).toEqual(['group-rights']);
    expect((await check('connection-tested')).evidence.exchanges.ids).toEqual([1]);
    expect((await check('user-created')).evidence.exchanges.ids).toEqual([6, 2]);
    expect((await check('user-updated')).evidence.exchanges.ids).toEqual([3]);
    expect((await check('user-disabled')).evidence.exchanges.ids).toEqual([4]);
    expect((await check('user-enabled')).evidence.exchanges.ids).toEqual([5]);
    expect((await check('user-deleted')).evidence.exchanges.ids).toEqual([7]);
    await running.console.rights.grant({ groupId: planners, right: 'all-other' });
    expect(await running.console.golive.checklist({})).toMatchObject({ ready: true, open: 0 });
  });

  test('a refusal, a user without mail and a switched rule open it again', async () => {
    await rehearse();
    expect(await state('last-cycle-clean')).toBe('done');
    await running.client.post('/Users', { ...minimalUser('nomail@contoso.example'), emails: undefined }, ENTRA);
    expect((await check('last-cycle-clean')).evidence.exchanges.ids).toEqual([10]);
    expect((await check('required-mappings')).what).toContain('`emails[type eq "work"].value` was missing for 1');
    await running.console.rules.set({ id: 'delete-user', value: 'deactivate' });
    expect(await state('rules-as-documented')).toBe('open');
  });

  test('a wrong token proves no connection', async () => {
    expect((await running.client.get(TEST, { ...ENTRA, token: `api-${'0'.repeat(32)}` })).status).toBe(401);
    expect(await state('connection-tested')).toBe('open');
    expect(await state('last-cycle-clean')).toBe('open');
  });

  test('a waiver holds for what was open, survives a restart, and can be taken back', async () => {
    await rehearse();
    await expect(running.console.golive.waive({ id: 'group-rights', reason: 'short' })).rejects.toThrow('400');
    await expect(running.console.golive.waive({ id: 'user-created', reason: 'We trust that it works.' })).rejects.toThrow(
      'nothing to waive',
    );
    await running.console.golive.waive({ id: 'group-rights', reason: 'Planners get their rights after the cut-over.' });
    expect(await check('group-rights')).toMatchObject({ state: 'waived', waiver: { reason: expect.stringContaining('after') } });
    await running.restart();
    expect(await state('group-rights')).toBe('waived');
    await running.client.post('/Groups', group('Readers'), ENTRA);
    expect(await check('group-rights')).toMatchObject({ state: 'open', waiver: null, lapsed: { at: expect.any(String) } });
    await running.console.golive.unwaive({ id: 'group-rights' });
    expect(await check('group-rights')).toMatchObject({ state: 'open', lapsed: null });
  });
});

describe('the blast radius', () => {
  const CSV = [
    'Username;E-Mail;Groups;Active',
    'Anna@contoso.example;old@contoso.example;Planners;yes',
    'gonzo;gonzo@contoso.example;;no',
    'left;left@contoso.example;Planners;yes',
  ].join('\n');

  test('is computed from an imported list and what was provisioned, and applies nothing', async () => {
    const { anna } = await rehearse();
    await running.client.post('/Users', minimalUser('new@contoso.example'), ENTRA);
    await expect(running.console.golive.blastRadius({})).rejects.toThrow('404');
    expect(await running.console.golive.previewUsers({ content: base64(CSV) })).toMatchObject({
      count: 3,
      columns: { userName: 0, email: 1 },
    });
    const before = await running.console.directory.users({});
    expect(await running.console.golive.importUsers({ name: 'users.csv', content: base64(CSV) })).toMatchObject({ count: 3 });
    const blast = await running.console.golive.blastRadius({});
    expect(blast.items.map(({ userName, category }) => [userName, category])).toEqual([
      ['anna@contoso.example', 'taken-over'],
      ['new@contoso.example', 'created'],
      ['gonzo', 'left-alone'],
      ['left', 'left-alone'],
    ]);
    expect(await running.console.golive.blastRow({ id: `scope-${anna}` })).toMatchObject({ sandboxId: anna });
    expect((await running.console.golive.blastRadius({ show: 'left-alone', text: 'GON' })).total).toBe(1);
    expect(await running.console.directory.users({})).toEqual(before);
    expect(await running.console.golive.removeUsers({})).toEqual({ removed: true });
    expect(await running.console.golive.userList({})).toEqual({ list: null });
  });

  test('a file that is none is refused, and the last list stays', async () => {
    await running.console.golive.importUsers({ name: 'users.csv', content: base64(CSV) });
    await expect(running.console.golive.importUsers({ name: 'x', content: base64('{"a":1}') })).rejects.toThrow(
      'looks like JSON',
    );
    await expect(running.console.golive.importUsers({ name: 'x', content: base64('Vorname;Kennung\nA;a') })).rejects.toThrow(
      'which column holds the user name',
    );
    expect(await running.console.golive.userList({})).toMatchObject({ list: { name: 'users.csv' } });
  });
});

describe('the report', () => {
  test('stands alone, carries its data and their hash, and is the same for the same state', async () => {
    await rehearse();
    const report = await running.console.golive.report({});
    expect(report.fileName).toMatch(/^go-live-entra-\d{4}-\d\d-\d\d\.html$/);
    expect(/<script|<link|<img|src=|@import|url\(/i.exec(report.html)?.[0]).toBeUndefined();
    expect(report.html.includes('not affiliated with Meisterplan')).toBe(true);
    expect(report.html.includes('https://api.eu.meisterplan.com/scim/v2')).toBe(true);
    const shown = /<pre id="data">(.*?)<\/pre>/s.exec(report.html)?.[1] ?? '';
    const text = shown.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    expect(createHash('sha256').update(text).digest('hex')).toBe(report.hash);
    expect((await running.console.golive.report({})).hash).toBe(report.hash);
    await running.console.golive.saveSettings({ region: 'us' });
    const american = await running.console.golive.report({});
    expect(american.hash).not.toBe(report.hash);
    expect(american.html.includes('https://api.us.meisterplan.com/scim/v2')).toBe(true);
  });

  test('pseudonymised names nobody, and keeps who is whom', async () => {
    await rehearse();
    await running.console.golive.importUsers({
      name: 'users.csv',
      content: base64('Username;E-Mail;First Name\nu4711;anna@contoso.example;Anneliese\n'),
    });
    const { html } = await running.console.golive.report({ pseudonymise: true });
    expect(/anna@|gone@|contoso|u4711|Anneliese/i.exec(html)?.[0]).toBeUndefined();
    expect(html.includes('persons are pseudonyms')).toBe(true);
    expect(/created person\d+@domain\d+\.example/.test(html)).toBe(true);
  });
});

describe('the command line', () => {
  test('beside a running host: 1 while something is open, JSON on demand, nothing changed', async () => {
    await rehearse();
    const page = `${running.data}/report.html`;
    const open = await runHost(['report', '--data', running.data, '--region', 'us', '--out', page]);
    expect(open.stderr).toBe('');
    expect(open.code).toBe(1);
    expect(open.stdout).toContain('[x] A leaver was disabled');
    expect(open.stdout).toContain('https://api.us.meisterplan.com/scim/v2');
    expect(await running.console.golive.settings({})).toEqual({ region: 'eu', idp: null });
    const asked = await runHost(['report', '--data', running.data, '--json', '--idp', 'okta']);
    expect(JSON.parse(asked.stdout)).toMatchObject({ ready: false, rehearsed: { idp: 'okta' } });
  });

  test('on a folder that no host has open: 0 once nothing is open, the same hash as the console', async () => {
    const { planners } = await rehearse();
    await running.console.accounts.saveSettings({ singleSignOn: 'on' });
    await running.console.rights.grant({ groupId: planners, right: 'all-other' });
    const { hash, ready } = await running.console.golive.report({});
    expect(ready).toBe(true);
    await running.host.stop();
    const { code, stdout } = await runHost(['report', '--data', running.data, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ hash, ready: true });
  });

  test('2 for a folder without a rehearsal, which it does not make, and for a browser that is none', async () => {
    const none = await runHost(['report', '--data', `${running.data}/nowhere`]);
    expect(none).toMatchObject({ code: 2, stdout: '' });
    expect(none.stderr).toContain('has no sandbox "default"');
    const pdf = await runHost(['report', '--data', running.data, '--pdf', `${running.data}/report.pdf`], {
      REHEARSAL_BROWSER: '/nowhere/chrome',
    });
    expect(pdf.code).toBe(2);
    expect(pdf.stderr).toContain('/nowhere/chrome did not make the PDF');
  });
});
