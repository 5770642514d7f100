import { describe, expect, test } from 'vitest';
import { bodyOf, created, expectError, group, listed, metaOf, search, user } from '../../support/scim-answers.ts';
import type { ScimBody } from '../../support/scim-client.ts';
import { withHost } from '../../support/with-host.ts';

const running = withHost();
let count = 0;

interface Member {
  readonly value: string;
  readonly $ref: string;
  readonly type: string;
  readonly display: string;
}

async function person(): Promise<ScimBody & { id: string }> {
  count += 1;
  return created(running.client, '/Users', user(`member-${count}@contoso.example`, { active: true }));
}

async function team(...ids: string[]): Promise<ScimBody & { id: string }> {
  count += 1;
  return created(running.client, '/Groups', group(`Team ${count}`, { members: ids.map((value) => ({ value })) }));
}

const membersOf = async (id: string) => (bodyOf(await running.client.get(`/Groups/${id}`))['members'] ?? []) as Member[];
const idsIn = async (id: string) => (await membersOf(id)).map((one) => one.value);
const groupsOf = async (id: string) => (bodyOf(await running.client.get(`/Users/${id}`))['groups'] ?? []) as Member[];

async function change(id: string, ...operations: object[]): Promise<void> {
  const answer = await running.client.patch(`/Groups/${id}`, operations);
  expect([200, 204], answer.text).toContain(answer.status);
}

