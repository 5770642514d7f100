import { describe, expect, test } from 'vitest';
import { openConsole } from '../support/console-client.ts';
import { makeDataFolder, startHost } from '../support/host.ts';
import { minimalUser } from '../support/scim-client.ts';
import { MEISTERPLAN, bodyOf, created, group, search, withHost } from './protocol/with-host.ts';

const running = withHost([]);
let count = 0;

function name(kind: string): string {
  count += 1;
  return `${kind}-${count}@contoso.example`;
}

const detail = (id: string) => running.console.directory.get({ id });
const logIn = async (id: string) => (await detail(id)).logIn;
const sentences = async (id: string) => (await detail(id)).history.map((change) => change.sentence);
const bringBack = async (id: string) => {
  const [deletion] = (await detail(id)).history;
  return running.console.history.undo({ changeId: deletion?.id ?? 0 });
};
const says = (singleSignOn: 'unanswered' | 'on' | 'off') => running.console.accounts.saveSettings({ singleSignOn });
const local = (userName: string) => running.console.accounts.createLocalUser({ userName, email: userName });

async function latestFindings() {
  const [row] = (await running.console.exchanges.list({ limit: 1 })).items;
  return running.console.exchanges.get({ id: row?.id ?? 0 });
}

describe('rule 7: a user who can never log in is told of when it is created', () => {
  const codes = async () => (await latestFindings()).findings.map(({ code }) => code);

  test('not before anybody has said whether single sign-on is on', async () => {
    await says('unanswered');
    await created(running.client, '/Users', minimalUser(name('early')));
    expect((await latestFindings()).verdict).toBe('ok');
  });

  test('when it is off, and the creation brings no invitation', async () => {
    await says('off');
    await created(running.client, '/Users', minimalUser(name('locked-out')));
    const exchange = await latestFindings();
    expect(exchange.verdict).toBe('warning');
    expect(exchange.findings).toMatchObject([{ code: 'cannot-log-in', ruleId: 'first-login', fidelity: 'documented' }]);
  });

  test('not when it is off, but sendInvitationMail is true, or the user is inactive', async () => {
    await says('off');
    await created(running.client, '/Users', {
      ...minimalUser(name('invited')),
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', MEISTERPLAN],
      [MEISTERPLAN]: { sendInvitationMail: true },
    });
    expect(await codes()).not.toContain('cannot-log-in');
    await created(running.client, '/Users', { ...minimalUser(name('left')), active: false });
    expect(await codes()).not.toContain('cannot-log-in');
  });

  test('not when it is on', async () => {
    await says('on');
    await created(running.client, '/Users', minimalUser(name('sso')));
    expect((await latestFindings()).verdict).toBe('ok');
  });
});

