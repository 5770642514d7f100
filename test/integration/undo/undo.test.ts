import { describe, expect, test } from 'vitest';
import { BULK_REQUEST, bodyOf, created, freshName, group } from '../../support/scim-answers.ts';
import { minimalUser } from '../../support/scim-client.ts';
import { withHost } from '../../support/with-host.ts';

const running = withHost([]);

const detail = (id: string) => running.console.directory.get({ id });
const history = async (id: string) => (await detail(id)).history;
const latest = async (id: string) => {
  const [change] = await history(id);
  if (change === undefined) throw new Error('there is no history');
  return change;
};
const sentences = async (id: string) => (await history(id)).map(({ sentence }) => sentence);
const undo = (changeId: number, more: { together?: boolean; despite?: number[] } = {}) =>
  running.console.history.undo({ changeId, ...more });
const patch = (id: string, path: string, value: unknown) =>
  running.client.patch(`/Users/${id}`, [{ op: 'replace', path, value }]);
const anna = () => created(running.client, '/Users', minimalUser(freshName('anna')));

describe('one change is taken back from the history', () => {
  test('an update: what it set goes back, what came later stays, and the history names the change', async () => {
    const ann = await anna();
    await patch(ann.id, 'name.givenName', 'Ann');
    const renamed = await latest(ann.id);
    await patch(ann.id, 'name.familyName', 'Moss');
    expect(await undo(renamed.id)).toEqual({ done: true, notes: [] });
    const { resource, version } = await detail(ann.id);
    expect(resource['name']).toEqual({ familyName: 'Moss' });
    expect(version).toBe(4);
    const act = await latest(ann.id);
    expect(act.exchangeId).toBeNull();
    expect(act.sentence).toBe(`An admin undid "${renamed.sentence}" (exchange ${String(renamed.exchangeId)})`);
    expect(bodyOf(await running.client.get(`/Users/${ann.id}`))['name']).toEqual({ familyName: 'Moss' });
  });

  test('undoing the undo sets it again, and the history calls that what it is', async () => {
    const ann = await anna();
    await patch(ann.id, 'active', false);
    const off = await latest(ann.id);
    await undo(off.id);
    const act = await latest(ann.id);
    expect((await running.console.history.undone({ changeIds: [off.id] })).items).toEqual([
      { changeId: off.id, by: act.id, at: act.at },
    ]);
    await undo(act.id);
    expect((await detail(ann.id)).resource['active']).toBe(false);
    expect((await running.console.history.undone({ changeIds: [off.id] })).items).toEqual([]);
    expect((await latest(ann.id)).sentence).toBe(`An admin redid "${off.sentence}" (exchange ${String(off.exchangeId)})`);
    await undo((await latest(ann.id)).id);
    expect((await detail(ann.id)).resource['active']).toBe(true);
    expect((await latest(ann.id)).sentence).toBe(`An admin undid "${off.sentence}" (exchange ${String(off.exchangeId)})`);
    expect((await running.console.history.undone({ changeIds: [off.id] })).items).toHaveLength(1);
  });

  test('a creation: the user is gone, and comes back under the same id when that is undone', async () => {
    const ann = await anna();
    await undo((await latest(ann.id)).id);
    expect((await running.client.get(`/Users/${ann.id}`)).status).toBe(404);
    await undo((await latest(ann.id)).id);
    expect(bodyOf(await running.client.get(`/Users/${ann.id}`))['userName']).toBe(ann['userName']);
  });

  test('a deletion: the user is back with the groups that it was in', async () => {
    const ann = await anna();
    const team = await created(running.client, '/Groups', group(freshName('team'), { members: [{ value: ann.id }] }));
    await running.client.delete(`/Users/${ann.id}`);
    const deletion = await latest(ann.id);
    expect(deletion.kind).toBe('deleted');
    await undo(deletion.id);
    expect(await detail(ann.id)).toMatchObject({ deleted: false, origin: 'scim', version: 2, groups: [{ id: team.id }] });
    // The group tells of it too, as undone.
    const left = (await history(team.id))[1];
    expect((await running.console.history.undone({ changeIds: [left?.id ?? 0] })).items).toHaveLength(1);
  });

  test('a deleted group is back with the members that are still there, and says who is not', async () => {
    const [ann, bob] = [await anna(), await anna()];
    const team = await created(
      running.client,
      '/Groups',
      group(freshName('team'), { members: [{ value: ann.id }, { value: bob.id }] }),
    );
    await running.client.delete(`/Groups/${team.id}`);
    await running.client.delete(`/Users/${bob.id}`);
    const outcome = await undo((await latest(team.id)).id);
    expect(outcome.notes).toContain(
      `${String(bob['userName'])} does not exist any more, so it is not in ${String(team['displayName'])} again.`,
    );
    expect((await detail(team.id)).members.map(({ id }) => id)).toEqual([ann.id]);
  });

  test('members: who joined leaves, who left joins, and who came later stays', async () => {
    const [ann, bob, eve] = [await anna(), await anna(), await anna()];
    const team = await created(running.client, '/Groups', group(freshName('team'), { members: [{ value: ann.id }] }));
    await running.client.put(`/Groups/${team.id}`, group(String(team['displayName']), { members: [{ value: bob.id }] }));
    const swapped = await latest(team.id);
    await running.client.patch(`/Groups/${team.id}`, [{ op: 'add', path: 'members', value: [{ value: eve.id }] }]);
    await undo(swapped.id);
    expect((await detail(team.id)).members.map(({ id }) => id)).toEqual([ann.id, eve.id]);
  });

  test('what the admin did by hand is taken back in the same way', async () => {
    const { id } = await running.console.accounts.createLocalUser({
      userName: freshName('local'),
      email: 'local@contoso.example',
    });
    await running.console.accounts.setActive({ id, active: false });
    const act = await latest(id);
    await undo(act.id);
    expect(await sentences(id)).toEqual([`An admin undid "${act.sentence}"`, act.sentence, expect.any(String)]);
    expect((await detail(id)).origin).toBe('local');
  });
});

