import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { makeDataFolder, startHost } from '../support/host.ts';
import { ScimClient, minimalUser } from '../support/scim-client.ts';

test('a file that cannot be written gives a 503 in SCIM JSON, changes nothing, and is used again once it can', async () => {
  const data = makeDataFolder();
  const host = await startHost(data.folder, ['--no-console']);
  const client = new ScimClient(host.scim);
  const other = new SqliteDatabase(join(data.folder, 'sandboxes', 'default.sqlite'));
  other.exec('begin immediate');

  const refused = await client.post('/Users', minimalUser('anna@contoso.example'));
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('5');
  expect(refused.headers.get('content-type')).toBe('application/scim+json');
  expect(refused.json()).toMatchObject({ status: '503', detail: expect.stringContaining('cannot write') });

  other.exec('rollback');
  other.close();
  expect((await client.post('/Users', minimalUser('anna@contoso.example'))).status).toBe(201);
  await host.stop();
  data.remove();
}, 30_000);