describe('RFC 7643 §4.2: members', () => {
  test('a member has value, $ref, type and display, and the user lists the group in return', async () => {
    const ann = await person();
    const group_ = await team(ann.id);
    expect(await membersOf(group_.id)).toEqual([
      { value: ann.id, $ref: metaOf(ann).location, type: 'User', display: ann['userName'] },
    ]);
    expect(await groupsOf(ann.id)).toEqual([
      { value: group_.id, $ref: metaOf(group_).location, type: 'direct', display: group_['displayName'] },
    ]);
  });

  test('RFC 7644 §3.5.2.1: members are added; one who is in stays in once, and nothing changes', async () => {
    const [ann, bob] = [await person(), await person()];
    const { id } = await team(ann.id);
    await change(id, { op: 'add', path: 'members', value: [{ value: bob.id }] });
    expect(await idsIn(id)).toEqual([ann.id, bob.id]);
    const before = metaOf(bodyOf(await running.client.get(`/Groups/${id}`)));
    await change(id, { op: 'add', path: 'members', value: [{ value: bob.id }, { value: ann.id }] });
    expect(metaOf(bodyOf(await running.client.get(`/Groups/${id}`)))).toEqual(before);
    await change(id, { op: 'remove', path: `members[value eq "${ann.id}"]` });
    const after = metaOf(bodyOf(await running.client.get(`/Groups/${id}`)));
    expect(after.version).not.toBe(before.version);
    expect(await idsIn(id)).toEqual([bob.id]);
  });

  test('RFC 7644 §3.5.2.2: remove by filter, by display, and of all', async () => {
    const [ann, bob, eva] = [await person(), await person(), await person()];
    const { id } = await team(ann.id, bob.id, eva.id);
    await change(id, { op: 'remove', path: `members[value eq "${ann.id}" or display eq "${String(bob['userName'])}"]` });
    expect(await idsIn(id)).toEqual([eva.id]);
    await change(id, { op: 'remove', path: `members[value eq "${ann.id}"]` });
    await change(id, { op: 'remove', path: 'members' });
    expect(bodyOf(await running.client.get(`/Groups/${id}`))).not.toHaveProperty('members');
  });

  test('RFC 7644 §3.5.2.3, §3.5.1: replace leaves exactly those that are sent; a PUT without members leaves none', async () => {
    const [ann, bob, eva] = [await person(), await person(), await person()];
    const made = await team(ann.id, bob.id);
    await change(made.id, { op: 'replace', path: 'members', value: [{ value: bob.id }, { value: eva.id }] });
    expect((await idsIn(made.id)).toSorted()).toEqual([bob.id, eva.id].toSorted());
    await change(made.id, { op: 'replace', value: { displayName: 'Renamed only' } });
    expect(await idsIn(made.id)).toHaveLength(2);
    bodyOf(await running.client.put(`/Groups/${made.id}`, group('Put team', { members: [{ value: ann.id }] })));
    expect(await idsIn(made.id)).toEqual([ann.id]);
    bodyOf(await running.client.put(`/Groups/${made.id}`, group('Put team')));
    expect(await idsIn(made.id)).toEqual([]);
  });

  test('a PATCH of a group is atomic: a member who does not exist undoes what came before', async () => {
    const [ann, bob] = [await person(), await person()];
    const made = await team(ann.id);
    const before = bodyOf(await running.client.get(`/Groups/${made.id}`));
    const answer = await running.client.patch(`/Groups/${made.id}`, [
      { op: 'replace', path: 'displayName', value: 'Half' },
      { op: 'add', path: 'members', value: [{ value: bob.id }] },
      { op: 'remove', path: `members[value eq "${ann.id}"]` },
      { op: 'add', path: 'members', value: [{ value: 'nobody' }] },
    ]);
    expectError(answer, 400, 'invalidValue');
    expect(bodyOf(await running.client.get(`/Groups/${made.id}`))).toEqual(before);
  });

  test('RFC 7643 §4.2: groups may hold groups; a filter tells users and groups apart', async () => {
    const ann = await person();
    const inner = await team(ann.id);
    const outer = await team(inner.id);
    expect(await membersOf(outer.id)).toEqual([
      { value: inner.id, $ref: metaOf(inner).location, type: 'Group', display: inner['displayName'] },
    ]);
    expect((await groupsOf(ann.id)).map((one) => one.value)).toEqual([inner.id]);
    await change(outer.id, { op: 'add', path: 'members', value: [{ value: ann.id }] });
    await change(outer.id, { op: 'remove', path: 'members[type eq "Group"]' });
    expect(await idsIn(outer.id)).toEqual([ann.id]);
  });

  test('a group cannot be its own member', async () => {
    const { id } = await team();
    expectError(
      await running.client.patch(`/Groups/${id}`, [{ op: 'add', path: 'members', value: [{ value: id }] }]),
      400,
      'invalidValue',
    );
  });

  test('groups that hold each other do no harm', async () => {
    const one = await team();
    const other = await team(one.id);
    await change(one.id, { op: 'add', path: 'members', value: [{ value: other.id }] });
    expect(await idsIn(one.id)).toEqual([other.id]);
    expect((await running.client.delete(`/Groups/${one.id}`)).status).toBe(204);
    expect(await idsIn(other.id)).toEqual([]);
  });

  test('excludedAttributes=members leaves them out, of one group and of a list; attributes=members brings only them', async () => {
    const ann = await person();
    const { id } = await team(ann.id);
    expect(bodyOf(await running.client.get(`/Groups/${id}?excludedAttributes=members`))).not.toHaveProperty('members');
    const list = bodyOf(await running.client.get(`/Groups${search('displayName sw "Team"')}&excludedAttributes=members`));
    expect(list.Resources?.some((one) => 'members' in one)).toBe(false);
    expect(Object.keys(bodyOf(await running.client.get(`/Groups/${id}?attributes=members`))).toSorted()).toEqual([
      'id',
      'members',
      'schemas',
    ]);
    expect(bodyOf(await running.client.get(`/Groups/${id}?attributes=members.value`))['members']).toEqual([{ value: ann.id }]);
  });

  test("a user's groups are readOnly: what a client sends of them changes nothing", async () => {
    const ann = await person();
    const made = await team(ann.id);
    bodyOf(await running.client.put(`/Users/${ann.id}`, user(String(ann['userName']), { active: true, groups: [] })));
    expect((await groupsOf(ann.id)).map((one) => one.value)).toEqual([made.id]);
  });

  test('a member who is renamed is shown under the new name', async () => {
    const ann = await person();
    const made = await team(ann.id);
    bodyOf(
      await running.client.patch(`/Users/${ann.id}`, [{ op: 'replace', path: 'userName', value: 'married@contoso.example' }]),
    );
    expect((await membersOf(made.id)).map((one) => one.display)).toEqual(['married@contoso.example']);
  });
});

