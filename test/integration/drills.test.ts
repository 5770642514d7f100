import { describe, expect, test } from 'vitest';
import type { Client, ConsoleContract } from '#shared/contract/index.ts';
import { openConsole } from '../support/console-client.ts';
import { makeDataFolder, startHost } from '../support/host.ts';
import { bodyOf } from '../support/scim-answers.ts';
import { ScimClient, minimalUser } from '../support/scim-client.ts';
import { withHost } from '../support/with-host.ts';
import { SMALL, rehearsed } from './rehearsal/rehearsed.ts';

const running = withHost([]);
let count = 0;
const person = () => minimalUser(`drilled-${++count}@contoso.example`);

type Plan = Parameters<Client<ConsoleContract>['drills']['start']>[0];
const start = (plan: Omit<Plan, 'name'>) => running.console.drills.start({ name: 'Test drill', ...plan });
const stop = () => running.console.drills.stop({});
const refuse = (status: 401 | 409 | 429 | 503, retryAfterSeconds: number | null = null) =>
  ({ kind: 'status', status, retryAfterSeconds }) as const;

async function newest() {
  const [row] = (await running.console.exchanges.list({ limit: 1 })).items;
  return running.console.exchanges.get({ id: row?.id ?? 0 });
}

describe('what a drill does', () => {
  test('a refusal changes nothing, and says in sentence and finding that it is a drill', async () => {
    await start({ effect: refuse(429, 7) });
    const body = person();
    const answer = await running.client.post('/Users', body);
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('7');
    expect(answer.json()).toMatchObject({ status: '429', detail: 'The drill “Test drill” answered 429.' });
    const exchange = await newest();
    expect(exchange.sentence).toBe(`The drill “Test drill” answered 429 (creating ${String(body['userName'])})`);
    expect(exchange).toMatchObject({ verdict: 'warning', status: 429, changes: [] });
    expect(exchange.findings).toMatchObject([{ code: 'drill', severity: 'warning', ruleId: null }]);
    await stop();
    bodyOf(await running.client.post('/Users', body), 201);
    expect((await newest()).findings.some(({ code }) => code === 'drill')).toBe(false);
  });

  test('it acts behind the token: a wrong one is still wrong', async () => {
    await start({ effect: refuse(503) });
    expect((await running.client.get('/Users', { token: 'api-nobody' })).status).toBe(401);
    expect((await running.client.get('/Users')).status).toBe(503);
    await stop();
  });

  test('a revoked token is played, and the token stays good', async () => {
    await start({ effect: refuse(401), skip: 2 });
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await running.client.get('/Users?count=1')).status);
    expect(statuses).toEqual([200, 200, 401, 401]);
    expect((await running.client.get('/Users')).headers.get('www-authenticate')).toMatch(/^Bearer/);
    await stop();
    expect((await running.client.get('/Users?count=1')).status).toBe(200);
  });

  test('an answer is held back', async () => {
    await start({ effect: { kind: 'delay', milliseconds: 300 } });
    const before = performance.now();
    expect((await running.client.get('/Users?count=1')).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThanOrEqual(290);
    expect((await newest()).sentence).toMatch(/\(the drill “Test drill” held the answer back for 300 ms\)$/);
    await stop();
  });

  test('a connection is dropped after the work: the user is there, and the log says that the answer never arrived', async () => {
    await start({ effect: { kind: 'drop' }, methods: ['POST'] });
    const body = person();
    await expect(running.client.post('/Users', body)).rejects.toThrow('fetch failed');
    await stop();
    const found = bodyOf(await running.client.get(`/Users?filter=userName eq "${String(body['userName'])}"`));
    expect(found['totalResults']).toBe(1);
    const { items } = await running.console.exchanges.list({ filter: { methods: ['POST'] }, limit: 1 });
    expect(items[0]).toMatchObject({ status: 201, verdict: 'cut-off' });
    expect(items[0]?.sentence).toMatch(/dropped the connection before the answer\)$/);
  });

  test('an answer is cut in half', async () => {
    await start({ effect: { kind: 'truncate' } });
    await expect(running.client.get('/Users')).rejects.toThrow('terminated');
    await stop();
    expect((await newest()).sentence).toMatch(/cut the answer in half\)$/);
  });

  test('a delay beside a refusal of the endpoint itself is told, and the refusal is its own', async () => {
    await start({ effect: { kind: 'delay', milliseconds: 5 } });
    expect((await running.client.get('/Users/nobody')).status).toBe(404);
    const exchange = await newest();
    expect(exchange.verdict).toBe('refused');
    expect(exchange.findings.map(({ code }) => code).toSorted()).toEqual(['drill', 'unknown-id']);
    await stop();
  });
});

