import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type BenchRequest, Connection, load } from '../load-client.ts';
import { TOKEN } from '../servers.ts';

/*
 * What recording costs: requests a second with the log, against the same service without it, in runs that take turns.
 * `node bench/log/recording.ts`; the goal is at most 25 % less.
 */

const ROUNDS = 5;
const MILLISECONDS = 1500;
const REST_MS = 1000;
const GOAL = 0.75;

interface Side {
  readonly child: ChildProcess;
  readonly scim: string;
  readonly id: string;
}

async function start(log: 'on' | 'off'): Promise<Side> {
  const script = join(import.meta.dirname, 'recording-server.ts');
  const child = spawn(process.execPath, [script, log], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', resolve);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready`)));
  });
  const { scim } = JSON.parse(line) as { scim: string };
  const connection = await Connection.open(scim, TOKEN);
  const { body } = await connection.send({ method: 'POST', path: '/Users', body: user(0) });
  connection.close();
  return { child, scim, id: (JSON.parse(body) as { id: string }).id };
}

function user(n: number): string {
  const userName = `user${n}@contoso.example`;
  return JSON.stringify({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    externalId: `ext-${n}`,
    userName,
    displayName: `User Number ${n}`,
    name: { givenName: 'User', familyName: `Number ${n}` },
    emails: [{ value: userName, type: 'work', primary: true }],
    active: true,
  });
}

let serial = 0;
const WORK: Readonly<Record<string, (id: string) => BenchRequest>> = {
  'create user': () => ({ method: 'POST', path: '/Users', body: user(++serial) }),
  'read user by id': (id) => ({ method: 'GET', path: `/Users/${id}` }),
  'PATCH active': (id) => ({
    method: 'PATCH',
    path: `/Users/${id}`,
    body: `{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"active","value":${++serial % 2 === 0}}]}`,
  }),
};

async function rate({ scim, id }: Side, make: (id: string) => BenchRequest): Promise<number> {
  const result = await load({
    scim,
    token: TOKEN,
    connections: 8,
    milliseconds: MILLISECONDS,
    expected: [200, 201],
    makeRequest: () => make(id),
  });
  await setTimeout(REST_MS);
  return result.rate;
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const sides = { on: await start('on'), off: await start('off') };
for (const [name, make] of Object.entries(WORK)) {
  const on: number[] = [];
  const off: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    on.push(await rate(sides.on, make));
    off.push(await rate(sides.off, make));
  }
  const ratio = median(on) / median(off);
  if (ratio < GOAL) process.exitCode = 1;
  console.log(
    `${ratio >= GOAL ? 'ok  ' : 'MISS'} ${name}: ${Math.round(median(on))}/s with the log, ${Math.round(median(off))}/s without = ${ratio.toFixed(2)} (at least ${GOAL})`,
  );
}
sides.on.child.kill();
sides.off.child.kill();
