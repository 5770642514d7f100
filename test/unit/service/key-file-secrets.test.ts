import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeyFileSecrets } from '#main/service/key-file-secrets.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'secrets '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('what was sealed is opened again, by another run too', async () => {
  const sealed = await createKeyFileSecrets(folder).seal('geheim-ä😀');
  expect(sealed).not.toContain('geheim');
  expect(await createKeyFileSecrets(folder).open(sealed)).toBe('geheim-ä😀');
});

test('the same secret is sealed differently each time', async () => {
  const secrets = createKeyFileSecrets(folder);
  expect(await secrets.seal('x')).not.toBe(await secrets.seal('x'));
});

test('the key is for this user alone', async () => {
  await createKeyFileSecrets(folder).seal('x');
  expect(statSync(join(folder, 'secrets.key')).mode & 0o777).toBe(0o600);
});

test('without the key, with another one, or changed, it is not opened', async () => {
  const secrets = createKeyFileSecrets(folder);
  const sealed = await secrets.seal('secret');
  const bytes = Buffer.from(sealed, 'base64');
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
  expect(await secrets.open(bytes.toString('base64'))).toBeNull();
  expect(await secrets.open('short')).toBeNull();
  writeFileSync(join(folder, 'secrets.key'), Buffer.alloc(32, 7));
  expect(await secrets.open(sealed)).toBeNull();
  rmSync(join(folder, 'secrets.key'));
  expect(await secrets.open(sealed)).toBeNull();
});
