import { describe, expect, test } from 'vitest';
import { openConsole } from '../../support/console-client.ts';
import { makeDataFolder, startHost } from '../../support/host.ts';
import { MEISTERPLAN, created, freshName } from '../../support/scim-answers.ts';
import { minimalUser } from '../../support/scim-client.ts';
import { withAccounts } from './with-accounts.ts';

const { running, logIn, sentences, detail, says, latestFindings } = withAccounts();

describe('rule 7: a user who can never log in is told of when it is created', () => {
  const codes = async () => (await latestFindings()).findings.map(({ code }) => code);

  test('not before anybody has said whether single sign-on is on', async () => {
    await says('unanswered');
    await created(running.client, '/Users', minimalUser(freshName('early')));
    expect((await latestFindings()).verdict).toBe('ok');
  });

  test('when it is off, and the creation brings no invitation', async () => {
    await says('off');
    await created(running.client, '/Users', minimalUser(freshName('locked-out')));
    const exchange = await latestFindings();
    expect(exchange.verdict).toBe('warning');
    expect(exchange.findings).toMatchObject([{ code: 'cannot-log-in', ruleId: 'first-login', fidelity: 'documented' }]);
  });

  test('not when it is off, but sendInvitationMail is true, or the user is inactive', async () => {
    await says('off');
    await created(running.client, '/Users', {
      ...minimalUser(freshName('invited')),
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', MEISTERPLAN],
      [MEISTERPLAN]: { sendInvitationMail: true },
    });
    expect(await codes()).not.toContain('cannot-log-in');
    await created(running.client, '/Users', { ...minimalUser(freshName('left')), active: false });
    expect(await codes()).not.toContain('cannot-log-in');
  });

  test('not when it is on', async () => {
    await says('on');
    await created(running.client, '/Users', minimalUser(freshName('sso')));
    expect((await latestFindings()).verdict).toBe('ok');
  });
});

describe('the log-in of a user', () => {
  test('follows from single sign-on as soon as it is answered', async () => {
    const { id } = await created(running.client, '/Users', minimalUser(freshName('follows')));
    await says('unanswered');
    expect((await logIn(id))?.state).toBe('unanswered');
    await says('off');
    expect(await logIn(id)).toMatchObject({ state: 'cannot', ruleIds: ['first-login'] });
    await says('on');
    expect(await logIn(id)).toMatchObject({ state: 'sso', fix: null, ruleIds: ['single-sign-on', 'first-login'] });
  });

  test('a password opens the form, a random one is told this once, and taking it away closes the form', async () => {
    await says('off');
    const { id } = await created(running.client, '/Users', minimalUser(freshName('password')));
    const made = await running.console.accounts.setPassword({ id });
    expect(made.password).toMatch(/^\w{4}-\w{4}-\w{4}-\w{4}$/);
    expect(await logIn(id)).toMatchObject({ state: 'password', passwordSetBy: 'admin', passwordExpires: null });
    expect((await running.console.accounts.setPassword({ id, password: 'own choice' })).password).toBeNull();
    await running.console.accounts.removePassword({ id });
    expect((await logIn(id))?.state).toBe('cannot');
    const told = await sentences(id);
    expect(told[0]).toMatch(/^An admin took away the password of password-/);
    expect(told[1]).toMatch(/^An admin set a password for password-/);
    expect(JSON.stringify(await detail(id)), 'the password is nowhere to be read').not.toContain('own choice');
  });

  test('a password can be tried as on the form, which single sign-on closes but to those who manage users', async () => {
    await says('off');
    const { id } = await created(running.client, '/Users', minimalUser(freshName('tries')));
    const tried = async (password: string) => (await running.console.accounts.tryPassword({ id, password })).explanation;
    expect(await tried('secret')).toContain('No password is set');
    await running.console.accounts.setPassword({ id, password: 'secret' });
    expect(await tried('Secret')).toContain('not the password');
    expect(await running.console.accounts.tryPassword({ id, password: 'secret' })).toMatchObject({ opens: true });
    await says('on');
    expect(await tried('secret')).toContain('only users with the right "Manage Users and User Groups"');
    const { items } = await running.console.directory.groups({ text: 'Auto-Provisioning Service' });
    await running.client.patch(`/Groups/${items[0]?.id ?? ''}`, [{ op: 'add', path: 'members', value: [{ value: id }] }]);
    expect(await running.console.accounts.tryPassword({ id, password: 'secret' })).toMatchObject({ opens: true });
    await running.console.accounts.setActive({ id, active: false });
    expect(await tried('secret')).toContain('inactive');
    await says('off');
  });

  test('a password that is too short is refused with the number of characters it needs', async () => {
    const { id } = await created(running.client, '/Users', minimalUser(freshName('short')));
    await expect(running.console.accounts.setPassword({ id, password: '12345' })).rejects.toThrow(
      /400.*has 5 characters.*at least 6/,
    );
  });

  test('passwords expire as the sandbox says, unless passwordNeverExpires is true', async () => {
    await running.console.accounts.saveSettings({ singleSignOn: 'off', passwordExpiryDays: 30 });
    const plain = await created(running.client, '/Users', minimalUser(freshName('expires')));
    const kept = await created(running.client, '/Users', {
      ...minimalUser(freshName('kept')),
      [MEISTERPLAN]: { passwordNeverExpires: true },
    });
    for (const { id } of [plain, kept]) await running.console.accounts.setPassword({ id });
    const set = await logIn(plain.id);
    expect(Date.parse(set?.passwordExpires ?? '') - Date.parse(set?.passwordSet ?? '')).toBe(30 * 24 * 60 * 60 * 1000);
    expect(await logIn(kept.id)).toMatchObject({ passwordExpires: null, ruleIds: ['first-login', 'optional-mappings'] });
    await running.console.accounts.saveSettings({ passwordExpiryDays: null });
  });

  test('the list finds exactly those active users who cannot log in', async () => {
    await says('off');
    const prefix = freshName('listed').split('@', 1)[0] ?? '';
    const locked = await created(running.client, '/Users', minimalUser(`${prefix}-locked@contoso.example`));
    const open = await created(running.client, '/Users', minimalUser(`${prefix}-open@contoso.example`));
    await running.console.accounts.setPassword({ id: open.id });
    await created(running.client, '/Users', { ...minimalUser(`${prefix}-left@contoso.example`), active: false });
    const found = await running.console.directory.users({ text: prefix, show: 'cannot-log-in' });
    expect(found).toMatchObject({ total: 1, items: [{ id: locked.id, logIn: 'cannot', active: true }] });
    await says('on');
    expect((await running.console.directory.users({ text: prefix, show: 'cannot-log-in' })).total).toBe(0);
  });

  test('answers survive a restart of the host', async () => {
    const data = makeDataFolder();
    try {
      const first = await startHost(data.folder);
      await (await openConsole(first.console)).accounts.saveSettings({ singleSignOn: 'on', mailLanguage: 'de' });
      await first.stop();
      const second = await startHost(data.folder);
      const settings = await (await openConsole(second.console)).accounts.settings({});
      await second.stop();
      expect(settings).toEqual({ singleSignOn: 'on', passwordExpiryDays: null, mailLanguage: 'de' });
    } finally {
      data.remove();
    }
  });
});
