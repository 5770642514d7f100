import { rmSync } from 'node:fs';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { ReachState } from '#shared/contract/reach.ts';
import { openConsole } from '../support/console-client.ts';
import { makeDataFolder, startHost } from '../support/host.ts';
import { type Faults, type ReverseProxy, startReverseProxy } from '../support/reverse-proxy.ts';
import { ScimClient, minimalUser } from '../support/scim-client.ts';
import { selfSigned } from '../support/self-signed.ts';
import { type StandInMode, putStandIn } from '../support/stand-in-tunnel.ts';
import { withHost } from './protocol/with-host.ts';

const running = withHost([]);
const programs = makeDataFolder();
afterAll(() => programs.remove());
const proxies: ReverseProxy[] = [];
afterEach(async () => {
  await running.console.reach.stop({});
  await Promise.all(proxies.splice(0).map((proxy) => proxy.close()));
});

const page = (html: string, status = 200) => ({ status, headers: { 'content-type': 'text/html' }, body: Buffer.from(html) });

async function proxyWith(faults: Faults, tls: Parameters<typeof startReverseProxy>[2] = null): Promise<ReverseProxy> {
  const proxy = await startReverseProxy(new URL(running.host.scim).origin, faults, tls);
  proxies.push(proxy);
  return proxy;
}

async function until(condition: (state: ReachState) => boolean): Promise<ReachState> {
  let state = await running.console.reach.state({});
  await expect.poll(async () => condition((state = await running.console.reach.state({}))), { timeout: 30_000 }).toBe(true);
  return state;
}

const isChecked = ({ run }: ReachState) => run !== null && run.finished !== null;

/** Checks an address, and gives each check's outcome with what was seen. */
async function check(address: string) {
  await running.console.reach.check({ address, minutes: 60, sandbox: null });
  const { run } = await until(isChecked);
  if (run === null) throw new Error('the check was broken off');
  const of = (id: string) => run.results.find((result) => result.id === id);
  const outcomes = Object.fromEntries(run.results.map(({ id, outcome }) => [id, outcome]));
  return { run, of, outcomes };
}

const checkThrough = async (faults: Faults) => check((await proxyWith(faults)).url);

async function start(mode: StandInMode, program: 'cloudflared' | 'ngrok' | 'devtunnel' = 'cloudflared') {
  await running.console.reach.configure({ path: { program, path: putStandIn(programs.folder, mode) } });
  return running.console.reach.start({ program, minutes: 240, sandbox: null });
}

