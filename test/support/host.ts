import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The built host: what users run. `APP_ENTRY` points the same tests at a packaged one. */
const ENTRY = process.env['APP_ENTRY'] ?? join(ROOT, 'out/main/headless.js');
export const NODE = join(ROOT, 'node_modules/.bin/node');
export const TOKEN = 'api-0123456789abcdef0123456789abcdef';

export interface Host {
  readonly scim: string;
  readonly console: string;
  readonly data: string;
  readonly pid: number;
  /** what it wrote to stderr so far */
  stderr(): string;
  /** asks it to stop and waits */
  stop(): Promise<void>;
  /** `kill -9` */
  kill(): Promise<void>;
}

/** A data folder of its own; the name has a space, as users' folders do. */
export function makeDataFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'scim rehearsal '));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Starts the built headless host on free ports, with a token to use, and waits for its ready line. */
export function startHost(data: string, extra: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Host> {
  const ports = ['--port', '0', '--console-port', '0'];
  return spawnHost([...ports, '--data', data, '--bootstrap-token', TOKEN, ...extra], env);
}

/** Starts the built headless host with these options of `serve`, and waits for its ready line. */
export async function spawnHost(options: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Host> {
  const child = spawn(NODE, [ENTRY, 'serve', '--json', ...options], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const line = await firstLine(child, () => stderr);
  const ready = JSON.parse(line) as { scim: string; console: string; data: string; pid: number };
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await exited;
  };
  return {
    ...ready,
    stderr: () => stderr,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

function firstLine(child: ChildProcess, stderr: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const end = text.indexOf('\n');
      if (end >= 0) resolve(text.slice(0, end));
    });
    child.once('exit', (code) => reject(new Error(`the host ended with ${code} before it was ready: ${stderr()}`)));
  });
}

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built host to its end, for commands and failed starts. */
export function runHost(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return ended(spawn(NODE, [ENTRY, ...args], { cwd: ROOT, env: { ...process.env, ...env } }));
}

/**
 * Runs the built host with its output going into another shell command, or into a file.
 * @returns its own exit code and stderr, and what the other command printed
 */
export function runThroughPipe(args: readonly string[], reader: string, into?: string): Promise<Ended> {
  const host = `"${NODE}" "${ENTRY}" ${args.map((arg) => `"${arg}"`).join(' ')}`;
  const script = into === undefined ? `${host} | { ${reader}; }; exit \${PIPESTATUS[0]}` : `${host} >${into}`;
  return ended(spawn('bash', ['-c', script], { cwd: ROOT }));
}

/** Resolves when the process is over and all that it printed is read. */
function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  return new Promise((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? -1, stdout, stderr }));
  });
}
