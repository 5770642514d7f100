import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TOKEN, makeDataFolder, runHost, startHost } from '../support/host.ts';
import { ScimClient, minimalUser } from '../support/scim-client.ts';

let data: ReturnType<typeof makeDataFolder>;
beforeEach(() => {
  data = makeDataFolder();
});
afterEach(() => data.remove());

/** One clear sentence, exit code 2, no stack trace. */
async function expectRefusedStart(args: readonly string[], words: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await runHost(['serve', '--json', '--console-port', '0', ...args]);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  for (const word of words) expect(stderr).toContain(word);
  expect(stdout).toBe('');
  expect(code).toBe(2);
}

describe('a host that cannot start says so in one sentence and ends with exit code 2', () => {
  test('the SCIM port is taken', async () => {
    const blocker = createServer();
    const port = await new Promise<number>((resolve) => {
      blocker.listen(0, '127.0.0.1', () => {
        const address = blocker.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    await expectRefusedStart(['--port', String(port), '--data', data.folder], [String(port), 'taken', '--port']);
    blocker.close();
  });

  test('the data folder is a file', async () => {
    const file = join(data.folder, 'file');
    writeFileSync(file, '');
    await expectRefusedStart(['--port', '0', '--data', join(file, 'below')], ['cannot be written', '--data']);
  });

  test('the data folder belongs to a newer version', async () => {
    mkdirSync(join(data.folder, 'sandboxes'), { recursive: true });
    const newer = new SqliteDatabase(join(data.folder, 'sandboxes', 'default.sqlite'));
    newer.exec(
      "create table kysely_migration (name text primary key, timestamp text); insert into kysely_migration values ('9990-future', '')",
    );
    newer.close();
    await expectRefusedStart(['--port', '0', '--data', data.folder], ['newer version', '9990-future']);
  });

  test('the sandbox file is no database', async () => {
    mkdirSync(join(data.folder, 'sandboxes'), { recursive: true });
    writeFileSync(join(data.folder, 'sandboxes', 'default.sqlite'), 'this is a text file, and a long one at that '.repeat(50));
    await expectRefusedStart(['--port', '0', '--data', data.folder], ['cannot be opened']);
  });

  test('another host has the data folder', async () => {
    const first = await startHost(data.folder, ['--no-console']);
    await expectRefusedStart(['--port', '0', '--data', data.folder], ['in use', '--data']);
    await first.stop();
  });

  test('the profile does not exist', async () => {
    await expectRefusedStart(['--port', '0', '--data', data.folder, '--profile', 'no-such'], ['no-such', 'meisterplan']);
  });

  test('an option is unknown, or a port is none', async () => {
    expect((await runHost(['serve', '--no-such-option'])).code).toBe(2);
    expect((await runHost(['serve', '--port', '70000'])).code).toBe(2);
    expect((await runHost(['no-such-command'])).code).toBe(2);
    expect((await runHost(['--help'])).code).toBe(0);
  });
});

describe('the command line', () => {
  test('token create, list and revoke work beside a running host, from its next request on', async () => {
    const host = await startHost(data.folder, ['--no-console']);
    const client = new ScimClient(host.scim);
    const created = await runHost(['token', 'create', '--data', data.folder, '--name', 'pipeline', '--json']);
    expect(created.code).toBe(0);
    const token = JSON.parse(created.stdout) as { id: string; secret: string; usable: boolean };
    expect(token.secret).toMatch(/^api-[0-9a-f]{32}$/);
    expect(token.usable).toBe(true);
    expect((await client.get('/Users?count=0', { token: token.secret })).status).toBe(200);

    const listed = await runHost(['token', 'list', '--data', data.folder, '--json']);
    const tokens = JSON.parse(listed.stdout) as { id: string; name: string; lastUsed: string | null }[];
    expect(tokens.find((one) => one.id === token.id)).toMatchObject({ name: 'pipeline', lastUsed: expect.any(String) });
    expect(listed.stdout).not.toContain(token.secret);

    expect((await runHost(['token', 'revoke', token.id, '--data', data.folder])).code).toBe(0);
    expect((await client.get('/Users?count=0', { token: token.secret })).status).toBe(401);
    expect((await client.get('/Users?count=0')).status).toBe(200);
    await host.stop();
  });

  test('--bootstrap-token and REHEARSAL_TOKEN make a token once, and REHEARSAL_DATA names the folder', async () => {
    const first = await startHost(data.folder, ['--no-console']);
    await first.stop();
    const again = await startHost(data.folder, ['--no-console']);
    expect((await new ScimClient(again.scim).get('/Users?count=0')).status).toBe(200);
    await again.stop();
    const listed = await runHost(['token', 'list', '--json'], { REHEARSAL_DATA: data.folder });
    expect(JSON.parse(listed.stdout)).toHaveLength(1);
    expect(listed.stdout).not.toContain(TOKEN);
  });

  test('what was provisioned is there after a restart, and sandboxes do not see each other', async () => {
    const first = await startHost(data.folder, ['--no-console']);
    await new ScimClient(first.scim).post('/Users', minimalUser('kept@contoso.example'));
    await first.stop();
    const second = await startHost(data.folder, ['--no-console']);
    const found = await new ScimClient(second.scim).get('/Users?filter=userName%20eq%20%22kept@contoso.example%22');
    expect(found.json()['totalResults']).toBe(1);
    await second.stop();
    const other = await startHost(data.folder, ['--no-console', '--sandbox', 'other']);
    const missed = await new ScimClient(other.scim).get('/Users?filter=userName%20eq%20%22kept@contoso.example%22');
    expect(missed.json()['totalResults']).toBe(0);
    await other.stop();
  });
});