describe('a tunnel', () => {
  test.each(['cloudflared', 'ngrok', 'devtunnel'] as const)(
    '%s is started, its public address read from its output, and the way through it checked',
    async (program) => {
      const started = await start(program, program);
      expect(started.tunnel).toMatchObject({ program, problem: null });
      const state = await until(isChecked);
      expect(state.tunnel?.state).toBe('open');
      expect(state.tunnel?.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect(state.exposure).toMatchObject({ by: 'tunnel', url: state.tunnel?.url });
      const minutes = (Date.parse(state.exposure?.until ?? '') - Date.parse(state.exposure?.since ?? '')) / 60_000;
      expect(minutes).toBe(240);
      const outcomes = Object.fromEntries(state.run?.results.map(({ id, outcome }) => [id, outcome]) ?? []);
      // Without encryption and on this machine alone, it says so; all else is in order.
      const rest = ['path', 'this-service', 'token', 'methods', 'body-size', 'content-type', 'query', 'location'];
      expect(outcomes).toEqual({
        listener: 'ok',
        dns: 'failed',
        tls: 'failed',
        ...Object.fromEntries(rest.map((id) => [id, 'ok'])),
      });
      expect(state.run?.sentence).toBe('The address leads here, and 2 things are in the way.');
    },
  );

  test('an identity provider gets through it, and nobody any more once it is stopped', async () => {
    await start('cloudflared');
    const { tunnel } = await until((state) => state.tunnel?.state === 'open');
    const client = new ScimClient(`${tunnel?.url}/scim/v2`);
    const created = await client.post('/Users', minimalUser('outside@contoso.example'));
    expect(created.status).toBe(201);
    expect(created.json()['meta']).toMatchObject({ location: expect.stringContaining(`${tunnel?.url}/scim/v2/Users/`) });
    const stopped = await running.console.reach.stop({});
    expect(stopped).toMatchObject({ tunnel: null, exposure: null, isClosed: false, lastEnded: { why: 'hand' } });
    await expect(client.get('/Users')).rejects.toThrow('fetch failed');
  });

  test('one hour more is one hour more', async () => {
    await start('cloudflared');
    const before = await until((state) => state.exposure !== null);
    const after = await running.console.reach.extend({});
    expect(Date.parse(after.exposure?.until ?? '') - Date.parse(before.exposure?.until ?? '')).toBe(3_600_000);
  });

  test('what a program tells of its secrets does not get to the screen', async () => {
    await start('ngrok', 'ngrok');
    const { tunnel } = await until((state) => state.tunnel?.state === 'open');
    expect(tunnel?.output.join('\n')).toContain('••••');
    expect(tunnel?.output.join('\n')).not.toContain('4nq9771bPxe8ctg7LKr');
  });

  test('one that dies at once says so, what that means, and what it wrote', async () => {
    await start('dies');
    const { tunnel, exposure } = await until((state) => state.tunnel?.state === 'ended');
    expect(tunnel?.problem?.what).toBe('cloudflared (Cloudflare) ended before it had told a public address (with code 1).');
    expect(tunnel?.problem?.fix).toContain('hands out no more quick tunnels');
    expect(tunnel?.output.at(-1)).toContain('429 Too Many Requests');
    expect(exposure).toBeNull();
  });

  test('one that ends by itself ends the exposure', async () => {
    await start('cloudflared');
    const { tunnel } = await until(isChecked);
    await expect(fetch(`${tunnel?.url}/scim/v2/Break`)).rejects.toThrow('fetch failed');
    const state = await until((now) => now.tunnel?.state === 'ended');
    expect(state).toMatchObject({ exposure: null, lastEnded: { why: 'ended' }, isClosed: false });
    expect(state.tunnel?.problem?.what).toContain('ended by itself, and the public address leads nowhere now (with code 3)');
  });

  test('one that tells no address runs on until it is stopped', async () => {
    const { tunnel } = await start('silent');
    expect(tunnel?.state).toBe('starting');
    await until((state) => state.tunnel?.output[0] === 'Waiting for something that never comes');
    expect((await running.console.reach.stop({})).tunnel).toBeNull();
  });

  test('a path without a program is refused, with the reason beside it', async () => {
    const path = `${programs.folder}/nothing-here`;
    const { programs: known } = await running.console.reach.configure({ path: { program: 'ngrok', path } });
    expect(known.find(({ id }) => id === 'ngrok')).toMatchObject({ path: null, problem: `There is no program at ${path}.` });
    await expect(running.console.reach.start({ program: 'ngrok', minutes: 60, sandbox: null })).rejects.toThrow(
      `There is no program at ${path}.`,
    );
    await running.console.reach.configure({ path: { program: 'ngrok', path: '' } });
  });
});

describe('the checks, from outside in', () => {
  test('a sandbox of its own path is reached at that path', async () => {
    const { slug } = await running.console.sandboxes.create({ name: 'Okta trial' });
    const { url } = await proxyWith({});
    await running.console.reach.check({ address: url, minutes: 60, sandbox: slug });
    const { run } = await until(isChecked);
    expect(run?.url).toBe(`${url}/${slug}/scim/v2`);
    expect(run?.results.find(({ id }) => id === 'this-service')?.outcome).toBe('ok');
  });

  test('none of it is in the log, and no identity provider seems to have called', async () => {
    const before = await running.console.status.get({});
    await checkThrough({});
    expect(await running.console.status.get({})).toEqual(before);
  });

  test('nobody gets anything at the place of a probe, neither after a check nor during one', async () => {
    const seen: string[] = [];
    await checkThrough({ in: ({ url }) => void seen.push(url) });
    const probe = seen.find((url) => url.includes('probe-'));
    const answer = await new ScimClient(new URL(running.host.scim).origin).get(probe ?? '', { token: null });
    expect(answer.status).toBe(401);
    expect(answer.text).not.toContain('proof');
    const other = await new ScimClient(running.host.scim).get(`/Users/probe-${'0'.repeat(32)}`, { token: null });
    expect(other.status).toBe(401);
  });

  test('a port where nothing listens', async () => {
    const proxy = await proxyWith({});
    await proxy.close();
    const { of, outcomes, run } = await check(proxy.url);
    expect(of('path')).toMatchObject({ outcome: 'failed', seen: expect.stringContaining('Nothing listens at') });
    expect(of('this-service')).toMatchObject({ outcome: 'skipped', seen: expect.stringContaining('The path leads to') });
    expect(outcomes['location']).toBe('skipped');
    expect(run.sentence).toBe('An identity provider cannot reach this service this way.');
    expect((await running.console.reach.state({})).exposure).toBeNull();
  });

  test('a certificate that vouches for itself, and a port that does not speak TLS', async () => {
    const own = await check((await proxyWith({}, selfSigned('localhost'))).url);
    expect(own.of('tls')).toMatchObject({ outcome: 'failed', seen: expect.stringContaining('is signed by itself') });
    expect(own.of('path')?.outcome).toBe('skipped');
    const plain = await proxyWith({});
    const none = await check(plain.url.replace('http:', 'https:'));
    expect(none.of('tls')?.seen).toContain('does not speak TLS there');
  });

  test('another service', async () => {
    const { of } = await checkThrough({
      in: () => ({ status: 401, headers: { 'content-type': 'application/scim+json' }, body: Buffer.from('{"status":"401"}') }),
    });
    expect(of('this-service')).toMatchObject({
      outcome: 'failed',
      seen: expect.stringContaining('Another service answers 401'),
      fix: expect.stringContaining(new URL(running.host.scim).port),
    });
    expect(of('token')?.outcome).toBe('skipped');
    expect((await running.console.reach.state({})).exposure).toBeNull();
  });

  const FAULTS: readonly { what: string; id: string; seen: string; faults: Faults }[] = [
    {
      what: 'a redirect',
      id: 'path',
      seen: 'answers 301 and sends the caller on to https://www.example.com/',
      faults: { in: () => ({ status: 301, headers: { location: 'https://www.example.com/' }, body: Buffer.alloc(0) }) },
    },
    {
      what: 'the warning page of ngrok',
      id: 'path',
      seen: 'ngrok shows its warning page of the free plan',
      faults: { in: () => page('<!DOCTYPE html><title>ngrok</title><p>ERR_NGROK_6024</p>') },
    },
    {
      what: 'a log-in page',
      id: 'path',
      seen: 'A log-in page stands before the service',
      faults: { in: () => page('<html><form><input type="password"></form></html>') },
    },
    {
      what: 'a web page of something else',
      id: 'path',
      seen: 'with a web page in place of SCIM, titled “Welcome to nginx!”',
      faults: { in: () => page('<html><title>Welcome to nginx!</title></html>') },
    },
    {
      what: 'a tunnel without anything behind it',
      id: 'path',
      seen: 'does not reach what is behind it',
      faults: { in: () => ({ status: 502, headers: {}, body: Buffer.from('bad gateway') }) },
    },
    {
      what: 'a proxy that strips Authorization',
      id: 'token',
      seen: 'The header Authorization does not arrive',
      faults: { in: ({ headers }) => void delete headers['authorization'] },
    },
    {
      what: 'a proxy that answers 403 for 401',
      id: 'token',
      seen: 'the service answers 401, and 403 came back',
      faults: { out: (outgoing) => void (outgoing.status = outgoing.status === 401 ? 403 : outgoing.status) },
    },
    {
      what: 'a firewall that knows only GET and POST',
      id: 'methods',
      seen: 'Not every method arrives: PUT (405), PATCH (405), DELETE (405)',
      faults: {
        in: ({ method }) => (['GET', 'POST'].includes(method) ? undefined : { status: 405, headers: {}, body: Buffer.alloc(0) }),
      },
    },
    {
      what: 'a proxy that makes 200 of every success',
      id: 'methods',
      seen: 'POST: 200 instead of 201; DELETE: 200 instead of 204',
      faults: { out: (outgoing) => void (outgoing.status = outgoing.status < 300 ? 200 : outgoing.status) },
    },
    {
      what: 'a proxy that caps bodies',
      id: 'body-size',
      seen: 'does not arrive; 413 came back',
      faults: {
        in: ({ body }) => (body.length > 100_000 ? { status: 413, headers: {}, body: Buffer.alloc(0) } : undefined),
      },
    },
    {
      what: 'a proxy that breaks off at large bodies',
      id: 'body-size',
      seen: 'broke the connection off',
      faults: { drops: ({ body }) => body.length > 100_000 },
    },
    {
      what: 'a proxy that spoils bodies',
      id: 'body-size',
      seen: 'arrives with other contents',
      faults: { in: ({ body }) => void (body.length > 100_000 && body.fill(0x20, 50_000, 50_010)) },
    },
    {
      what: 'a proxy that rewrites the type of a body',
      id: 'content-type',
      seen: 'a body arrives as application/json',
      faults: {
        in: ({ headers }) => {
          if (headers['content-type'] !== undefined) headers['content-type'] = 'application/json';
        },
      },
    },
    {
      what: 'a proxy that rewrites the type of an answer',
      id: 'content-type',
      seen: 'a body comes back as application/json',
      faults: {
        out: ({ headers }) => {
          if (headers['content-type'] !== undefined) headers['content-type'] = 'application/json';
        },
      },
    },
    {
      what: 'a firewall that takes a filter for an attack',
      id: 'query',
      seen: 'does not arrive; 403 came back',
      faults: {
        in: ({ url }) => (url.includes('%22') ? { status: 403, headers: {}, body: Buffer.alloc(0) } : undefined),
      },
    },
    {
      what: 'a proxy that spoils queries',
      id: 'query',
      seen: 'The filter arrives as something else',
      faults: { in: (incoming) => void (incoming.url = incoming.url.replaceAll('%22', '')) },
    },
  ];
  test.each(FAULTS)('$what', async ({ id, seen, faults }) => {
    const { of } = await checkThrough(faults);
    const result = of(id);
    expect(result).toMatchObject({ outcome: 'failed', seen: expect.stringContaining(seen), fix: expect.any(String) });
  });

  test('a proxy that puts its own Host in: a warning, because few look at it', async () => {
    const { of, outcomes } = await checkThrough({ in: ({ headers }) => void (headers['host'] = 'inside.example') });
    expect(of('location')).toMatchObject({ outcome: 'warning', seen: 'They begin with http://inside.example/scim/v2.' });
    expect(outcomes['token']).toBe('ok');
  });

  test('a proxy that changes the path: it is this service, and the sandbox does not answer there', async () => {
    const { of, run } = await checkThrough({ in: (incoming) => void (incoming.url = incoming.url.replace('/scim/v2', '/v2')) });
    expect(of('this-service')).toMatchObject({
      outcome: 'failed',
      seen: 'It is this service, and the path arrives as /v2 in place of /scim/v2.',
    });
    expect(of('token')?.outcome).toBe('ok');
    expect(run.sentence).toBe('An identity provider cannot reach this service this way.');
    expect((await running.console.reach.state({})).exposure, 'whoever knows the way gets in all the same').not.toBeNull();
  });

  test('a proxy that takes a part of the path away', async () => {
    const { url } = await proxyWith({ in: (incoming) => void (incoming.url = incoming.url.replace('/rehearsal', '')) });
    const { of, run } = await check(`${url}/rehearsal/`);
    expect(run.url).toBe(`${url}/rehearsal/scim/v2`);
    expect(of('this-service')).toMatchObject({ outcome: 'ok' });
    expect(of('location')).toMatchObject({ outcome: 'warning', seen: `They begin with ${url}/scim/v2.` });
  });

  test.each([
    ['', 'is no address'],
    ['ftp://example.com', 'is no web address'],
    ['https://anna:secret@example.com', 'without a user and a password'],
  ])('the address "%s" is refused', async (address, reason) => {
    await expect(running.console.reach.check({ address, minutes: 60, sandbox: null })).rejects.toThrow(reason);
  });

  test('a name that there is not', async () => {
    const { of } = await check('https://nobody.invalid.');
    expect(of('dns')).toMatchObject({ outcome: 'failed', seen: expect.stringContaining('There is no host named') });
  });
});

describe('an exposure', () => {
  test('an address that is proven to lead here counts as one; when it is over, what still comes through is refused and logged', async () => {
    const { url } = await proxyWith({});
    await check(url);
    expect((await running.console.reach.state({})).exposure).toMatchObject({ by: 'address', url });
    const outside = new ScimClient(`${url}/scim/v2`);
    expect((await outside.get('/Users?count=1')).status).toBe(200);

    const over = await running.console.reach.stop({});
    expect(over).toMatchObject({ exposure: null, isClosed: true, lastEnded: { url, why: 'hand' } });
    const refused = await outside.get('/Users?count=1');
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('300');
    expect(refused.json()['detail']).toContain('no longer to be reached from outside');
    expect((await running.client.get('/Users?count=1')).status, 'from this machine all is as ever').toBe(200);
    const { items } = await running.console.exchanges.list({ filter: { verdicts: ['refused', 'failed'] }, limit: 1 });
    const exchange = await running.console.exchanges.get({ id: items[0]?.id ?? 0 });
    expect(exchange.findings[0]).toMatchObject({
      code: 'exposure-over',
      fix: expect.stringContaining('Connect > Reach it from outside'),
    });

    await running.console.reach.configure({ refuseAfterwards: false });
    expect((await outside.get('/Users?count=1')).status, 'the admin may want it otherwise').toBe(200);
    await running.console.reach.configure({ refuseAfterwards: true });
    expect((await outside.get('/Users?count=1')).status).toBe(503);
    await check(url);
    expect((await outside.get('/Users?count=1')).status, 'checked anew, it is open').toBe(200);
  });

  test('the address of this machine itself is none', async () => {
    const { of } = await check(running.host.scim);
    expect(of('this-service')?.outcome).toBe('ok');
    expect((await running.console.reach.state({})).exposure).toBeNull();
  });

  test('an entered address outlives a restart, and so does its end; a tunnel ends with the host, and one that a crash leaves behind is shut out', async () => {
    const data = makeDataFolder();
    const first = await startHost(data.folder);
    const proxy = await startReverseProxy(new URL(first.scim).origin);
    const console = await openConsole(first.console);
    await console.reach.check({ address: proxy.url, minutes: 60, sandbox: null });
    await expect.poll(async () => (await console.reach.state({})).exposure?.url).toBe(proxy.url);
    await first.stop();

    const second = await startHost(data.folder);
    const again = await openConsole(second.console);
    expect((await again.reach.state({})).exposure).toMatchObject({ by: 'address', url: proxy.url });
    await again.reach.configure({ path: { program: 'cloudflared', path: putStandIn(programs.folder, 'cloudflared') } });
    await again.reach.start({ program: 'cloudflared', minutes: 60, sandbox: null });
    await expect.poll(async () => (await again.reach.state({})).run?.finished ?? null, { timeout: 20_000 }).not.toBeNull();
    const { tunnel } = await again.reach.state({});
    await second.stop();
    await expect(fetch(tunnel?.url ?? ''), 'the program went with its host').rejects.toThrow('fetch failed');

    const third = await startHost(data.folder);
    const thirdConsole = await openConsole(third.console);
    expect(await thirdConsole.reach.state({})).toMatchObject({ exposure: null, isClosed: false });
    await thirdConsole.reach.start({ program: 'cloudflared', minutes: 60, sandbox: null });
    await expect.poll(async () => (await thirdConsole.reach.state({})).exposure?.by).toBe('tunnel');
    const left = (await thirdConsole.reach.state({})).exposure?.url ?? '';
    await third.kill();

    const fourth = await startHost(data.folder);
    const state = await (await openConsole(fourth.console)).reach.state({});
    expect(state).toMatchObject({ exposure: null, isClosed: true, lastEnded: { url: left, why: 'restart' } });
    await fourth.stop();
    await expect(fetch(`${left}/Break`), 'it was still there').rejects.toThrow('fetch failed');
    await expect(fetch(left)).rejects.toThrow('fetch failed');
    await proxy.close();
    rmSync(data.folder, { recursive: true, force: true });
  });
});

describe('web pages that may call', () => {
  const VALIDATOR = 'https://scimvalidator.microsoft.com';
  const preflight = (origin: string, headers: Record<string, string> = {}) =>
    running.client.send('OPTIONS', '/Users', {
      token: null,
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization', ...headers },
    });

  test('none, until the admin allows it', async () => {
    const answer = await preflight(VALIDATOR);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('Microsoft’s validator, by its exact origin', async () => {
    await running.console.reach.configure({ allowValidator: true });
    const answer = await preflight(VALIDATOR, { 'access-control-request-private-network': 'true' });
    expect(answer.status).toBe(204);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': VALIDATOR,
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers': expect.stringContaining('Authorization'),
      'access-control-allow-private-network': 'true',
    });
    const read = await running.client.get('/Users?count=1', { headers: { origin: VALIDATOR } });
    expect(read.status).toBe(200);
    expect(read.headers.get('access-control-allow-origin')).toBe(VALIDATOR);
    expect(read.headers.get('access-control-expose-headers')).toContain('ETag');
    const refused = await running.client.get('/Users', { token: null, headers: { origin: VALIDATOR } });
    expect(refused.status, 'the token is needed all the same').toBe(401);
    expect(refused.headers.get('access-control-allow-origin'), 'and the page can read why').toBe(VALIDATOR);
    expect((await preflight('https://scimvalidator.microsoft.com.evil.example')).status).toBe(401);
    await running.console.reach.configure({ allowValidator: false });
    expect((await preflight(VALIDATOR)).status).toBe(401);
  });

  test('others only as exact origins over https', async () => {
    await running.console.reach.configure({ origins: ['https://tools.example.com/'] });
    expect((await preflight('https://tools.example.com')).status).toBe(204);
    await expect(running.console.reach.configure({ origins: ['http://tools.example.com'] })).rejects.toThrow('is not encrypted');
    await expect(running.console.reach.configure({ origins: ['https://a.example/path'] })).rejects.toThrow('is no origin');
    await expect(running.console.reach.configure({ origins: ['*'] })).rejects.toThrow('is no origin');
    await running.console.reach.configure({ origins: [] });
  });
});

// The last one: it uses up the failed log-ins of this minute.
test('failed log-ins through a tunnel are put off, whoever they say they are; a good token passes', async () => {
  let caller = 0;
  const { url } = await proxyWith({ in: ({ headers }) => void (headers['x-forwarded-for'] = `203.0.113.${++caller % 250}`) });
  await check(url);
  const outside = new ScimClient(`${url}/scim/v2`);
  const statuses = new Set<number>();
  for (let i = 0; i < 61; i++) {
    const wrong = await Promise.all(Array.from({ length: 20 }, () => outside.get('/Users', { token: 'api-wrong' })));
    for (const { status } of wrong) statuses.add(status);
  }
  expect([...statuses].toSorted((a, b) => a - b)).toEqual([401, 429]);
  expect((await outside.get('/Users?count=1')).status).toBe(200);
});
