import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeDataFolder, runHost, runThroughPipe, spawnHost } from '../support/host.ts';

let data: ReturnType<typeof makeDataFolder>;
beforeAll(async () => {
  data = makeDataFolder();
  const { code } = await runHost(['rehearse', '--idp', 'okta', '--people', '150', '--data', data.folder]);
  expect(code).toBe(0);
});
afterAll(() => data.remove());

const LOG = ['log', 'export', '--data'] as const;

describe('what is printed into a pipe', () => {
  test('is whole, however slowly it is read', async () => {
    const { stdout } = await runHost([...LOG, data.folder]);
    const slow = await runThroughPipe([...LOG, data.folder], 'sleep 1; cat');
    expect(slow).toMatchObject({ code: 0, stderr: '' });
    // The first line says when it was written.
    expect(slow.stdout.split('\n').slice(1)).toEqual(stdout.split('\n').slice(1));
    expect(stdout.length).toBeGreaterThan(100_000);
  });

  test.each([
    ['log export', [...LOG]],
    ['log list', ['log', 'list', '--limit', '5000', '--data']],
    ['log list --json', ['log', 'list', '--limit', '5000', '--json', '--data']],
  ])('may be read in part: %s ends with 0, and says nothing', async (_name, args) => {
    expect(await runThroughPipe([...args, data.folder], 'head -c 20 | cat')).toMatchObject({ code: 0, stderr: '' });
  });

  test.skipIf(!existsSync('/dev/full'))('ends with 2 and one sentence where the disk is full', async () => {
    for (const args of [LOG, ['log', 'list', '--data']]) {
      expect(await runThroughPipe([...args, data.folder], 'cat', '/dev/full')).toMatchObject({
        code: 2,
        stderr: 'The output cannot be written: the disk is full.\n',
      });
    }
  });
});

describe('a sandbox that is not there', () => {
  test.each([
    ['token', 'list'],
    ['token', 'revoke', 'api-0123'],
    ['log', 'list'],
    ['log', 'export'],
    ['replay', '--session', '1'],
    ['report'],
  ])('is not made by looking at it: %s %s', async (...args) => {
    const { code, stdout, stderr } = await runHost([...args, '--data', data.folder, '--sandbox', 'typo']);
    expect(stderr).toContain('has no sandbox "typo"');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(readdirSync(join(data.folder, 'sandboxes')).filter((name) => name.startsWith('typo'))).toEqual([]);
  });

  test('nor is its data folder', async () => {
    const nowhere = join(data.folder, 'nowhere');
    expect((await runHost(['log', 'list', '--data', nowhere])).code).toBe(2);
    expect(existsSync(nowhere)).toBe(false);
  });
});

describe('a report that cannot be written', () => {
  const NO_PLACE = 'no such folder/report.html';

  test.each([
    ['rehearse', '--idp', 'entra', '--report'],
    ['check', '--report'],
    ['replay', 'log.jsonl', '--report'],
  ])('is refused before anything is done: %s', async (...args) => {
    const none = await runHost([...args, NO_PLACE]);
    expect(none).toMatchObject({ code: 2, stdout: '' });
    expect(none.stderr).toBe(`The report cannot be written to ${NO_PLACE}: there is no such file or folder.\n`);
    const odd = await runHost([...args, 'report.doc']);
    expect(odd).toMatchObject({ code: 2, stdout: '' });
    expect(odd.stderr).toContain('has no known ending. Name it .');
  });
});

test('numbers out of range are refused with what is in it', async () => {
  const few = await runHost(['rehearse', '--idp', 'entra', '--people', '5']);
  expect(few).toMatchObject({ code: 2, stdout: '' });
  expect(few.stderr).toContain('People: 10 to 100,000.');
});

describe('a host', () => {
  test.each([
    ['', 'No token was made: the secret of --bootstrap-token or REHEARSAL_TOKEN is empty.\n'],
    ['0123456789abcde', expect.stringMatching(/^The bootstrap token has 15 characters and can be guessed\. Use 16 or more/)],
    ['0123456789abcdef', ''],
  ])('with the bootstrap token "%s" says what is to be known of it, and serves', async (secret, told) => {
    const folder = makeDataFolder();
    const host = await spawnHost(['--port', '0', '--no-console', '--data', folder.folder], { REHEARSAL_TOKEN: secret });
    expect(host.stderr()).toEqual(told);
    await host.stop();
    folder.remove();
  });

  test.skipIf(process.platform === 'win32')(
    'ends in good order when its terminal is closed, and at a Ctrl+C that comes twice',
    async () => {
      for (const signals of [['SIGHUP'], ['SIGINT', 'SIGINT']] as const) {
        const folder = makeDataFolder();
        const child = spawn(process.execPath, [
          'out/main/headless.js',
          'serve',
          '--port',
          '0',
          '--no-console',
          '--data',
          folder.folder,
        ]);
        const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
        await new Promise((resolve) => child.stdout.once('data', resolve));
        for (const signal of signals) child.kill(signal);
        expect(await ended).toBe(0);
        folder.remove();
      }
    },
  );
});
