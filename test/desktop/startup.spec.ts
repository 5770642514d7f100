import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { makeDataFolder } from '../support/host.ts';
import { launchStandIn, runMainToItsEnd } from './harness/launch-stand-in.ts';
import { expect, test } from './harness/test.ts';

/*
 * How the desktop starts and ends. On the stand-in alone: in Electron an error box waits for a click that no spec can give.
 */

test('says in one sentence that the port is taken, and ends with 2', async () => {
  const data = makeDataFolder();
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const { code, stderr } = await runMainToItsEnd(['--data', data.folder, '--port', String(port)]);
  other.close();
  data.remove();
  expect(stderr).toContain(`[error box] SCIM Rehearsal cannot start: The SCIM port ${port} is taken by another program.`);
  expect(code).toBe(2);
});

test('says in one sentence that the data folder cannot be made, and ends with 2', async () => {
  const data = makeDataFolder();
  const file = join(data.folder, 'a file');
  writeFileSync(file, '');
  const { code, stderr } = await runMainToItsEnd(['--data', join(file, 'below'), '--port', '0']);
  data.remove();
  expect(stderr).toContain('[error box] SCIM Rehearsal cannot start: The data folder');
  expect(code).toBe(2);
});

test('refuses a port that is none', async () => {
  const { code, stderr } = await runMainToItsEnd(['--port', 'many']);
  expect(stderr).toContain('"many" is no port: --port takes a number from 0 to 65535.');
  expect(code).toBe(2);
});

test('names settings that are not valid and leaves them as they are', async () => {
  const data = makeDataFolder();
  const file = join(data.folder, 'settings.json');
  writeFileSync(file, '{"scimPort":"four"}');
  const { code, stderr } = await runMainToItsEnd(['--data', data.folder]);
  expect(stderr).toContain(`The settings in ${file} are not valid`);
  expect(code).toBe(2);
  expect(readFileSync(file, 'utf8')).toBe('{"scimPort":"four"}');
  data.remove();
});

test('closes the service when it quits, so that the folder and the port are free again', async ({ browser }) => {
  const data = makeDataFolder();
  const first = await launchStandIn(browser, data.folder, ['--port', '0']);
  const port = await portOf(first);
  expect(await first.quit()).toBe(0);
  const second = await launchStandIn(browser, data.folder, ['--port', String(port)]);
  expect(await portOf(second)).toBe(port);
  expect(await second.quit()).toBe(0);
  const third = await launchStandIn(browser, data.folder, []);
  // The port that was named once is the one that the IdP knows.
  expect(await portOf(third)).toBe(port);
  expect(await third.quit()).toBe(0);
  data.remove();
});

test('a second start of one data folder ends at once and disturbs nothing', async ({ browser }) => {
  const data = makeDataFolder();
  const first = await launchStandIn(browser, data.folder, ['--port', '0']);
  const { code } = await runMainToItsEnd(['--data', data.folder, '--port', '0']);
  expect(code).toBe(0);
  await expect(first.page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await first.quit()).toBe(0);
  data.remove();
});

async function portOf(desktop: Awaited<ReturnType<typeof launchStandIn>>): Promise<number> {
  return desktop.page.evaluate(async () => {
    const response = await fetch('/api/status.get', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    const { tenantUrl }: { tenantUrl: string } = await response.json();
    return Number(new URL(tenantUrl).port);
  });
}
