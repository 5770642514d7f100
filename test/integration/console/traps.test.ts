import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Trap, TrapId } from '#shared/contract/traps.ts';
import { GROUP, MEISTERPLAN, bodyOf, created, group } from '../../support/scim-answers.ts';
import { minimalUser } from '../../support/scim-client.ts';
import { withFreshHost } from '../../support/with-host.ts';

const ENTRA = { headers: { adscimversion: 'Date:2026-01-01, ActivityId:0' } };
const OKTA = { headers: { 'user-agent': 'Okta SCIM Client 1.0.0' } };

const running = withFreshHost();

async function trap(id: TrapId): Promise<Trap | undefined> {
  const { items, clean } = await running.console.traps.list({});
  const found = items.find((one) => one.id === id);
  expect(clean.some((one) => one.id === id)).toBe(found === undefined);
  return found;
}

async function localId(kind: 'users' | 'groups', text: string): Promise<string> {
  const { items } = await running.console.directory[kind]({ text });
  const [first] = items;
  if (first === undefined) throw new Error(`there is no ${text}`);
  return first.id;
}

function names(found: Trap | undefined, kind: 'users' | 'groups'): string[] | undefined {
  return found?.evidence[kind].items.map(({ name }) => name);
}

const create = (userName: string, more: object = {}, request: object = ENTRA) =>
  running.client.post('/Users', { ...minimalUser(userName), ...more }, request);

test('a new sandbox is clean, and says what was looked for', async () => {
  const { items, clean, looked, idp } = await running.console.traps.list({});
  expect(items).toEqual([]);
  expect(clean).toHaveLength(12);
  expect(looked).toMatchObject({ users: { seen: 2, complete: true }, groups: { seen: 2 }, exchanges: { seen: 0 } });
  expect(idp).toBeNull();
});

test('traps show in a mapping export before anything is sent, and go with it', async () => {
  const file = new URL('../../fixtures/mappings/entra-five-mistakes.json', import.meta.url);
  await running.console.accounts.saveSettings({ singleSignOn: 'on' });
  await running.console.mappings.importFile({ name: 'export.json', content: { text: readFileSync(file, 'utf8') } });
  expect((await trap('active-never-sent'))?.evidence.mappings).toEqual(['active']);
  expect((await trap('user-name-not-mail'))?.evidence.mappings).toEqual(['userName']);
  expect((await trap('extension-urn-dot'))?.evidence.mappings).toEqual([`${MEISTERPLAN}.passwordNeverExpires`]);
  await running.console.mappings.removeFile({});
  expect((await running.console.traps.list({})).items).toEqual([]);
});

describe('who gets in', () => {
  test('user name and mail differ: a trap only once single sign-on is on, and only for those who differ', async () => {
    await create('anna@contoso.example');
    await create('u4711@contoso.example', { emails: [{ value: 'ben@contoso.example', type: 'work' }] });
    expect(await trap('user-name-not-mail')).toBeUndefined();
    await running.console.accounts.saveSettings({ singleSignOn: 'on' });
    const found = await trap('user-name-not-mail');
    expect(found).toMatchObject({ severity: 'solve', ruleId: 'single-sign-on', fidelity: 'documented' });
    expect(found?.clickPath?.[0]).toBe('Provisioning');
    expect(names(found, 'users')).toEqual(['u4711@contoso.example']);
  });

  test('a mail that differs from the user name by case alone is none', async () => {
    await running.console.accounts.saveSettings({ singleSignOn: 'on' });
    await create('anna@contoso.example', { emails: [{ value: 'Anna@Contoso.example', type: 'work' }] });
    expect(await trap('user-name-not-mail')).toBeUndefined();
  });

  test('rule 7: without single sign-on, password and invitation nobody gets in; a password ends it', async () => {
    const anna = await created(running.client, '/Users', minimalUser('anna@contoso.example'));
    expect(await trap('cannot-log-in')).toBeUndefined();
    await running.console.accounts.saveSettings({ singleSignOn: 'off' });
    expect(names(await trap('cannot-log-in'), 'users')).toEqual(['anna@contoso.example']);
    await running.console.accounts.setPassword({ id: anna.id, password: 'correct horse' });
    expect(await trap('cannot-log-in')).toBeUndefined();
  });

  test('an invitation is asked for although single sign-on is on', async () => {
    await running.console.accounts.saveSettings({ singleSignOn: 'on' });
    await create('anna@contoso.example', { [MEISTERPLAN]: { sendInvitationMail: false } });
    expect(await trap('invitation-with-sso')).toBeUndefined();
    await create('ben@contoso.example', { [MEISTERPLAN]: { sendInvitationMail: true } });
    expect(names(await trap('invitation-with-sso'), 'users')).toEqual(['ben@contoso.example']);
    await running.console.accounts.saveSettings({ singleSignOn: 'off' });
    expect(await trap('invitation-with-sso')).toBeUndefined();
  });

  test('rule 4: a user refused for want of a mail is named until the mail comes', async () => {
    expect((await create('nomail@contoso.example', { emails: undefined })).status).toBe(400);
    const found = await trap('user-without-mail');
    expect(found?.what).toContain('nomail@contoso.example');
    expect(found?.evidence.exchanges).toEqual({ ids: [1], total: 1 });
    await create('nomail@contoso.example');
    expect(await trap('user-without-mail')).toBeUndefined();
  });
});