describe('the log-in of a user', () => {
  test('follows from single sign-on as soon as it is answered', async () => {
    const { id } = await created(running.client, '/Users', minimalUser(name('follows')));
    await says('unanswered');
    expect((await logIn(id))?.state).toBe('unanswered');
    await says('off');
    expect(await logIn(id)).toMatchObject({ state: 'cannot', ruleIds: ['first-login'] });
    await says('on');
    expect(await logIn(id)).toMatchObject({ state: 'sso', fix: null, ruleIds: ['single-sign-on', 'first-login'] });
  });

  test('a password opens the form, a random one is told this once, and taking it away closes the form', async () => {
    await says('off');
    const { id } = await created(running.client, '/Users', minimalUser(name('password')));
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
    const { id } = await created(running.client, '/Users', minimalUser(name('tries')));
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
    const { id } = await created(running.client, '/Users', minimalUser(name('short')));
    await expect(running.console.accounts.setPassword({ id, password: '12345' })).rejects.toThrow(
      /400.*has 5 characters.*at least 6/,
    );
  });

  test('passwords expire as the sandbox says, unless passwordNeverExpires is true', async () => {
    await running.console.accounts.saveSettings({ singleSignOn: 'off', passwordExpiryDays: 30 });
    const plain = await created(running.client, '/Users', minimalUser(name('expires')));
    const kept = await created(running.client, '/Users', {
      ...minimalUser(name('kept')),
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
    const prefix = name('listed').split('@', 1)[0] ?? '';
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

describe('what an admin does by hand', () => {
  test('a local user has its name in lower case, its group, and a first line of its history', async () => {
    const team = await created(running.client, '/Groups', group(name('team')));
    const userName = name('by-hand');
    const { id } = await running.console.accounts.createLocalUser({
      userName: userName.toUpperCase(),
      email: userName,
      givenName: 'Ann',
      groupIds: [team.id],
    });
    const user = await detail(id);
    expect(user).toMatchObject({ name: userName, origin: 'local', version: 1, groups: [{ id: team.id }] });
    expect(user.resource).toMatchObject({
      name: { givenName: 'Ann' },
      emails: [{ value: userName, type: 'work', primary: true }],
    });
    expect(user.history).toMatchObject([{ kind: 'created', exchangeId: null, sentence: `An admin created ${userName} by hand` }]);
    expect((await detail(team.id)).history[0]).toMatchObject({
      exchangeId: null,
      sentence: `An admin created ${userName} by hand`,
    });
    expect(bodyOf(await running.client.get(`/Users/${id}`))['userName']).toBe(userName);
  });

  test('a name that is taken, no address and an unknown group are refused, and nothing is left behind', async () => {
    const userName = name('twice');
    await local(userName);
    await expect(local(userName.toUpperCase())).rejects.toThrow(/409.*exists already/);
    const other = name('nobody');
    await expect(running.console.accounts.createLocalUser({ userName: other, email: 'nowhere' })).rejects.toThrow(
      /400.*no e-mail address/,
    );
    const lost = running.console.accounts.createLocalUser({ userName: other, email: other, groupIds: ['no-group'] });
    await expect(lost).rejects.toThrow(/400.*no group/);
    expect((await running.console.directory.users({ text: other })).total).toBe(0);
  });

  test('deactivating and activating are lines of the history between those of requests, in their order', async () => {
    const ann = await created(running.client, '/Users', minimalUser(name('order')));
    await running.console.accounts.setActive({ id: ann.id, active: false });
    expect(await logIn(ann.id)).toMatchObject({ state: 'cannot', ruleIds: ['optional-mappings', 'deactivated-users'] });
    await running.client.patch(`/Users/${ann.id}`, [{ op: 'replace', path: 'name.givenName', value: 'Ann' }]);
    await running.console.accounts.setActive({ id: ann.id, active: true });
    const history = (await detail(ann.id)).history;
    expect(history.map(({ version }) => version)).toEqual([4, 3, 2, 1]);
    expect(history.map(({ exchangeId }) => exchangeId === null)).toEqual([true, false, true, false]);
    expect(history[0]?.sentence).toBe(`An admin activated ${String(ann['userName'])}`);
  });

  test('a deleted user is brought back with id, version, groups and password', async () => {
    await says('off');
    const ann = await created(running.client, '/Users', minimalUser(name('back')));
    const team = await created(running.client, '/Groups', group(name('team'), { members: [{ value: ann.id }] }));
    await running.console.accounts.setPassword({ id: ann.id });
    await running.console.accounts.deleteUser({ id: ann.id });
    expect((await running.client.get(`/Users/${ann.id}`)).status).toBe(404);
    expect(await detail(ann.id)).toMatchObject({ deleted: true, logIn: null });
    await bringBack(ann.id);
    const back = await detail(ann.id);
    expect(back).toMatchObject({
      deleted: false,
      origin: 'scim',
      version: 2,
      groups: [{ id: team.id }],
      logIn: { state: 'password' },
    });
    const found = await running.client.get(`/Users${search(`emails.value eq "${String(ann['userName'])}"`)}`);
    expect(bodyOf(found)['totalResults']).toBe(1);
  });

  test('one whom the identity provider deleted is brought back too, unless the name is borne by another', async () => {
    const userName = name('rehired');
    const ann = await created(running.client, '/Users', minimalUser(userName));
    await running.client.delete(`/Users/${ann.id}`);
    const again = await created(running.client, '/Users', minimalUser(userName));
    await expect(bringBack(ann.id)).rejects.toThrow(/409.*exists already/);
    await running.client.delete(`/Users/${again.id}`);
    await bringBack(ann.id);
    expect((await running.client.get(`/Users/${ann.id}`)).status).toBe(200);
  });

  test('deactivating the owner of a token closes the endpoint for it from the next request on', async () => {
    const { items } = await running.console.tokens.owners({});
    const owner = items.find(({ recommended }) => recommended);
    const { secret } = await running.console.tokens.create({});
    expect((await running.client.get('/Users', { token: secret })).status).toBe(200);
    await running.console.accounts.setActive({ id: owner?.id ?? '', active: false });
    expect((await running.client.get('/Users', { token: secret })).status).toBe(401);
    await running.console.accounts.setActive({ id: owner?.id ?? '', active: true });
    expect((await running.client.get('/Users', { token: secret })).status).toBe(200);
  });

  test('the log keeps its numbers, and each exchange its own changes', async () => {
    const ann = await created(running.client, '/Users', minimalUser(name('numbers')));
    const [before] = (await running.console.exchanges.list({ limit: 1 })).items;
    await running.console.accounts.setActive({ id: ann.id, active: false });
    await running.client.get(`/Users/${ann.id}`);
    const [after] = (await running.console.exchanges.list({ limit: 1 })).items;
    expect(after?.id).toBeGreaterThan(before?.id ?? 0);
    expect((await running.console.exchanges.get({ id: before?.id ?? 0 })).changes).toHaveLength(1);
    expect((await running.console.exchanges.get({ id: after?.id ?? 0 })).changes).toEqual([]);
  });
});

describe('rule 8: a user made by hand whom an identity provider provisions is taken over', () => {
  async function takenOver(id: string): Promise<void> {
    expect((await detail(id)).origin).toBe('scim');
    const [change] = (await detail(id)).history;
    expect(change?.exchangeId).not.toBeNull();
    const exchange = await running.console.exchanges.get({ id: change?.exchangeId ?? 0 });
    expect(exchange.findings).toContainEqual(
      expect.objectContaining({ code: 'user-taken-over', ruleId: 'match-by-user-name', fidelity: 'documented' }),
    );
  }

  test('by a search and a PATCH, as Entra ID and Okta do it', async () => {
    const userName = name('patched');
    const { id } = await local(userName);
    const found = bodyOf(await running.client.get(`/Users${search(`userName eq "${userName}"`)}`));
    expect(found.Resources?.[0]?.id).toBe(id);
    await running.client.patch(`/Users/${id}`, [{ op: 'replace', path: 'name.givenName', value: 'Ann' }]);
    await takenOver(id);
    expect((await sentences(id))[0]).toContain('(taken over: made by hand before)');
    await running.client.patch(`/Users/${id}`, [{ op: 'replace', path: 'name.givenName', value: 'Anna' }]);
    expect((await latestFindings()).findings, 'it is told once').toEqual([]);
  });

  test('by a search and a PUT that changes nothing, without a new version', async () => {
    const userName = name('put');
    const { id } = await local(userName);
    const answer = await running.client.put(`/Users/${id}`, minimalUser(userName));
    expect(answer.headers.get('etag')).toBe('W/"1"');
    await takenOver(id);
  });

  test('by a POST, where the rule on duplicate user names is set to update', async () => {
    const userName = name('posted');
    const { id } = await local(userName);
    expect((await running.client.post('/Users', minimalUser(userName))).status).toBe(409);
    expect((await detail(id)).origin, 'a refused creation takes nobody over').toBe('local');
    await running.console.rules.set({ id: 'duplicate-user-name', value: 'update' });
    const answer = await running.client.post('/Users', { ...minimalUser(userName), name: { familyName: 'Ahorn' } });
    await running.console.rules.set({ id: 'duplicate-user-name', value: 'conflict' });
    expect(bodyOf(answer, 201).id).toBe(id);
    await takenOver(id);
  });

  test('a reading or a refused write takes nobody over, nor does the admin', async () => {
    const { id } = await local(name('untouched'));
    await running.client.get(`/Users/${id}`);
    await running.client.patch(`/Users/${id}`, [{ op: 'remove', path: 'emails' }]);
    await running.console.accounts.setActive({ id, active: false });
    expect((await detail(id)).origin).toBe('local');
  });
});
