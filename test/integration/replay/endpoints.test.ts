import { createServer as createHttpsServer } from 'node:https';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunSummary } from '#shared/contract/replay.ts';
import { openConsole } from '../../support/console-client.ts';
import { type Host, TOKEN, makeDataFolder, startHost } from '../../support/host.ts';
import { ScimClient, minimalUser } from '../../support/scim-client.ts';
import { selfSigned } from '../../support/self-signed.ts';
import { withHost } from '../../support/with-host.ts';
import { type TestConsole, ended, oddSteps, readSession, record, toldOf } from './recorded-session.ts';
import { type StubTarget, scim, startStub } from './stub-target.ts';

const running = withHost(['--profile', 'meisterplan']);
const all = { kind: 'filter' as const, filter: {} };

async function replayTo(url: string, token: string | undefined = TOKEN): Promise<RunSummary> {
  const { console } = running;
  const run = await console.replay.prepare({ source: all, target: { kind: 'endpoint', url } });
  await console.replay.start({ id: run.id, token });
  return ended(console, run.id);
}

beforeAll(async () => record(running.host.scim, readSession('entra-default')));

describe('a second host', () => {
  const data = makeDataFolder();
  let second: Host;
  let itsConsole: TestConsole;
  beforeAll(async () => {
    second = await startHost(data.folder, ['--profile', 'meisterplan']);
    itsConsole = await openConsole(second.console);
  });
  afterAll(async () => {
    await second.stop();
    data.remove();
  });

  test('answers every exchange the same, and its log shows the client that it was', async () => {
    const run = await replayTo(second.scim);
    expect(toldOf(await oddSteps(running.console, run.id))).toBe('');
    expect(run).toMatchObject({ state: 'finished', isRemote: false, counts: { differs: 0, cannot: 0 } });
    const logged = (await itsConsole.exchanges.list({})).items;
    // A host of another process is told at both ends that a replay comes.
    expect(logged.filter(({ path }) => path === '/ServiceProviderConfig')).toHaveLength(2);
    expect(logged.every(({ madeBy }) => madeBy === 'replay')).toBe(true);
    const items = logged.filter(({ path }) => path !== '/ServiceProviderConfig');
    expect(items).toHaveLength(run.total);
    expect(new Set(items.map(({ idp }) => idp))).toEqual(new Set(['entra']));
  });

  test('a preview reads only, and tells what would be created, changed and deleted', async () => {
    const { console } = running;
    const before = (await itsConsole.exchanges.list({})).items[0]?.id ?? 0;
    const run = await console.replay.prepare({ source: all, target: { kind: 'endpoint', url: second.scim } });
    const preview = await console.replay.preview({ id: run.id, token: TOKEN });
    expect(preview.counts.creates).toBeGreaterThan(0);
    expect(preview.counts.deletes).toBeGreaterThan(0);
    const { items } = await itsConsole.exchanges.list({ after: before });
    expect(new Set(items.map(({ method }) => method))).toEqual(new Set(['GET']));
  });

  test('the token is neither in the rows nor in the reports', async () => {
    const { console } = running;
    const { items } = await console.replay.list({});
    const id = items.at(-1)?.id ?? 0;
    const texts = [
      (await console.replay.report({ id, format: 'json' })).text,
      (await console.replay.report({ id, format: 'html' })).text,
      JSON.stringify(await console.replay.step({ id, seq: 3 })),
    ];
    for (const text of texts) expect(text).not.toContain(TOKEN.slice(8));
  });
});

describe('an endpoint that is not on this machine', () => {
  const url = 'https://scim.invalid/scim/v2';

  test('counts as production: preview first, host name typed', async () => {
    const { console } = running;
    const run = await console.replay.prepare({ source: all, target: { kind: 'endpoint', url } });
    expect(run.isRemote).toBe(true);
    await expect(console.replay.start({ id: run.id, token: 'x', confirmHost: 'scim.invalid' })).rejects.toThrow(
      'make the preview',
    );
    await expect(console.replay.preview({ id: run.id, token: 'x' })).rejects.toThrow('There is no host named scim.invalid');
    expect(await console.replay.get({ id: run.id })).toMatchObject({ state: 'ready', counts: { waiting: run.total } });
  });

  test.each([
    ['http://scim.example/scim/v2', 'unencrypted'],
    ['ftp://127.0.0.1/', 'no web address'],
    ['https://anna:secret@scim.example/', 'without a user'],
    ['nothing', 'is no URL'],
  ])('%s is refused', async (wrong, words) => {
    await expect(running.console.replay.prepare({ source: all, target: { kind: 'endpoint', url: wrong } })).rejects.toThrow(
      words,
    );
  });
});