describe('who gets rights', () => {
  test('rule 19: a pushed group takes the name of a group with rights', async () => {
    await running.client.post('/Groups', group('Planners'), ENTRA);
    expect(await trap('pushed-group-with-rights')).toBeUndefined();
    const anna = await created(running.client, '/Users', minimalUser('anna@contoso.example'));
    await running.client.post(
      '/Groups',
      { schemas: [GROUP], displayName: 'System Administrators', members: [{ value: anna.id }] },
      ENTRA,
    );
    const found = await trap('pushed-group-with-rights');
    expect(found).toMatchObject({ severity: 'solve', fidelity: 'assumed', ruleId: 'pushed-group-name' });
    expect(names(found, 'groups')).toEqual(['System Administrators']);
    expect(found?.evidence.exchanges.ids).toEqual([3]);
  });

  test('a pushed group that was given rights afterwards is meant', async () => {
    const planners = bodyOf(await running.client.post('/Groups', group('Planners'), ENTRA), 201);
    await running.console.rights.grant({ groupId: planners.id ?? '', right: 'all-other' });
    await running.client.patch(`/Groups/${planners.id ?? ''}`, [{ op: 'replace', path: 'displayName', value: 'Planner' }], ENTRA);
    expect(await trap('pushed-group-with-rights')).toBeUndefined();
  });

  test("rule 3: the token's own user is changed, or the group that gives it its rights", async () => {
    const service = await localId('users', 'provisioning-service');
    await running.client.get(`/Users/${service}`, ENTRA);
    expect(await trap('service-account-in-scope')).toBeUndefined();
    await running.client.patch(`/Users/${service}`, [{ op: 'replace', path: 'name.givenName', value: 'Own' }], ENTRA);
    expect(names(await trap('service-account-in-scope'), 'users')).toEqual(['provisioning-service@sandbox.example']);
    const rightsGroup = await localId('groups', 'Auto-Provisioning Service');
    const anna = await created(running.client, '/Users', minimalUser('anna@contoso.example'));
    await running.client.patch(`/Groups/${rightsGroup}`, [{ op: 'add', path: 'members', value: [{ value: anna.id }] }], ENTRA);
    expect(names(await trap('service-account-in-scope'), 'groups')).toEqual(['Auto-Provisioning Service']);
  });

  test('rule 15: users in no group, unless the rule is off or they are inactive', async () => {
    const anna = await created(running.client, '/Users', minimalUser('anna@contoso.example'));
    await create('gone@contoso.example', { active: false });
    expect(names(await trap('user-without-group'), 'users')).toEqual(['anna@contoso.example']);
    await running.console.rules.set({ id: 'user-without-group', value: 'off' });
    expect(await trap('user-without-group')).toBeUndefined();
    await running.console.rules.set({ id: 'user-without-group', value: 'warn' });
    await running.client.post('/Groups', group('Planners', { members: [{ value: anna.id }] }), ENTRA);
    expect(await trap('user-without-group')).toBeUndefined();
  });

  test('a group is a member of a group', async () => {
    const inner = await created(running.client, '/Groups', group('Inner'));
    expect(await trap('nested-groups')).toBeUndefined();
    await running.client.post('/Groups', group('Outer', { members: [{ value: inner.id }] }), ENTRA);
    const found = await trap('nested-groups');
    expect(found?.what).toContain('"Inner" is in "Outer"');
    expect(names(found, 'groups')).toEqual(['Inner', 'Outer']);
  });
});

