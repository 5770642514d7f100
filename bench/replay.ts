import { setTimeout as delay } from 'node:timers/promises';
import { openConsole } from '../test/support/console-client.ts';
import { TOKEN, makeDataFolder, startHost } from '../test/support/host.ts';
import { Connection } from './load-client.ts';

/*
 * What a replay costs those who use the service meanwhile: `node bench/replay.ts [exchanges]`. The log is filled with creates, reads and
 * changes; then all of it is replayed into an empty copy while one client reads a user again and again. The goal: p99 under 50 ms.
 */

const EXCHANGES = Number(process.argv[2] ?? 10_000);
const GOAL_MS = 50;

const data = makeDataFolder();
const host = await startHost(data.folder, ['--profile', 'rfc7643']);
const console_ = await openConsole(host.console);

const connection = await Connection.open(host.scim, TOKEN);
let someone = '';
let quietUntil = 0;
for (let sent = 0; sent < EXCHANGES; sent += 4) {
  const userName = `user${sent}@contoso.example`;
  const filter = encodeURIComponent(`userName eq "${userName}"`);
  await connection.send({ method: 'GET', path: `/Users?filter=${filter}` });
  const body = JSON.stringify({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName,
    emails: [{ value: userName, type: 'work', primary: true }],
    active: true,
  });
  const made = await connection.send({ method: 'POST', path: '/Users', body });
  someone = (JSON.parse(made.body) as { id: string }).id;
  await connection.send({ method: 'GET', path: `/Users/${someone}` });
  const patch =
    '{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"active","value":false}]}';
  await connection.send({ method: 'PATCH', path: `/Users/${someone}`, body: patch });
}

const quiet = await sample(() => performance.now() < quietUntil, performance.now() + 2000);
const run = await console_.replay.prepare({ source: { kind: 'filter', filter: {} }, target: { kind: 'fresh' } });
const started = performance.now();
await console_.replay.start({ id: run.id });
let isRunning = true;
const watching = watch();
const busy = await sample(() => isRunning, 0);
const end = await watching;
connection.close();
await host.stop();
data.remove();

const seconds = (performance.now() - started) / 1000;
console.log(`${end.total} exchanges replayed in ${seconds.toFixed(1)} s: ${end.counts.same} same, ${end.counts.differs} differ`);
console.log(`read of a user: p50 ${at(quiet, 0.5)} ms, p99 ${at(quiet, 0.99)} ms without a replay (${quiet.length} reads)`);
console.log(
  `read of a user: p50 ${at(busy, 0.5)} ms, p99 ${at(busy, 0.99)} ms, worst ${at(busy, 1)} ms meanwhile (${busy.length} reads)`,
);
const met = Number(at(busy, 0.99)) < GOAL_MS && end.counts.differs === 0;
console.log(met ? 'ok' : `MISS: p99 must stay under ${GOAL_MS} ms, and every exchange must be the same`);
process.exitCode = met ? 0 : 1;

async function watch() {
  for (;;) {
    const state = await console_.replay.get({ id: run.id });
    if (state.state !== 'running') {
      isRunning = false;
      return state;
    }
    await delay(200);
  }
}

async function sample(goesOn: () => boolean, until: number): Promise<number[]> {
  quietUntil = until;
  const times: number[] = [];
  while (goesOn()) {
    const from = performance.now();
    await connection.send({ method: 'GET', path: `/Users/${someone}` });
    times.push(performance.now() - from);
    await delay(2);
  }
  return times.toSorted((a, b) => a - b);
}

function at(times: readonly number[], part: number): string {
  return (times[Math.min(times.length - 1, Math.floor(part * times.length))] ?? 0).toFixed(1);
}
