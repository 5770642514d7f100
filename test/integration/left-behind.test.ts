import { expect, test } from 'vitest';
import { GROUP, bodyOf, created } from '../support/scim-answers.ts';
import { minimalUser } from '../support/scim-client.ts';
import { withHost } from '../support/with-host.ts';
import { SMALL, rehearsed } from './rehearsal/rehearsed.ts';

const running = withHost([]);

const play = () => rehearsed(running.console, { idp: 'okta', people: SMALL, stories: ['initial', 'groups'] });

async function userNames(): Promise<string[]> {
  return (await running.console.directory.users({ limit: 100 })).items.map(({ userName }) => userName);
}

async function newestFinding() {
  const [row] = (await running.console.exchanges.list({ limit: 1 })).items;
  const { findings, sentence } = await running.console.exchanges.get({ id: row?.id ?? 0 });
  return { finding: findings[0], sentence };
}

test('whom a rehearsal left in the way of a real provider is told as that, and deleted with one command; nobody else is', async () => {
  const { console, client } = running;
  const real = await created(client, '/Users', minimalUser('real@contoso.example'));
  await console.accounts.createLocalUser({
    userName: 'hand@contoso.example',
    email: 'hand@contoso.example',
    givenName: 'Hand',
    familyName: 'Made',
    groupIds: [],
  });
  const before = await userNames();
  await play();
  const { items } = await console.exchanges.list({ filter: { query: 'by:simulator status:409' } });
  for (const { id } of items) {
    const { findings } = await console.exchanges.get({ id });
    expect(
      findings.map(({ code }) => code),
      'the rehearsal itself is not told so',
    ).not.toContain('held-by-rehearsal');
  }
  const left = await console.rehearsals.leftBehind({});
  expect(left.groups).toBe(2);
  expect(left.users).toBeGreaterThanOrEqual(20);

  const [someone] = (await console.directory.users({ limit: 1 })).items;
  const name = someone?.userName ?? '';
  const refused = await client.post('/Users', minimalUser(name));
  expect(refused.status).toBe(409);
  expect(refused.json(), 'the answer is the same as ever').toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    scimType: 'uniqueness',
    detail: `A User whose "userName" is "${name}" exists already (rule duplicate-user-name).`,
    status: '409',
  });
  const { finding, sentence } = await newestFinding();
  expect(finding).toMatchObject({ code: 'held-by-rehearsal', ruleId: 'duplicate-user-name', attribute: 'userName' });
  expect(finding?.fix).toContain('Delete what rehearsals left in this sandbox, or reset it');
  expect(sentence).toContain('a rehearsal left somebody here who has this name');

  const group = (await console.directory.groups({ limit: 10 })).items.find(({ origin }) => origin === 'scim');
  const pushed = await client.post('/Groups', { schemas: [GROUP], displayName: group?.displayName });
  expect(pushed.status).toBe(409);
  expect((await newestFinding()).finding?.code).toBe('held-by-rehearsal');

  await client.patch(`/Users/${someone?.id ?? ''}`, [{ op: 'replace', path: 'name.givenName', value: 'Ours' }]);
  expect((await client.post('/Users', minimalUser(name))).status).toBe(409);
  expect((await newestFinding()).finding?.code, 'whom the real provider has touched is its own').toBe('duplicate-user-name');

  expect(await console.rehearsals.clearLeftBehind({})).toEqual({ users: left.users - 1, groups: 2 });
  expect(await console.rehearsals.leftBehind({})).toEqual({ users: 0, groups: 0 });
  expect((await userNames()).toSorted()).toEqual([...before, name].toSorted());
  expect((await client.get(`/Users/${real.id}`)).status).toBe(200);
  bodyOf(await client.post('/Groups', { schemas: [GROUP], displayName: group?.displayName }), 201);
  expect((await console.directory.get({ id: group?.id ?? '' })).deleted, 'it can be brought back').toBe(true);
});

test('a user made by hand whom a rehearsal took over is not left by it', async () => {
  const { console, client } = running;
  const before = await userNames();
  await play();
  const userName = (await userNames()).find((one) => !before.includes(one)) ?? '';
  await console.rehearsals.clearLeftBehind({});
  await console.accounts.createLocalUser({ userName, email: userName, givenName: 'By', familyName: 'Hand', groupIds: [] });
  await play();
  expect((await client.post('/Users', minimalUser(userName))).status).toBe(409);
  expect((await newestFinding()).finding?.code).toBe('duplicate-user-name');
  await console.rehearsals.clearLeftBehind({});
  const { items } = await console.directory.users({ limit: 10, text: userName });
  expect(items.map((user) => user.userName)).toEqual([userName]);
});