describe('what the calls leave out or repeat', () => {
  test('rule 5: active came with nobody; one user with it ends the trap', async () => {
    await create('anna@contoso.example', { active: undefined });
    await create('ben@contoso.example', { active: undefined });
    const found = await trap('active-never-sent');
    expect(found?.what).toBe('2 users were provisioned, and `active` came with none of them.');
    expect(found?.evidence.exchanges.ids).toEqual([2, 1]);
    await create('cleo@contoso.example');
    expect(await trap('active-never-sent')).toBeUndefined();
  });

  test('rule 10: Okta never deletes, and names who stays', async () => {
    await create('other@contoso.example', {}, {});
    expect(await trap('no-deletion')).toBeUndefined();
    await create('anna@contoso.example', { active: false }, OKTA);
    const found = await trap('no-deletion');
    expect(found).toMatchObject({ severity: 'know', clickPath: null });
    expect(found?.what).toBe('Okta does not delete users. 1 user is inactive now and stays.');
    expect(names(found, 'users')).toEqual(['anna@contoso.example']);
  });

  test('rule 10: Entra ID has deleted nobody, until it does', async () => {
    const answer = await create('anna@contoso.example');
    await create('ben@contoso.example');
    expect((await trap('no-deletion'))?.what).toBe('Entra ID has deleted no user so far.');
    await running.client.delete(`/Users/${answer.json().id ?? ''}`, ENTRA);
    expect(await trap('no-deletion')).toBeUndefined();
  });

  test('rule 12: a user name with capitals is worth knowing once, and a decision when it comes again', async () => {
    const anna = bodyOf(await create('anna@contoso.example'), 201);
    expect(await trap('user-name-case')).toBeUndefined();
    const correct = () =>
      running.client.patch(
        `/Users/${anna.id ?? ''}`,
        [{ op: 'replace', path: 'userName', value: 'Anna@Contoso.example' }],
        ENTRA,
      );
    await correct();
    expect(await trap('user-name-case')).toMatchObject({ severity: 'know' });
    await correct();
    const again = await trap('user-name-case');
    expect(again).toMatchObject({ severity: 'decide', evidence: { exchanges: { ids: [3, 2], total: 2 } } });
    expect(names(again, 'users')).toEqual(['anna@contoso.example']);
  });

  test('an extension attribute is written with a dot', async () => {
    const anna = bodyOf(await create('anna@contoso.example', { [MEISTERPLAN]: { passwordNeverExpires: true } }), 201);
    const add = (separator: string) =>
      running.client.patch(
        `/Users/${anna.id ?? ''}`,
        [{ op: 'add', path: `${MEISTERPLAN}${separator}sendInvitationMail`, value: true }],
        ENTRA,
      );
    await add(':');
    expect(await trap('extension-urn-dot')).toBeUndefined();
    await add('.');
    const found = await trap('extension-urn-dot');
    expect(found?.what).toBe('`sendInvitationMail` came with a dot before the name in 1 exchange.');
    expect(found?.evidence).toMatchObject({ exchanges: { ids: [3] }, users: { total: 1 } });
  });
});

test('evidence is capped and counted in full', async () => {
  for (let n = 0; n < 25; n++) await create(`user${n}@contoso.example`);
  const found = await trap('user-without-group');
  expect(found?.evidence.users.items).toHaveLength(20);
  expect(found?.evidence.users.total).toBe(25);
  expect(found?.what).toBe('25 active users are in no group.');
});

test('the gravest traps come first', async () => {
  await create('Anna@contoso.example', { active: undefined });
  const { items } = await running.console.traps.list({});
  const order = items.map(({ severity }) => ['solve', 'decide', 'know'].indexOf(severity));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(items.length).toBeGreaterThan(2);
});