describe('later changes are told of before they are taken back too', () => {
  test('an attribute that was set again: nothing is done until it is meant', async () => {
    const ann = await anna();
    const [second, third] = [freshName('second'), freshName('third')];
    await patch(ann.id, 'userName', second);
    const renamed = await latest(ann.id);
    await patch(ann.id, 'userName', third);
    const again = await latest(ann.id);
    const outcome = await undo(renamed.id);
    expect(outcome).toMatchObject({
      done: false,
      despite: [again.id],
      clashes: [
        {
          path: 'userName',
          now: third,
          back: ann['userName'],
          by: { changeId: again.id, exchangeId: again.exchangeId, sentence: again.sentence },
        },
      ],
      changes: [{ kind: 'updated', before: { userName: third }, after: { userName: ann['userName'] } }],
    });
    expect((await detail(ann.id)).version).toBe(3);
    if (outcome.done) throw new Error('it was done');
    expect(await undo(renamed.id, { despite: outcome.despite })).toMatchObject({ done: true });
    expect((await detail(ann.id)).name).toBe(ann['userName']);
  });

  test('what was meant before yet another change came is asked about again', async () => {
    const ann = await anna();
    await patch(ann.id, 'name.givenName', 'A');
    const first = await latest(ann.id);
    await patch(ann.id, 'name.givenName', 'B');
    const outcome = await undo(first.id);
    await patch(ann.id, 'name.givenName', 'C');
    const despite = outcome.done ? [] : outcome.despite;
    expect(await undo(first.id, { despite })).toMatchObject({ done: false, clashes: [{ now: 'C' }] });
  });

  test('a creation that was changed since', async () => {
    const ann = await anna();
    const creation = await latest(ann.id);
    await patch(ann.id, 'active', false);
    expect(await undo(creation.id)).toMatchObject({ done: false, clashes: [{ path: null }], changes: [{ kind: 'deleted' }] });
    expect((await running.client.get(`/Users/${ann.id}`)).status).toBe(200);
  });
});

