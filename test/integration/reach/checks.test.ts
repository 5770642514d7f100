import { describe, expect, test } from 'vitest';
import { ScimClient } from '../../support/scim-client.ts';
import { selfSigned } from '../../support/self-signed.ts';
import { FAULTS } from './faults.ts';
import { isChecked, withReach } from './with-reach.ts';

const { running, proxyWith, until, check, checkThrough } = withReach();

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
