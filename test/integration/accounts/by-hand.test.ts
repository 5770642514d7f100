import { describe, expect, test } from 'vitest';
import { bodyOf, created, freshName, group, search } from '../../support/scim-answers.ts';
import { minimalUser } from '../../support/scim-client.ts';
import { withAccounts } from './with-accounts.ts';

const { running, detail, logIn, sentences, bringBack, says, local, latestFindings } = withAccounts();

describe('what an admin does by hand', () => {
  test('a local user has its name in lower case, its group, and a first line of its history', async () => {
    const team = await created(running.client, '/Groups', group(freshName('team')));
    const userName = freshName('by-hand');
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
    const userName = freshName('twice');
    await local(userName);
    await expect(local(userName.toUpperCase())).rejects.toThrow(/409.*exists already/);
    const other = freshName('nobody');
    await expect(running.console.accounts.createLocalUser({ userName: other, email: 'nowhere' })).rejects.toThrow(
      /400.*no e-mail address/,
    );
    const lost = running.console.accounts.createLocalUser({ userName: other, email: other, groupIds: ['no-group'] });
    await expect(lost).rejects.toThrow(/400.*no group/);
    expect((await running.console.directory.users({ text: other })).total).toBe(0);
  });

  test('deactivating and activating are lines of the history between those of requests, in their order', async () => {
    const ann = await created(running.client, '/Users', minimalUser(freshName('order')));
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
    const ann = await created(running.client, '/Users', minimalUser(freshName('back')));
    const team = await created(running.client, '/Groups', group(freshName('team'), { members: [{ value: ann.id }] }));
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
    const userName = freshName('rehired');
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
    const ann = await created(running.client, '/Users', minimalUser(freshName('numbers')));
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
    const userName = freshName('patched');
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
    const userName = freshName('put');
    const { id } = await local(userName);
    const answer = await running.client.put(`/Users/${id}`, minimalUser(userName));
    expect(answer.headers.get('etag')).toBe('W/"1"');
    await takenOver(id);
  });

  test('by a POST, where the rule on duplicate user names is set to update', async () => {
    const userName = freshName('posted');
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
    const { id } = await local(freshName('untouched'));
    await running.client.get(`/Users/${id}`);
    await running.client.patch(`/Users/${id}`, [{ op: 'remove', path: 'emails' }]);
    await running.console.accounts.setActive({ id, active: false });
    expect((await detail(id)).origin).toBe('local');
  });
});
