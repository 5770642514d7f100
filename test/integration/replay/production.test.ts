import { rmSync, writeFileSync } from 'node:fs';
import { type Server, createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openConsole } from '../../support/console-client.ts';
import { type Host, makeDataFolder, runHost, startHost } from '../../support/host.ts';
import { ScimClient, minimalUser } from '../../support/scim-client.ts';
import { selfSigned } from '../../support/self-signed.ts';
import { type TestConsole, ended, latestSession, oddSteps } from './recorded-session.ts';
import { scim } from './stub-target.ts';

/*
 * `0.0.0.0` leads to this machine but does not say so: to a replay it is a system somewhere else, with a certificate that an authority of
 * the tests' own vouches for.
 */
const HOST = '0.0.0.0';
const SECRET = 'production-secret-4711';
const data = makeDataFolder();
const authority = join(tmpdir(), `scim-rehearsal-authority-${process.pid}.pem`);
const seen: string[] = [];
let server: Server;
let url = '';
let host: Host;
let console: TestConsole;

beforeAll(async () => {
  const pair = selfSigned(HOST);
  writeFileSync(authority, pair.cert);
  server = createServer(pair, (request, response) => {
    seen.push(`${request.method} ${request.url?.split('?', 1)[0]}`);
    request.resume();
    const echoed = { id: `there-${seen.length}`, userName: 'anna@contoso.example', echo: request.headers.authorization };
    if (request.method === 'DELETE') response.writeHead(204).end();
    else if (request.method === 'GET') scim(response, 200, { totalResults: 0, Resources: [], ...echoed });
    else scim(response, request.method === 'POST' ? 201 : 200, echoed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `https://${HOST}:${typeof address === 'object' && address !== null ? address.port : 0}/scim/v2`;

  process.env['NODE_EXTRA_CA_CERTS'] = authority;
  host = await startHost(data.folder);
  console = await openConsole(host.console);
  const client = new ScimClient(host.scim);
  const { id } = (await client.post('/Users', minimalUser('anna@contoso.example'))).json();
  await client.patch(`/Users/${id ?? ''}`, [{ op: 'replace', path: 'active', value: false }]);
  await client.delete(`/Users/${id ?? ''}`);
});
afterAll(async () => {
  delete process.env['NODE_EXTRA_CA_CERTS'];
  await host.stop();
  server.close();
  server.closeAllConnections();
  data.remove();
  rmSync(authority);
});

test('a real system gets nothing but reads before its preview was made and its name typed; deletes are held back', async () => {
  const run = await console.replay.prepare({ source: { kind: 'filter', filter: {} }, target: { kind: 'endpoint', url } });
  expect(run).toMatchObject({ isRemote: true, total: 3 });
  const start = (confirmHost?: string) => console.replay.start({ id: run.id, token: SECRET, confirmHost });
  await expect(start(HOST)).rejects.toThrow('make the preview');

  const preview = await console.replay.preview({ id: run.id, token: SECRET });
  expect(preview).toMatchObject({
    creates: ['anna@contoso.example'],
    changes: ['anna@contoso.example (created by this replay)'],
    deletes: ['anna@contoso.example (created by this replay)'],
    counts: { refusals: 0, cannot: 0 },
  });
  await expect(start()).rejects.toThrow('Type its host name');
  await expect(start('other.example')).rejects.toThrow('Type its host name');
  expect(seen.filter((line) => !line.startsWith('GET'))).toEqual([]);

  await start(HOST);
  expect(await ended(console, run.id)).toMatchObject({ state: 'finished', counts: { cannot: 1 } });
  const written = seen.filter((line) => !line.startsWith('GET'));
  expect(written).toHaveLength(2);
  expect(written[0]).toBe('POST /scim/v2/Users');
  expect(written[1]).toMatch(/^PATCH \/scim\/v2\/Users\/there-\d+$/);
  const held = (await oddSteps(console, run.id)).find(({ outcome }) => outcome === 'cannot');
  expect(held).toMatchObject({ method: 'DELETE', reason: 'Deletes are switched off for this run.' });
});

test('what such a system echoes of the token is kept nowhere', async () => {
  const { items } = await console.replay.list({});
  const id = items[0]?.id ?? 0;
  const kept = [
    JSON.stringify(await console.replay.step({ id, seq: 1 })),
    (await console.replay.report({ id, format: 'html' })).text,
    (await console.replay.report({ id, format: 'json' })).text,
  ].join('\n');
  expect(kept).toContain('Bearer ••••');
  expect(kept).not.toContain(SECRET);
});

test('the command line makes a preview, and asks for the name as well', async () => {
  const command = ['replay', '--session', await latestSession(console), '--data', host.data, '--target', url, '--token', SECRET];
  const before = seen.length;
  const asked = await runHost(command);
  expect(asked.code).toBe(2);
  expect(asked.stderr).toContain('create 1, change 1, delete 1');
  expect(asked.stderr).toContain('add --confirm with the name of the host');
  expect(seen.slice(before).every((line) => line.startsWith('GET'))).toBe(true);

  const done = await runHost([...command, '--confirm', HOST, '--allow-deletes']);
  expect(done.stderr).toContain('counts as production');
  expect(seen.at(-1)).toMatch(/^DELETE/);
});
