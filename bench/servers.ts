import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const ROOT = join(import.meta.dirname, '..');
export const TOKEN = 'api-0123456789abcdef0123456789abcdef';

export interface Server {
  readonly name: string;
  readonly scim: string;
  /** resident memory in MiB */
  memory(): number;
  /** resolves when it has nothing left to do for the last run, so that the next server has the machine to itself */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** Each server is a process of its own, on a port of its own, with data of its own; the one named is started and waited for. */
export async function startServer(name: 'ours' | 'M' | 'D' | 'F', profile = 'rfc7643'): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-bench-'));
  const child = spawn(join(ROOT, 'node_modules/.bin/node'), commandOf(name, folder, profile), {
    cwd: ROOT,
    env: { ...process.env, BENCH_TOKEN: TOKEN, BENCH_FILE: join(folder, 'peer.sqlite'), NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const { scim } = JSON.parse(await firstLine(child)) as { scim: string };
  return {
    name,
    scim,
    memory: () => residentMiB(child.pid ?? 0),
    idle: () => untilIdle(child.pid ?? 0),
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function commandOf(name: 'ours' | 'M' | 'D' | 'F', folder: string, profile: string): string[] {
  switch (name) {
    case 'ours': {
      const ports = ['--port', '0', '--no-console'];
      return [
        'out/main/headless.js',
        'serve',
        '--json',
        ...ports,
        '--data',
        folder,
        '--bootstrap-token',
        TOKEN,
        '--profile',
        profile,
      ];
    }
    case 'M':
      return ['bench/peers/m-map.mjs'];
    case 'D':
      return ['bench/peers/d-sqlite.mjs'];
    case 'F':
      return ['bench/peers/f-koa.mjs'];
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready`)));
  });
}

const LOOK_EVERY_MS = 250;
/** longer than what is done in the background waits for quiet */
const QUIET_LOOKS = 4;
const MOST_LOOKS = 120;

async function untilIdle(pid: number): Promise<void> {
  let quiet = 0;
  for (let looks = 0, before = ticks(pid); quiet < QUIET_LOOKS && looks < MOST_LOOKS; looks++) {
    await setTimeout(LOOK_EVERY_MS);
    const now = ticks(pid);
    quiet = now - before <= 1 ? quiet + 1 : 0;
    before = now;
  }
}

/** processor time in hundredths of a second; Linux only */
function ticks(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return Number(fields[11]) + Number(fields[12]);
}

/** Linux only, as the bench's memory goals are. */
function residentMiB(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1] ?? 0) / 1024;
}
