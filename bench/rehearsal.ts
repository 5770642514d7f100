/**
 * How long a rehearsal takes and how much memory it needs, simulator and service in one process: `node bench/rehearsal.ts [people] [idp]`,
 * after a build. Reads the peak from /proc, so it runs on Linux.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const [people = '1000', idp = 'entra'] = process.argv.slice(2);
const started = performance.now();
const child = spawn(
  process.execPath,
  ['out/main/headless.js', 'rehearse', '--idp', idp, '--people', people, '--groups', '50', '--json'],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
let output = '';
child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));

let peak = 0;
const watch = setInterval(() => {
  // The process may have ended meanwhile; then the last reading stands.
  const status = child.exitCode === null ? readFileSync(`/proc/${child.pid}/status`, 'utf8') : '';
  peak = Math.max(peak, Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0));
}, 200);

child.once('close', (code) => {
  clearInterval(watch);
  const seconds = (performance.now() - started) / 1000;
  const { result, requests } = z.object({ result: z.string(), requests: z.number() }).parse(JSON.parse(output));
  process.stdout.write(`${result}\n`);
  process.stdout.write(
    `exit ${code} · ${seconds.toFixed(1)} s · ${Math.round(requests / seconds)} requests/s · peak ${Math.round(peak / 1024)} MiB\n`,
  );
});
