import { describe, expect, test } from 'vitest';
import { ScimClient, minimalUser } from '../../support/scim-client.ts';
import { isChecked, withReach } from './with-reach.ts';

const { running, programs, until, start } = withReach();

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
