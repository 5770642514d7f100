import { expect, test } from 'vitest';
import { minimalUser } from '../../support/scim-client.ts';
import { withHost } from '../../support/with-host.ts';
import { ended, oddSteps, readSession, record } from './recorded-session.ts';

const running = withHost(['--profile', 'meisterplan']);
const title = { ...minimalUser('carla@contoso.example'), title: 'Consultant' };

test('under another preset exactly the exchanges whose rule differs come out otherwise', async () => {
  const { client, console } = running;
  await client.post('/Users', minimalUser('anna@contoso.example'));
  await client.post('/Users', minimalUser('anna@contoso.example'));
  await client.post('/Users', title);
  const run = await console.replay.prepare({
    source: { kind: 'filter', filter: {} },
    target: { kind: 'fresh', rules: { preset: 'lenient' } },
  });
  await console.replay.start({ id: run.id });
  expect(await ended(console, run.id)).toMatchObject({
    state: 'finished',
    counts: { same: 1, differs: 2 },
    refusedBefore: 2,
    refusedNow: 0,
  });
  const [duplicate, unlisted] = await oddSteps(console, run.id);
  expect(duplicate?.differences[0]).toEqual({ path: 'status', before: '409', now: '201' });
  expect(unlisted?.differences[0]).toEqual({ path: 'status', before: '400', now: '201' });
  expect(unlisted).toMatchObject({ originalVerdict: 'refused', verdict: expect.not.stringMatching('refused') });
});

test('under another profile the differences are exactly the expected ones', async () => {
  const { console, host } = running;
  await record(host.scim, { ...readSession('onelogin') });
  const { ids } = (await console.replay.lastSession({})) ?? { ids: [] };
  const run = await console.replay.prepare({
    source: { kind: 'exchanges', ids },
    target: { kind: 'fresh', profile: 'rfc7643' },
  });
  await console.replay.start({ id: run.id });
  const end = await ended(console, run.id);
  expect(end.state).toBe('finished');
  const paths = (await oddSteps(console, run.id)).flatMap(({ differences }) => differences.map(({ path }) => path));
  // It keeps the case of user names, does not make up a type, and tells the groups of a user; nothing else is another.
  expect([...new Set(paths)].toSorted()).toEqual(['emails[value eq "u01@contoso.example"].type', 'groups', 'userName']);
});

test('a copy of this sandbox is changed, and this sandbox is not', async () => {
  const { client, console } = running;
  const made = await client.post('/Users', minimalUser('dora@contoso.example'));
  const { id } = made.json();
  await client.patch(`/Users/${id ?? ''}`, [{ op: 'replace', path: 'active', value: false }]);
  await client.patch(`/Users/${id ?? ''}`, [{ op: 'replace', path: 'active', value: true }]);
  const { items } = await console.exchanges.list({ limit: 1 });
  const last = items[0]?.id ?? 0;
  const before = (await client.get(`/Users/${id ?? ''}`)).text;
  const run = await console.replay.prepare({
    source: { kind: 'exchanges', ids: [last - 1] },
    target: { kind: 'snapshot' },
  });
  await console.replay.start({ id: run.id });
  expect(await ended(console, run.id)).toMatchObject({ state: 'finished', counts: { same: 1 } });
  expect((await client.get(`/Users/${id ?? ''}`)).text).toBe(before);
});

test('an empty copy that first got what came before finds the people whom the exchanges speak of', async () => {
  const { console } = running;
  const { items } = await console.exchanges.list({ filter: { methods: ['PATCH'] }, limit: 2 });
  const ids = items.map((item) => item.id);
  const source = { kind: 'exchanges' as const, ids };
  const bare = await console.replay.prepare({ source, target: { kind: 'fresh' } });
  await console.replay.start({ id: bare.id });
  expect(await ended(console, bare.id)).toMatchObject({ counts: { differs: 2 }, refusedNow: 2 });
  const prefaced = await console.replay.prepare({ source, target: { kind: 'fresh', preface: true } });
  await console.replay.start({ id: prefaced.id });
  expect(await ended(console, prefaced.id)).toMatchObject({ counts: { same: 2 }, refusedNow: 0 });

  const compared = await console.replay.compare({ before: bare.id, now: prefaced.id });
  expect(compared.items.map(({ differences }) => differences[0])).toEqual([
    { path: 'status', before: '404', now: '200' },
    { path: 'status', before: '404', now: '200' },
  ]);
});

test('step by step, one exchange goes out for each press; stopping leaves the rest unsent', async () => {
  const { console } = running;
  const { items } = await console.exchanges.list({ limit: 4 });
  const run = await console.replay.prepare({
    source: { kind: 'exchanges', ids: items.map(({ id }) => id) },
    target: { kind: 'snapshot' },
    pace: 'step',
  });
  expect(await console.replay.start({ id: run.id })).toMatchObject({ state: 'paused', counts: { waiting: 4 } });
  await console.replay.next({ id: run.id });
  await expect.poll(async () => (await console.replay.get({ id: run.id })).counts.waiting).toBe(3);
  expect(await console.replay.stop({ id: run.id })).toMatchObject({ state: 'stopped', counts: { waiting: 3 } });
  await expect(console.replay.next({ id: run.id })).rejects.toThrow('This replay is over');
});

test('a report holds what came out and no token', async () => {
  const { console } = running;
  const { items } = await console.replay.list({});
  const experiment = items.at(-1);
  const html = await console.replay.report({ id: experiment?.id ?? 0, format: 'html' });
  expect(html.fileName).toBe(`replay-${experiment?.id}.html`);
  expect(html.text).toContain('1 same · 2 differ');
  expect(html.text).toContain('409 → 201');
  expect(html.text).not.toMatch(/api-[0-9a-f]{8}|<script/);
  const json = JSON.parse((await console.replay.report({ id: experiment?.id ?? 0, format: 'json' })).text) as { steps: object[] };
  expect(json.steps).toHaveLength(3);
});

test('one request is edited and sent again, with a token that ends with the host', async () => {
  const { console } = running;
  const body = JSON.stringify(minimalUser('edited@contoso.example'));
  const headers = [
    { name: 'Content-Type', value: 'application/scim+json' },
    { name: 'Authorization', value: 'Bearer wrong' },
  ];
  const answer = await console.replay.resend({ method: 'POST', path: '/Users', headers, body });
  expect(answer.status).toBe(201);
  expect((await console.exchanges.get({ id: answer.exchangeId })).sentence).toContain('created edited@contoso.example');
  const tokens = (await console.tokens.list({})).items.filter(({ name }) => name.startsWith('Replay in this console'));
  expect(tokens).toHaveLength(1);
  const send = (change: object) => console.replay.resend({ method: 'GET', path: '/Users', headers: [], body: null, ...change });
  await expect(send({ path: '/Users?filter=a b' })).rejects.toThrow('write a space as %20');
  await expect(send({ headers: [{ name: 'a b', value: '' }] })).rejects.toThrow('is no name of a header');
});
