import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { makeDataFolder, runHost, spawnHost, startHost } from '../support/host.ts';
import { pretendedName } from '../support/pretended-name.ts';
import { type Faults, type ReverseProxy, startReverseProxy } from '../support/reverse-proxy.ts';
import { selfSigned } from '../support/self-signed.ts';
import { withHost } from '../support/with-host.ts';

const running = withHost([]);
const proxies: ReverseProxy[] = [];
afterEach(async () => {
  await running.console.reach.stop({});
  await Promise.all(proxies.splice(0).map((proxy) => proxy.close()));
});

async function proxyWith(faults: Faults): Promise<ReverseProxy> {
  const proxy = await startReverseProxy(new URL(running.host.scim).origin, faults);
  proxies.push(proxy);
  return proxy;
}

const reach = (url: string, ...options: string[]) => runHost(['reach', '--url', url, '--data', running.host.data, ...options]);

interface Told {
  readonly sentence: string;
  readonly results: readonly { id: string; outcome: string; fix: string | null }[];
  readonly exposure: { until: string } | null;
}

describe('the command reach', () => {
  test('tells each check with what was seen and what to do, and until when the way is open', async () => {
    const { url } = await proxyWith({});
    const { code, stdout, stderr } = await reach(url, '--minutes', '30');
    expect(stderr).toBe('');
    expect(code).toBe(1);
    expect(stdout).toContain(
      'ok       It is this service that answers\n         A random text that only this service knows came back.',
    );
    expect(stdout).toContain('FAILED   The connection is encrypted, and its certificate is good');
    expect(stdout).toContain('         Fix: Use an https:// address.');
    expect(stdout).toContain(`${url}/scim/v2: The address leads here, and `);
    expect(stdout).toMatch(/It counts as open from outside until \S+Z\.\n$/);
    const { exposure } = await running.console.reach.state({});
    expect(Date.parse(exposure?.until ?? '') - Date.parse(exposure?.since ?? '')).toBe(30 * 60_000);
  });

  test('--json gives the same for machines', async () => {
    const { url } = await proxyWith({ in: ({ headers }) => void delete headers['authorization'] });
    const { code, stdout } = await reach(url, '--json');
    expect(code).toBe(1);
    const { results, exposure } = JSON.parse(stdout) as Told;
    expect(results).toHaveLength(11);
    expect(results.find(({ id }) => id === 'token')).toMatchObject({
      outcome: 'failed',
      fix: expect.stringContaining('pass the header Authorization on'),
    });
    expect(exposure, 'the answer of the check itself came back').not.toBeNull();
  });

  test('ends with 0 where an identity provider can reach the service', async () => {
    const data = makeDataFolder();
    const name = 'rehearsal.contoso.example';
    const certificate = selfSigned(name);
    const trusted = join(data.folder, 'trusted.pem');
    writeFileSync(trusted, certificate.cert);
    const host = await startHost(data.folder, [], { NODE_EXTRA_CA_CERTS: trusted, NODE_OPTIONS: pretendedName(name) });
    const proxy = await startReverseProxy(new URL(host.scim).origin, {}, certificate);
    proxies.push(proxy);
    const url = `https://${name}:${new URL(proxy.url).port}`;
    const { code, stdout } = await runHost(['reach', '--url', url, '--data', data.folder]);
    expect(stdout).toContain('rehearsal.contoso.example is 203.0.113.7.');
    expect(stdout).toContain(`\n${url}/scim/v2: An identity provider can reach this service.\n`);
    expect(stdout.match(/^ok {7}/gm)).toHaveLength(11);
    expect(code).toBe(0);
    await host.stop();
    data.remove();
  });

  test('ends with 2 and a sentence for what is no address, an unknown sandbox, and minutes that are none', async () => {
    expect(await reach('ftp://example.com')).toMatchObject({ code: 2, stderr: expect.stringContaining('is no web address') });
    expect(await reach('example.com', '--sandbox', 'nobody')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('nobody'),
    });
    expect(await reach('example.com', '--minutes', '0')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('1 to 10080'),
    });
    expect(await runHost(['reach'])).toMatchObject({ code: 2, stderr: expect.stringContaining('--url') });
  });
});

describe('the host that is asked', () => {
  test('is found by its data folder; the link lies there for its owner alone, and goes with the host', async () => {
    const data = makeDataFolder();
    const none = () => runHost(['reach', '--url', 'https://example.com', '--data', data.folder]);
    expect(await none()).toMatchObject({ code: 2, stderr: expect.stringContaining('No SCIM Rehearsal runs on the data folder') });
    const host = await startHost(data.folder);
    const link = join(data.folder, 'console-link');
    expect(statSync(link).mode & 0o777).toBe(0o600);
    await host.stop();
    expect(existsSync(link)).toBe(false);

    const killed = await startHost(data.folder);
    await killed.kill();
    expect(existsSync(link)).toBe(true);
    expect(await none()).toMatchObject({ code: 2, stderr: expect.stringContaining('No SCIM Rehearsal runs') });

    const silent = await spawnHost(['--port', '0', '--data', data.folder, '--no-console']);
    expect(await none()).toMatchObject({ code: 2, stderr: expect.stringContaining('has no console that a command could ask') });
    await silent.stop();
    data.remove();
  });
});