describe('leavers', () => {
  test('a deactivated user stays in lists, searches and groups, and is found there when activated again', async () => {
    const ann = await person();
    const { id } = await team(ann.id);
    bodyOf(await running.client.patch(`/Users/${ann.id}`, [{ op: 'replace', path: 'active', value: false }]));
    expect(await idsIn(id)).toEqual([ann.id]);
    const found = await running.client.get(`/Users${search(`userName eq "${String(ann['userName'])}"`)}`);
    expect(listed(found, 'active')).toEqual([false]);
    expect((await groupsOf(ann.id)).map((one) => one.value)).toEqual([id]);
    bodyOf(await running.client.patch(`/Users/${ann.id}`, [{ op: 'replace', path: 'active', value: true }]));
    expect(await idsIn(id)).toEqual([ann.id]);
  });

  test('a user who is deleted leaves all groups, and their versions move on', async () => {
    const [ann, bob] = [await person(), await person()];
    const one = await team(ann.id, bob.id);
    const other = await team(ann.id);
    expect((await running.client.delete(`/Users/${ann.id}`)).status).toBe(204);
    for (const made of [one, other]) {
      const now = bodyOf(await running.client.get(`/Groups/${made.id}`, { headers: { 'if-none-match': metaOf(made).version } }));
      expect(metaOf(now).version).not.toBe(metaOf(made).version);
    }
    expect(await idsIn(one.id)).toEqual([bob.id]);
    expect(await idsIn(other.id)).toEqual([]);
    const history = await running.console.directory.get({ id: other.id });
    expect(history.memberCount).toBe(0);
    expect(history.history[0]).toMatchObject({
      kind: 'updated',
      before: { members: [{ value: ann.id }] },
      after: { members: [] },
    });
  });

  test('a group that is deleted leaves its members alone', async () => {
    const ann = await person();
    const made = await team(ann.id);
    expect((await running.client.delete(`/Groups/${made.id}`)).status).toBe(204);
    expect(await groupsOf(ann.id)).toEqual([]);
    expectError(await running.client.get(`/Groups/${made.id}`), 404);
  });
});

describe('rights follow from groups, from the next request on', () => {
  const rightsGroup = async () =>
    String(listed(await running.client.get(`/Groups${search('displayName eq "Auto-Provisioning Service"')}`), 'id')[0]);

  test('a user in the group with both rights may provision; outside, 403; deactivated, 401; deleted, 401', async () => {
    const ann = await person();
    const { secret } = await running.console.tokens.create({ ownerId: ann.id });
    const tryIt = async () => (await running.client.get('/Users?count=0', { token: secret })).status;
    const rights = await rightsGroup();
    expect(await tryIt()).toBe(403);
    await change(rights, { op: 'add', path: 'members', value: [{ value: ann.id }] });
    expect(await tryIt()).toBe(200);
    await change(rights, { op: 'remove', path: `members[value eq "${ann.id}"]` });
    expect(await tryIt()).toBe(403);
    await change(rights, { op: 'add', path: 'members', value: [{ value: ann.id }] });
    expect(await tryIt()).toBe(200);
    bodyOf(await running.client.patch(`/Users/${ann.id}`, [{ op: 'replace', path: 'active', value: false }]));
    expect(await tryIt()).toBe(401);
    bodyOf(await running.client.patch(`/Users/${ann.id}`, [{ op: 'replace', path: 'active', value: true }]));
    expect(await tryIt()).toBe(200);
    expect((await running.client.delete(`/Users/${ann.id}`)).status).toBe(204);
    expect(await tryIt()).toBe(401);
  });

  test('rights of several groups add up; a pushed group has none', async () => {
    const ann = await person();
    const pushed = await team(ann.id);
    expect((await running.console.directory.get({ id: pushed.id })).rights).toEqual([]);
    await change(await rightsGroup(), { op: 'add', path: 'members', value: [{ value: ann.id }] });
    expect((await running.console.directory.get({ id: ann.id })).rights.toSorted()).toEqual(['access-apis', 'manage-users']);
  });

  test('a group that was deleted gives its rights to nobody any more', async () => {
    const ann = await person();
    const { secret } = await running.console.tokens.create({ ownerId: ann.id });
    const admins = String(
      listed(await running.client.get(`/Groups${search('displayName eq "System Administrators"')}`), 'id')[0],
    );
    await change(admins, { op: 'add', path: 'members', value: [{ value: ann.id }] });
    expect((await running.client.get('/Users?count=0', { token: secret })).status).toBe(200);
    expect((await running.client.delete(`/Groups/${admins}`)).status).toBe(204);
    expect((await running.client.get('/Users?count=0', { token: secret })).status).toBe(403);
  });
});
