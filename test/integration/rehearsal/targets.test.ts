import { createServer as createTls } from 'node:https';
import { afterEach, describe, expect, test } from 'vitest';
import { runHost } from '../../support/host.ts';
import { withHost } from '../../support/with-host.ts';
import { type StubTarget, scim, startStub } from '../replay/stub-target.ts';
import { SMALL, rehearsed } from './rehearsed.ts';

const running = withHost(['--profile', 'meisterplan']);
const stubs: StubTarget[] = [];
afterEach(async () => {
  for (const one of stubs.splice(0)) await one.close();
});

async function stub(answer: Parameters<typeof startStub>[0]): Promise<StubTarget> {
  const one = await startStub(answer);
  stubs.push(one);
  return one;
}

const against = (url: string, more: object = {}) =>
  rehearsed(running.console, { idp: 'entra', people: SMALL, target: { kind: 'endpoint', url }, token: 'secret-token', ...more });

describe('a target that is none', () => {
  const BAD: readonly [string, Parameters<typeof startStub>[0], RegExp][] = [
    [
      'HTML',
      (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>'),
      /answered 200 with a web page instead of SCIM/,
    ],
    ['a redirect', (_, response) => response.writeHead(302, { location: '/login' }).end(), /wants to lead to \/login/],
    [
      'no SCIM',
      (_, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('hello'),
      /not JSON \(text\/plain\)/,
    ],
    ['a hang-up', (request) => request.socket.destroy(), /broke the connection off/],
  ];
  for (const [what, answer, message] of BAD) {
    test(`that answers with ${what} ends the rehearsal at once with a sentence`, async () => {
      const { url, seen } = await stub(answer);
      const run = await against(url);
      expect(run.state).toBe('broken');
      expect(run.problem).toMatch(message);
      expect(run.result).toContain('could not be brought to its end');
      expect(seen).toHaveLength(1);
    });
  }

  test('where nobody listens, and one without a certificate, are told apart', async () => {
    const gone = await startStub(() => undefined);
    await gone.close();
    expect((await against(gone.url)).problem).toMatch(/Nothing answers at .* \(connection refused\)/);
    const tls = createTls({}, () => undefined);
    await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve));
    const address = tls.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const run = await against(`https://127.0.0.1:${port}/scim/v2`);
    tls.close();
    expect(run.state).toBe('broken');
    expect(run.problem).toContain(`127.0.0.1:${port}`);
  });

  test('JSON that is no list is an unmet expectation, not a break', async () => {
    const { url } = await stub((_, response) => scim(response, 200, { hello: 'world' }));
    const run = await against(url, { stories: ['connection'] });
    expect(run.state).toBe('finished');
    expect(run.steps[0]?.told).toContain('is no ListResponse');
  });

  test('one that dies on the way is given up after two steps without an answer', async () => {
    let alive = true;
    const { url } = await stub((request, response, nth) => {
      if (nth > 3) alive = false;
      if (alive) scim(response, 200, { totalResults: 0, Resources: [] });
      else request.socket.destroy();
    });
    const run = await against(url);
    expect(run.state).toBe('broken');
    expect(run.steps.filter(({ told }) => told.includes('broke the connection off')).length).toBe(2);
  });
});

describe('production', () => {
  const url = 'https://scim.invalid/scim/v2';

  test('is not touched before its host name is typed, and never without TLS or a token', async () => {
    const { rehearsals } = running.console;
    const target = { kind: 'endpoint', url } as const;
    await expect(rehearsals.start({ idp: 'entra', target, token: 'x' })).rejects.toThrow('Type its host name to confirm.');
    await expect(rehearsals.start({ idp: 'entra', target, token: 'x', confirmHost: 'other' })).rejects.toThrow(
      'Type its host name',
    );
    await expect(rehearsals.start({ idp: 'entra', target, confirmHost: 'scim.invalid' })).rejects.toThrow(
      'Enter the secret token',
    );
    const plain = { kind: 'endpoint', url: 'http://scim.invalid/scim/v2' } as const;
    await expect(rehearsals.start({ idp: 'entra', target: plain, token: 'x' })).rejects.toThrow('unencrypted');
  });

  test('the token is in no row and in no report', async () => {
    const { url: local } = await stub((_, response) => scim(response, 401, { status: '401' }));
    const run = await against(local, { stories: ['connection'] });
    const { rehearsals } = running.console;
    const texts = [JSON.stringify(run), (await rehearsals.report({ id: run.id, format: 'json' })).text];
    for (const text of texts) expect(text).not.toContain('secret-token');
  });
});

describe('the command line', () => {
  const rehearse = (...args: string[]) => runHost(['rehearse', '--people', '20', '--groups', '2', ...args]);

  test('exits with 0 when all came out as expected, with 1 when an expectation failed', async () => {
    const good = await rehearse('--idp', 'okta', '--story', 'connection', 'joiner');
    expect(good.stderr).toBe('');
    expect(good.stdout).toContain('Okta, app from the wizard: All 3 steps came out as expected');
    expect(good.code).toBe(0);
    const bad = await rehearse('--idp', 'entra', '--mapping', 'default', '--story', 'joiner', '--json');
    expect(bad.code).toBe(1);
    const told = JSON.parse(bad.stdout) as { counts: { failed: number }; steps: { outcome: string }[] };
    expect(told.counts.failed).toBe(told.steps.filter(({ outcome }) => outcome === 'failed').length);
  });

  const SET_UP: readonly [string, readonly string[], RegExp][] = [
    ['an unconfirmed host', ['--target', 'https://scim.invalid/scim/v2', '--token', 'x'], /counts as production/],
    ['nobody at the target', ['--target', 'http://127.0.0.1:9/scim/v2', '--token', 'x'], /Nothing answers/],
    ['a mapping file that is not there', ['--mapping', '/nowhere.json'], /cannot be read/],
    ['too few people', ['--people', '3'], /people/],
  ];
  for (const [what, args, message] of SET_UP) {
    test(`exits with 2 for ${what}`, async () => {
      const { code, stderr } = await rehearse('--idp', 'entra', ...args);
      expect(stderr).toMatch(message);
      expect(code).toBe(2);
    });
  }

  test('rehearses the own mapping export of an admin against a running host', async () => {
    const { host } = running;
    const target = ['--target', host.scim, '--token', 'api-0123456789abcdef0123456789abcdef'];
    const { code, stdout } = await rehearse(
      '--idp',
      'entra',
      '--mapping',
      'test/fixtures/mappings/entra-corrected.json',
      ...target,
    );
    expect(stdout).toContain('steps came out as expected');
    expect(code).toBe(0);
  });
});
