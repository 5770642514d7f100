import { rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openConsole } from '../../support/console-client.ts';
import { makeDataFolder, startHost } from '../../support/host.ts';
import { startReverseProxy } from '../../support/reverse-proxy.ts';
import { ScimClient } from '../../support/scim-client.ts';
import { putStandIn } from '../../support/stand-in-tunnel.ts';
import { withReach } from './with-reach.ts';

const { running, programs, proxyWith, check } = withReach();

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