describe('a target that is not what it should be', () => {
  const stubs: StubTarget[] = [];
  const stub = async (...args: Parameters<typeof startStub>) => {
    const started = await startStub(...args);
    stubs.push(started);
    return started;
  };
  afterAll(() => Promise.all(stubs.map((each) => each.close())));

  test('nothing listens: said so, nothing sent, nothing in doubt', async () => {
    const gone = await startStub((_, response) => response.end());
    await gone.close();
    const run = await replayTo(gone.url);
    expect(run).toMatchObject({ state: 'broken', resumable: true, counts: { inDoubt: 0, waiting: run.total } });
    expect(run.problem).toContain('connection refused');
  });

  test('a redirect is not followed', async () => {
    const { url, seen } = await stub((_, response) => response.writeHead(302, { location: 'https://evil.example/' }).end());
    const run = await replayTo(url);
    expect(run.problem).toContain('wants to lead to https://evil.example/');
    expect(seen).toHaveLength(1);
  });

  test('a web page is no SCIM', async () => {
    const { url } = await stub((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>'));
    expect((await replayTo(url)).problem).toContain('a web page instead of SCIM');
  });

  test('something that is no JSON is no SCIM', async () => {
    const { url } = await stub((_, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('hello'));
    expect((await replayTo(url)).problem).toContain('not JSON (text/plain)');
  });

  test('TLS asked of a port that speaks none is told', async () => {
    const plain = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    const address = plain.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const run = await replayTo(`https://127.0.0.1:${port}/scim/v2`);
    plain.close();
    expect(run.problem).toContain('does not speak TLS');
    expect(run.counts.inDoubt).toBe(0);
  });

  test('a certificate that nobody vouches for is named, and nothing is sent', async () => {
    const seen: string[] = [];
    const server = createHttpsServer(selfSigned('127.0.0.1'), (request, response) => {
      seen.push(String(request.url));
      response.end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const run = await replayTo(`https://127.0.0.1:${port}/scim/v2`);
    server.close();
    expect(run.problem).toContain('The certificate of 127.0.0.1 is signed by itself');
    expect(run).toMatchObject({ state: 'broken', counts: { inDoubt: 0 } });
    expect(seen).toEqual([]);
  });

  test('429 with Retry-After is waited for, and the step says that it was sent twice', async () => {
    const { url, seen } = await stub((request, response, nth) => {
      if (nth === 1) response.writeHead(429, { 'retry-after': '0', 'content-type': 'application/scim+json' }).end('{}');
      else scim(response, request.method === 'POST' ? 201 : 200, { id: '1' });
    });
    const run = await replayTo(url);
    expect(run.state).toBe('finished');
    expect(seen[0]).toBe(seen[1]);
    expect((await running.console.replay.step({ id: run.id, seq: 1 })).reason).toMatch(/Sent 2 times/);
  });

  test('a target that dies over a write leaves that one in doubt; going on passes it over, and sends nothing twice', async () => {
    const creates: string[] = [];
    let isDead = false;
    const { url, seen } = await stub((request, response) => {
      if (request.method === 'POST') creates.push(String(request.url));
      if (creates.length === 2 && !isDead) {
        isDead = true;
        response.destroy();
        return;
      }
      scim(response, request.method === 'POST' ? 201 : 200, { id: `new-${seen.length}` });
    });
    const { console } = running;
    const broken = await replayTo(url);
    expect(broken).toMatchObject({ state: 'broken', resumable: true, counts: { inDoubt: 1 } });
    expect(broken.problem).toContain('broke the connection off before it had answered');
    const sentBefore = seen.length;
    await console.replay.start({ id: broken.id, token: TOKEN });
    const end = await ended(console, broken.id);
    expect(end).toMatchObject({ state: 'finished', counts: { inDoubt: 1, waiting: 0 } });
    expect(seen).toHaveLength(sentBefore + broken.counts.waiting);
    const doubtful = (await oddSteps(console, broken.id)).find(({ outcome }) => outcome === 'in-doubt');
    expect(doubtful).toMatchObject({ method: 'POST', reason: expect.stringContaining('nobody knows whether it was done') });
  });
});

test('a host that is killed names what was under way, and can go on', async () => {
  const data = makeDataFolder();
  const first = await startHost(data.folder);
  let arrived: () => void = () => undefined;
  const hangs = new Promise<void>((resolve) => (arrived = resolve));
  const stub = await startStub((request, response, nth) => {
    if (request.method === 'POST' && nth === 1) return arrived();
    scim(response, 201, { id: 'x' });
  });
  await new ScimClient(first.scim).post('/Users', minimalUser('anna@contoso.example'));
  const console = await openConsole(first.console);
  const run = await console.replay.prepare({ source: all, target: { kind: 'endpoint', url: stub.url } });
  await console.replay.start({ id: run.id, token: TOKEN });
  await hangs;
  await first.kill();

  const second = await startHost(data.folder);
  const again = await openConsole(second.console);
  expect(await again.replay.get({ id: run.id })).toMatchObject({ state: 'broken', resumable: true, counts: { inDoubt: 1 } });
  await again.replay.start({ id: run.id, token: TOKEN, resendInDoubt: true });
  const end = await ended(again, run.id);
  expect(end).toMatchObject({ state: 'finished', counts: { inDoubt: 0 } });
  expect((await again.replay.step({ id: run.id, seq: 1 })).reason).toContain('Sent a second time');
  await second.stop();
  await stub.close();
  data.remove();
});
