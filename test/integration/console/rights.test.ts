import { describe, expect, test } from 'vitest';
import { TOKEN } from '../../support/host.ts';
import { created, group } from '../../support/scim-answers.ts';
import { minimalUser } from '../../support/scim-client.ts';
import { withHost } from '../../support/with-host.ts';

const running = withHost([]);

async function groupNamed(name: string): Promise<string> {
  const { items } = await running.console.directory.groups({ text: name });
  const id = items.find(({ displayName }) => displayName === name)?.id;
  if (id === undefined) throw new Error(`there is no group ${name}`);
  return id;
}

describe('rights of groups', () => {
  test('the rights are listed with what they mean; only the two that the documentation names are marked so', async () => {
    const { items } = await running.console.rights.list({});
    expect(items.map(({ right, documented }) => [right, documented])).toEqual([
      ['access-apis', true],
      ['manage-users', true],
      ['all-other', false],
    ]);
    for (const { meaning } of items) expect(meaning).toMatch(/\.$/);
    expect(items[1]?.groups.map(({ name }) => name)).toEqual(['Auto-Provisioning Service', 'System Administrators']);
  });

  test('rule 9: a pushed group has no rights, and those of several groups add up, each with its sources', async () => {
    const anna = await created(running.client, '/Users', minimalUser('anna@contoso.example'));
    const planners = await created(running.client, '/Groups', group('Planners', { members: [{ value: anna.id }] }));
    const admins = await created(running.client, '/Groups', group('User admins', { members: [{ value: anna.id }] }));
    expect((await running.console.rights.ofGroup({ groupId: planners.id })).rights.every(({ granted }) => !granted)).toBe(true);
    expect((await running.console.rights.ofUser({ userId: anna.id })).rights).toEqual([]);

    await running.console.rights.grant({ groupId: planners.id, right: 'all-other' });
    await running.console.rights.grant({ groupId: admins.id, right: 'all-other' });
    const { rights } = await running.console.rights.grant({ groupId: admins.id, right: 'manage-users' });
    expect(rights.filter(({ granted }) => granted).map(({ right }) => right)).toEqual(['manage-users', 'all-other']);
    const ofAnna = await running.console.rights.ofUser({ userId: anna.id });
    expect(ofAnna.rights.map(({ right, groups }) => [right, groups.map(({ name }) => name)])).toEqual([
      ['manage-users', ['User admins']],
      ['all-other', ['Planners', 'User admins']],
    ]);
  });

  test('granting twice and taking what is not there change nothing', async () => {
    const idle = await created(running.client, '/Groups', group('Idle'));
    await running.console.rights.grant({ groupId: idle.id, right: 'access-apis' });
    await running.console.rights.grant({ groupId: idle.id, right: 'access-apis' });
    await running.console.rights.revoke({ groupId: idle.id, right: 'manage-users' });
    const { rights } = await running.console.rights.revoke({ groupId: idle.id, right: 'access-apis' });
    expect(rights.some(({ granted }) => granted)).toBe(false);
    const { history, version } = await running.console.directory.get({ id: idle.id });
    expect(version).toBe(1);
    expect(history.map(({ sentence, exchangeId }) => [sentence, exchangeId])).toEqual([
      ['An admin took from "Idle" the right "Access Meisterplan APIs and Connect External Applications"', null],
      ['An admin gave "Idle" the right "Access Meisterplan APIs and Connect External Applications"', null],
      [expect.stringContaining('created'), expect.any(Number)],
    ]);
  });

  test('rule 3: a right that is taken counts from the next request on, and is told beforehand whom it locks out', async () => {
    const service = await groupNamed('Auto-Provisioning Service');
    expect((await running.client.get('/Users?count=1')).status).toBe(200);
    const before = await running.console.rights.ofGroup({ groupId: service });
    expect(before.rights.find(({ right }) => right === 'manage-users')?.locksOut).toMatchObject([
      { ownerName: 'provisioning-service@sandbox.example' },
    ]);
    expect(before.rights.find(({ right }) => right === 'all-other')?.locksOut).toEqual([]);

    await running.console.rights.revoke({ groupId: service, right: 'manage-users' });
    const refused = await running.client.get('/Users?count=1');
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('Manage Users and User Groups');
    const { items } = await running.console.tokens.list({});
    expect(items.find(({ prefix }) => TOKEN.startsWith(prefix.slice(0, -1)))?.usable).toBe(false);

    await running.console.rights.grant({ groupId: service, right: 'manage-users' });
    expect((await running.client.get('/Users?count=1')).status).toBe(200);
  });

  test('a token is not locked out when its owner has the right from another group too', async () => {
    const service = await groupNamed('Auto-Provisioning Service');
    const { items } = await running.console.directory.users({ text: 'provisioning-service' });
    const owner = items[0]?.id ?? '';
    const second = await created(running.client, '/Groups', group('Second', { members: [{ value: owner }] }));
    await running.console.rights.grant({ groupId: second.id, right: 'manage-users' });
    const { rights } = await running.console.rights.ofGroup({ groupId: service });
    expect(rights.map(({ right, locksOut }) => [right, locksOut.length])).toEqual([
      ['access-apis', 1],
      ['manage-users', 0],
      ['all-other', 0],
    ]);
    await running.client.delete(`/Groups/${second.id}`);
  });

  test('a group that is gone, a user for a group and an invented right are refused with a sentence', async () => {
    await expect(running.console.rights.grant({ groupId: 'nobody', right: 'access-apis' })).rejects.toThrow(
      /404.*group does not exist/,
    );
    expect(await running.console.rights.ofGroup({ groupId: 'nobody' })).toEqual({ groupId: 'nobody', rights: [] });
    expect(await running.console.rights.ofUser({ userId: 'nobody' })).toEqual({ userId: 'nobody', rights: [] });
    const { items } = await running.console.directory.users({});
    await expect(running.console.rights.ofGroup({ groupId: items[0]?.id ?? '' })).rejects.toThrow(/404/);
    const service = await groupNamed('Auto-Provisioning Service');
    const invented = JSON.parse('"fly"') as 'access-apis';
    await expect(running.console.rights.grant({ groupId: service, right: invented })).rejects.toThrow(/400/);
  });
});
