import { beforeEach, describe, expect, test } from 'vitest';
import type { CheckState } from '#shared/contract/golive.ts';
import { TOKEN, runHost } from '../support/host.ts';
import { minimalUser } from '../support/scim-client.ts';
import { withFreshHost } from '../support/with-host.ts';
import { SMALL, rehearsed } from './rehearsal/rehearsed.ts';

const ENTRA = { headers: { adscimversion: 'Date:2026-01-01, ActivityId:0' } };
const PROBE = '/Users?filter=userName+eq+%22cf4d78e8-3b1c-4a4e-9b0f-0e5d3b2a1c00%22';
const HALF = ['connection-tested', 'user-created', 'user-updated', 'user-disabled', 'user-enabled', 'user-deleted'] as const;

const running = withFreshHost();

async function found(query: string) {
  return (await running.console.exchanges.list({ filter: { query }, limit: 500 })).items;
}

async function states(): Promise<Record<string, CheckState>> {
  const { items } = await running.console.golive.checklist({});
  return Object.fromEntries(items.map(({ id, state }) => [id, state]));
}

const half = (all: Record<string, CheckState>) => HALF.map((id) => all[id]);

describe('a rehearsal of this sandbox', () => {
  beforeEach(async () => {
    await rehearsed(running.console, { idp: 'entra', people: SMALL });
  });

  test('is not taken for a real identity provider: not on Connect, and half of the way in going live', async () => {
    const status = await running.console.status.get({});
    expect(status).toMatchObject({ firstAuthenticated: null, latest: null, latestOwn: { madeBy: 'check-back' } });
    const list = await running.console.golive.checklist({});
    expect(list).toMatchObject({ ready: false, idp: 'entra', senders: [] });
    expect(list.sentence).toMatch(/^1[0-4] of 14 are still open\. \d+ of them were seen in the rehearsal only\.$/);
    expect(half(await states())).toEqual(HALF.map(() => 'rehearsed'));
    // One of the company has no mail address and is refused, so these would not go well either.
    expect(await states()).toMatchObject({ 'required-mappings': 'open', 'last-cycle-clean': 'open' });
    const created = list.items.find(({ id }) => id === 'user-created');
    expect(created?.what).toMatch(/^Only in the rehearsal: Entra ID created \d+ users\.$/);
    expect(created?.next).toContain('Assign one person');
    expect(created?.evidence.exchanges.total).toBeGreaterThan(5);
  });

  test('gives way to the real provider, item by item, and its people leave traps and blast radius', async () => {
    const csv = Buffer.from('user name,mail\nanna@contoso.example,anna@contoso.example\n').toString('base64');
    await running.console.golive.importUsers({ name: 'users.csv', content: csv });
    const before = await running.console.golive.blastRadius({});
    expect(before.scope).toBeGreaterThan(5);
    expect(before.sentence).toContain('Only the simulator has provisioned so far');
    expect(await running.console.traps.list({})).toMatchObject({ whose: 'simulator', leftOut: 0 });
    expect(await running.console.mappings.observed({})).toMatchObject({ whose: 'simulator' });

    await running.client.get(PROBE, ENTRA);
    await running.client.post('/Users', minimalUser('anna@contoso.example'), ENTRA);

    const now = await states();
    expect(now).toMatchObject({ 'connection-tested': 'done', 'user-created': 'done', 'required-mappings': 'done' });
    expect(now).toMatchObject({ 'user-updated': 'rehearsed', 'user-deleted': 'rehearsed', 'last-cycle-clean': 'done' });
    expect(await running.console.golive.blastRadius({})).toMatchObject({
      scope: 1,
      sentence: expect.not.stringContaining('simulator'),
    });
    const traps = await running.console.traps.list({});
    expect(traps).toMatchObject({ whose: 'provider', looked: { exchanges: { seen: 2 } } });
    expect(traps.leftOut).toBeGreaterThan(5);
    const observed = await running.console.mappings.observed({});
    expect(observed.whose).toBe('provider');
    expect(observed.objects).toMatchObject([{ resourceType: 'User', resources: 1 }]);
    const status = await running.console.status.get({});
    expect(status).toMatchObject({ firstAuthenticated: { idp: 'entra' }, latestOwn: null });
    expect(status.latest?.sentence).toBe('Entra ID created anna@contoso.example');
  });

  test('a half-way item can be waived, and the waiver holds', async () => {
    await running.console.golive.waive({ id: 'user-deleted', reason: 'We never delete anybody here.' });
    expect((await states())['user-deleted']).toBe('waived');
  });

  test('in the log says who sent what, and by which run', async () => {
    const { items } = await running.console.rehearsals.list({});
    const run = items[0]?.id;
    const played = await found('by:simulator');
    expect(played.length).toBeGreaterThan(20);
    const created = played.find(({ sentence }) => sentence.includes(' created '));
    expect(created?.sentence).toMatch(/^Simulated Entra ID created /);
    expect(await running.console.exchanges.get({ id: created?.id ?? 0 })).toMatchObject({ madeBy: 'simulator', runId: run });
    expect(await found('by:outside')).toEqual([]);
    const all = await found('-by:outside');
    expect(await found('-by:simulator')).toHaveLength(all.filter(({ madeBy }) => madeBy !== 'simulator').length);
    expect(new Set(all.map(({ madeBy }) => madeBy))).toEqual(new Set(['simulator', 'check-back']));
    const [gone] = await found('by:check-back status:404');
    expect(gone).toMatchObject({ verdict: 'ok', sentence: expect.stringMatching(/^The rehearsal checked user \w+: not there$/) });
  });

  test('what it wants refused says that it was on purpose, by its step, and is no last refusal', async () => {
    const refused = await found('status:401');
    expect(refused.length).toBeGreaterThan(0);
    const first = await running.console.exchanges.get({ id: refused[0]?.id ?? 0 });
    expect(first).toMatchObject({ verdict: 'ok', madeBy: 'simulator', runId: expect.any(Number) });
    expect(first.sentence).toMatch(/^Refused on purpose: the token is not known here/);
    expect(first.findings).toMatchObject([
      { code: 'refused-on-purpose', severity: 'forgiven', why: expect.stringMatching(/Its step: “Entra ID tries again after/) },
    ]);
    expect(await found('is:refused status:401')).toEqual([]);
    expect(await found('is:refused by:simulator')).toMatchObject([
      { sentence: expect.stringContaining('is missing (creating ') },
    ]);
    expect(await found('is:refused by:outside')).toEqual([]);
  });
});