describe('what a request changed is taken back together', () => {
  test('a bulk request: created, renamed and deleted in one go', async () => {
    const [ann, bob] = [await anna(), await anna()];
    const team = await created(running.client, '/Groups', group(freshName('team'), { members: [{ value: bob.id }] }));
    const fresh = freshName('fresh');
    const answer = await running.client.post('/Bulk', {
      schemas: [BULK_REQUEST],
      Operations: [
        { method: 'DELETE', path: `/Users/${bob.id}` },
        // The name is free by now.
        {
          method: 'PATCH',
          path: `/Users/${ann.id}`,
          data: {
            schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
            Operations: [{ op: 'replace', path: 'userName', value: bob['userName'] }],
          },
        },
        { method: 'POST', path: '/Users', bulkId: 'a', data: minimalUser(fresh) },
        {
          method: 'PATCH',
          path: `/Groups/${team.id}`,
          data: {
            schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
            Operations: [{ op: 'add', path: 'members', value: [{ value: 'bulkId:a' }] }],
          },
        },
      ],
    });
    expect(answer.status, answer.text).toBe(200);
    const [exchange] = (await running.console.exchanges.list({ limit: 1 })).items;
    const { changes } = await running.console.exchanges.get({ id: exchange?.id ?? 0 });
    expect(await undo(changes[0]?.id ?? 0, { together: true })).toMatchObject({ done: true });
    expect((await detail(ann.id)).name).toBe(ann['userName']);
    expect((await detail(bob.id)).groups.map(({ id }) => id)).toEqual([team.id]);
    expect((await detail(team.id)).members.map(({ id }) => id)).toEqual([bob.id]);
    expect((await running.console.directory.users({ text: fresh })).total).toBe(0);
    const { items } = await running.console.history.undone({ changeIds: changes.map(({ id }) => id) });
    expect(items).toHaveLength(changes.length);
    // And all of that is one act, which is taken back as one.
    await undo(items[0]?.by ?? 0, { together: true });
    expect((await detail(ann.id)).name).toBe(bob['userName']);
    expect((await detail(bob.id)).deleted).toBe(true);
    expect((await running.console.directory.users({ text: fresh })).total).toBe(1);
  });
});

describe('what cannot be taken back is refused with a sentence, and nothing is changed', () => {
  test('a name that another user bears by now', async () => {
    const ann = await anna();
    await patch(ann.id, 'userName', freshName('renamed'));
    const renamed = await latest(ann.id);
    await created(running.client, '/Users', minimalUser(String(ann['userName'])));
    await expect(undo(renamed.id)).rejects.toThrow(
      /409.*A User whose .*userName.* is .* exists already \(rule duplicate-user-name\)/,
    );
    expect((await detail(ann.id)).version).toBe(2);
  });

  test('a change of one who was deleted since', async () => {
    const ann = await anna();
    await patch(ann.id, 'active', false);
    const off = await latest(ann.id);
    await running.client.delete(`/Users/${ann.id}`);
    await expect(undo(off.id)).rejects.toThrow(/409.*was deleted since by exchange \d+\. Bring it back first/);
  });

  test('what was taken back already, and what touched no attribute', async () => {
    const ann = await anna();
    const creation = await latest(ann.id);
    await running.console.accounts.setPassword({ id: ann.id });
    await expect(undo((await latest(ann.id)).id)).rejects.toThrow(/409.*touched no attribute/);
    await undo(creation.id);
    await expect(undo(creation.id)).rejects.toThrow(/409.*is gone already/);
  });

  test('a link to a resource that the list no longer has (rule 20)', async () => {
    const list = (text: string) => Buffer.from(text).toString('base64');
    await running.console.resources.import({ content: list('id;name\nr-1;One\nr-2;Two\n'), mode: 'replace' });
    const path = 'urn:ietf:params:scim:schemas:extension:meisterplan:2.0:User:linkedResource.id';
    const ann = await anna();
    await patch(ann.id, path, 'r-1');
    await patch(ann.id, path, 'r-2');
    const moved = await latest(ann.id);
    await running.console.resources.import({ content: list('id;name\nr-2;Two\n'), mode: 'replace' });
    await expect(undo(moved.id)).rejects.toThrow(/400.*no resource has this id \(rule linked-resource\)/);
    await running.console.resources.clear({});
  });

  test('a change that never was', async () => {
    await expect(undo(987_654_321)).rejects.toThrow(/404.*no such change/);
  });
});

describe('what was deleted is listed', () => {
  test('each once, newest first, until it is back', async () => {
    const [ann, bob] = [await anna(), await anna()];
    const text = String(ann['userName']);
    await running.client.delete(`/Users/${ann.id}`);
    await undo((await latest(ann.id)).id);
    await running.client.delete(`/Users/${ann.id}`);
    await running.client.delete(`/Users/${bob.id}`);
    const { items } = await running.console.history.deleted({ limit: 2 });
    expect(items.map(({ id }) => id)).toEqual([bob.id, ann.id]);
    expect(items[1]).toMatchObject({ name: text, resourceType: 'User', sentence: expect.stringContaining(text) as unknown });
    expect((await running.console.history.deleted({ text })).total).toBe(1);
    await undo(items[1]?.changeId ?? 0);
    expect((await running.console.history.deleted({ text })).total).toBe(0);
  });
});
