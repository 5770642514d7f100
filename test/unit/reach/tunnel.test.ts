import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { Tunnel } from '#main/reach/tunnel.ts';
import { tunnelProgram } from '#main/reach/tunnel-programs.ts';

const folder = mkdtempSync(join(tmpdir(), 'tunnel '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;

/** @param script what the program does, in JavaScript */
function start(script: string, addressWithinMs = 30_000) {
  const path = join(folder, `program-${++count}`);
  writeFileSync(`${path}.mjs`, script);
  writeFileSync(path, `#!/bin/sh\nexec "${process.execPath}" "${path}.mjs" "$@"\n`);
  chmodSync(path, 0o755);
  return run(path, addressWithinMs);
}

function run(path: string, addressWithinMs = 30_000) {
  const onOpen = vi.fn<(url: string) => void>();
  const onEnd = vi.fn<() => void>();
  const changed: (() => void)[] = [];
  const tunnel = new Tunnel({
    program: tunnelProgram('cloudflared'),
    path,
    port: 4700,
    started: new Date('2026-11-24T10:00:00Z'),
    onChange: () => changed.splice(0).forEach((tell) => tell()),
    onOpen,
    onEnd: () => {
      onEnd();
      changed.splice(0).forEach((tell) => tell());
    },
    addressWithinMs,
  });
  const until = async (condition: () => boolean) => {
    while (!condition()) await new Promise<void>((resolve) => changed.push(resolve));
  };
  return { tunnel, onOpen, onEnd, until };
}

/** as a text of JavaScript */
const FRAME = JSON.stringify('INF |  https://quiet-river.trycloudflare.com  |\n');

test('a program that opens a tunnel: its address is told once, its arguments are those for the port', async () => {
  const { tunnel, onOpen, until } = start(
    `console.log(process.argv.slice(2).join(' ')); process.stderr.write(${FRAME}.repeat(2)); setInterval(() => {}, 1000)`,
  );
  await until(() => tunnel.state().state === 'open');
  expect(onOpen).toHaveBeenCalledExactlyOnceWith('https://quiet-river.trycloudflare.com');
  await until(() => tunnel.state().output.length === 3);
  expect(tunnel.state().output).toContain('tunnel --no-autoupdate --url http://127.0.0.1:4700');
  await tunnel.stop();
  expect(tunnel.state()).toMatchObject({ state: 'ended', problem: null });
});

test('one that does not heed the request to end is ended', async () => {
  const { tunnel, until, onEnd } = start(
    'process.on("SIGTERM", () => console.log("no")); console.log("here"); setInterval(() => {}, 1000)',
  );
  await until(() => tunnel.state().output.includes('here'));
  await tunnel.stop();
  expect(tunnel.state().state).toBe('ended');
  expect(onEnd).toHaveBeenCalledTimes(1);
});

test('no address in time is a problem, and the program goes on; a late address ends the problem', async () => {
  const signal = join(folder, 'go-on');
  const { tunnel, until } = start(
    `import { existsSync } from 'node:fs';
     console.log('waiting');
     const timer = setInterval(() => {
       if (!existsSync(${JSON.stringify(signal)})) return;
       clearInterval(timer);
       process.stderr.write(${FRAME});
       setInterval(() => {}, 1000);
     }, 10);`,
    20,
  );
  await until(() => tunnel.state().problem !== null);
  expect(tunnel.state()).toMatchObject({
    state: 'starting',
    problem: { what: 'cloudflared (Cloudflare) runs, and has told no public address so far.' },
  });
  writeFileSync(signal, '');
  await until(() => tunnel.state().state === 'open');
  expect(tunnel.state().problem).toBeNull();
  await tunnel.stop();
});

test('one that ends at once, without a word', async () => {
  const { tunnel, until } = start('process.exit(7)');
  await until(() => tunnel.state().state === 'ended');
  expect(tunnel.state().problem).toEqual({
    what: 'cloudflared (Cloudflare) ended before it had told a public address (with code 7).',
    fix: 'It wrote nothing. Start it in a terminal to see why.',
  });
});

test('a file that is not there, or is no program', async () => {
  const missing = run(join(folder, 'nothing'));
  await missing.until(() => missing.tunnel.state().state === 'ended');
  expect(missing.tunnel.state().problem?.what).toContain('could not be started: it is not there.');
  const text = join(folder, 'text');
  writeFileSync(text, 'no program', { mode: 0o644 });
  const plain = run(text);
  await plain.until(() => plain.tunnel.state().state === 'ended');
  expect(plain.tunnel.state().problem?.what).toContain('could not be started: this user may not execute it.');
});

test('our own tokens do not get to the program', async () => {
  vi.stubEnv('REHEARSAL_TOKEN', 'api-0123456789abcdef0123456789abcdef');
  const { tunnel, until } = start('console.log("token", process.env.REHEARSAL_TOKEN ?? "none")');
  await until(() => tunnel.state().output.length > 0);
  expect(tunnel.state().output[0]).toBe('token none');
  vi.unstubAllEnvs();
  await tunnel.stop();
});