test('a rehearsal of an address that is this very service is told from a provider who uses the same token meanwhile', async () => {
  await running.client.post('/Users', minimalUser('real@contoso.example'), ENTRA);
  const start = { idp: 'okta', people: SMALL, target: { kind: 'endpoint', url: running.host.scim }, token: TOKEN } as const;
  const { id } = await running.console.rehearsals.start({ ...start, stories: ['connection', 'initial', 'quarantine'] });
  let real = 0;
  while ((await running.console.rehearsals.get({ id })).state === 'running') {
    await running.client.get('/Users?count=1', ENTRA);
    real += 1;
  }
  const run = await running.console.rehearsals.get({ id });
  expect(run).toMatchObject({ state: 'finished', counts: { failed: 0 } });
  const outside = await found('by:outside');
  expect(outside).toHaveLength(real + 1);
  expect(outside.every(({ idp }) => idp === 'entra')).toBe(true);
  // The simulator played Okta with the token of Entra ID, which says nothing of who Entra ID is.
  await running.client.get('/Users?count=1');
  expect((await found('by:outside'))[0]).toMatchObject({ idp: 'entra' });
});

test('the command line says who it is to a host of another process, and its farewell ends it', async () => {
  const access = ['--target', running.host.scim, '--token', TOKEN];
  const rehearsal = ['rehearse', '--idp', 'entra', '--people', '20', '--groups', '2', '--story', 'joiner', 'quarantine'];
  expect(await runHost([...rehearsal, ...access])).toMatchObject({ code: 0 });
  expect((await runHost(['check', '--list', 'okta', ...access])).code).toBeLessThan(2);
  expect(await found('by:outside')).toEqual([]);
  expect((await found('by:simulator')).length).toBeGreaterThan(5);
  expect((await found('by:check-back')).length).toBeGreaterThan(2);
  expect((await found('by:conformance')).length).toBeGreaterThan(5);
  expect(await found('status:401 is:refused by:simulator')).toEqual([]);
  await running.client.post('/Users', minimalUser('anna@contoso.example'), ENTRA);
  expect(await found('by:outside')).toMatchObject([{ sentence: 'Entra ID created anna@contoso.example', madeBy: null }]);
});

test('checks, replays and what an admin sends again are their own, and tick nothing', async () => {
  await running.console.conformance.start({ target: { kind: 'sandbox' } });
  await expect.poll(async () => (await running.console.conformance.latest({}))?.state, { timeout: 30_000 }).toBe('finished');
  expect((await found('by:conformance')).length).toBeGreaterThan(50);
  expect(await found('by:outside')).toEqual([]);
  expect((await states())['user-created']).toBe('open');
  expect((await running.console.status.get({})).latestOwn).toMatchObject({ madeBy: 'conformance' });
  await running.client.post('/Users', minimalUser('anna@contoso.example'), ENTRA);
  const [created] = await found('by:outside');
  const again = await running.console.replay.resend({ method: 'GET', path: '/Users', headers: [], body: null });
  expect(await running.console.exchanges.get({ id: again.exchangeId })).toMatchObject({ madeBy: 'replay', runId: null });
  expect(await found('by:outside')).toMatchObject([{ id: created?.id }]);
});