describe('which requests, and how long', () => {
  test('path, method and share decide; what it touched is counted', async () => {
    await start({ effect: refuse(503), path: '/Users', methods: ['GET'], share: 50 });
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await running.client.get('/Users?count=1')).status);
    expect(statuses.filter((status) => status === 503)).toHaveLength(2);
    expect((await running.client.get('/Groups?count=1')).status).toBe(200);
    expect((await running.client.post('/Users', person())).status).toBe(201);
    expect((await running.console.drills.state({})).active).toMatchObject({ met: 4, touched: 2 });
    await stop();
  });

  test('an identity provider can be meant alone', async () => {
    await start({ effect: refuse(503), idps: ['okta'] });
    const okta = { headers: { 'user-agent': 'Okta SCIM Client 1.0.0' } };
    expect((await running.client.get('/Users?count=1', okta)).status).toBe(503);
    expect((await running.client.get('/Users?count=1', { headers: { ADSCIMVersion: '2' } })).status).toBe(200);
    await stop();
  });

  test('it ends by itself after so many requests', async () => {
    await start({ effect: refuse(503), endsAfterRequests: 2 });
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await running.client.get('/Users?count=1')).status);
    expect(statuses).toEqual([503, 503, 200]);
    expect(await running.console.drills.state({})).toMatchObject({ active: null, lastEnded: { why: 'requests', touched: 2 } });
  });

  test('a plan that cannot be is refused with the reason', async () => {
    await expect(start({ effect: refuse(503), share: 0 })).rejects.toThrow(/share/);
    await expect(start({ effect: { kind: 'delay', milliseconds: 0 } })).rejects.toThrow(/milliseconds/);
    expect((await running.console.drills.state({})).active).toBeNull();
  });
});

test('a restart switches a drill off, and says so; a kill too', async () => {
  const data = makeDataFolder();
  for (const end of ['stop', 'kill'] as const) {
    const host = await startHost(data.folder);
    const console = await openConsole(host.console);
    await console.drills.start({ name: `Before a ${end}`, effect: refuse(503) });
    expect((await new ScimClient(host.scim).get('/Users?count=1')).status).toBe(503);
    await host[end]();
    const again = await startHost(data.folder);
    const state = await (await openConsole(again.console)).drills.state({});
    expect(state).toMatchObject({ active: null, lastEnded: { name: `Before a ${end}`, why: 'restart' } });
    expect((await new ScimClient(again.scim).get('/Users?count=1')).status).toBe(200);
    await again.stop();
    const third = await startHost(data.folder);
    expect((await (await openConsole(third.console)).drills.state({})).lastEnded).toBeNull();
    await third.stop();
  }
  data.remove();
});

describe('a rehearsal during a drill', () => {
  const play = () => rehearsed(running.console, { idp: 'okta', people: SMALL, stories: ['connection', 'joiner'] });

  test('keeps which drill was on, how many of its own requests it touched, and in which steps', async () => {
    await start({ effect: refuse(503, 1), methods: ['POST'], endsAfterRequests: 3 });
    expect((await running.client.post('/Users', person())).status, 'a call from outside is none of the rehearsal’s').toBe(503);
    const run = await play();
    expect(run.drills).toEqual([{ name: 'Test drill', touched: 2 }]);
    expect(run.steps.reduce((sum, { drilled }) => sum + drilled, 0)).toBe(2);
    expect(run.steps.filter(({ story, drilled }) => story === 'connection' && drilled > 0)).toEqual([]);
    expect(run.result).toContain('The drill “Test drill” touched 2 of its requests');
    const { text } = await running.console.rehearsals.report({ id: run.id, format: 'html' });
    expect(text).toContain('<dt>Drill</dt><dd>Test drill, which touched 2 requests</dd>');
    await stop();
  });

  test('one that was on and touched nothing is kept as well; without one there is none', async () => {
    await start({ effect: refuse(503), path: '/Groups/nobody' });
    const idle = await play();
    expect(idle.drills).toEqual([{ name: 'Test drill', touched: 0 }]);
    expect(idle.result).not.toContain('drill');
    await stop();
    expect((await play()).drills).toEqual([]);
  });
});
