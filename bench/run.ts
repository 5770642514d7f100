import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { growth } from './growth.ts';
import type { BenchRequest } from './load-client.ts';
import { paired, quick, rate, report, rows } from './measure.ts';
import { startServer } from './servers.ts';
import { FILTERS, create, fill, filled, search } from './workload.ts';

/*
 * Ratios against two peers and a floor, in one run on one machine: `npm run bench [-- --quick] [--only=writes|searches|growth]`.
 */

const MIDDLE = 10_000;

async function writesAndReads(): Promise<void> {
  const [ours, d, f] = await Promise.all([startServer('ours'), startServer('D'), startServer('F')]);
  const [oursId = ''] = await fill(ours, 1);
  const [dId = ''] = await fill(d, 1);
  const sides = (make: (id: string) => BenchRequest, connections = 8) =>
    paired([
      () => rate(ours, () => make(oursId), connections),
      () => rate(d, () => make(dId), connections),
      () => rate(f, () => make('1'), connections),
    ]);

  const [c8 = 0, d8 = 0, f8 = 0] = await sides(create);
  report('create user, 8 connections', c8, { name: 'D', value: d8 }, 3.0, 'at least');
  report('create user, 8 connections', c8, { name: 'F', value: f8 }, 0.18, 'at least');
  const [c1 = 0, d1 = 0, f1 = 0] = await sides(create, 1);
  report('create user, 1 connection', c1, { name: 'D', value: d1 }, 2.5, 'at least');
  report('create user, 1 connection', c1, { name: 'F', value: f1 }, 0.25, 'at least');
  const [r8 = 0, rd = 0, rf = 0] = await sides((id) => ({ method: 'GET', path: `/Users/${id}` }));
  report('read user by id', r8, { name: 'D', value: rd }, 3.0, 'at least');
  report('read user by id', r8, { name: 'F', value: rf }, 0.12, 'at least');
  let flip = 0;
  const patchActive = (id: string): BenchRequest => ({
    method: 'PATCH',
    path: `/Users/${id}`,
    body: `{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"active","value":${flip++ % 2 === 0}}]}`,
  });
  const [p8 = 0, pd = 0] = await paired([() => rate(ours, () => patchActive(oursId)), () => rate(d, () => patchActive(dId))]);
  report('PATCH active', p8, { name: 'D', value: pd }, 6, 'at least');
  await Promise.all([ours.stop(), d.stop(), f.stop()]);
}

async function searches(): Promise<void> {
  const [ours, m, d] = await Promise.all([startServer('ours'), startServer('M'), startServer('D')]);
  for (const server of [ours, m, d]) await fill(server, MIDDLE);
  for (const { name, ours: own, peers } of FILTERS) {
    const [o = 0, om = 0, od = 0] = await paired([
      () => rate(ours, (i) => search(own(filled(i, MIDDLE)))),
      () => rate(m, (i) => search(peers(filled(i, MIDDLE)))),
      () => rate(d, (i) => search(peers(filled(i, MIDDLE)))),
    ]);
    report(`${name} at ${MIDDLE} users`, o, { name: 'M', value: om }, 100, 'at least');
    report(`${name} at ${MIDDLE} users`, o, { name: 'D', value: od }, 2.5, 'at least');
  }
  const page: BenchRequest = { method: 'GET', path: '/Users?startIndex=1&count=100' };
  const [po = 0, pd = 0] = await paired([() => rate(ours, () => page, 1), () => rate(d, () => page, 1)]);
  report(`page of 100 at ${MIDDLE} users, 1 connection`, po, { name: 'D', value: pd }, 15, 'at least');
  await Promise.all([ours.stop(), m.stop(), d.stop()]);
}

const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);
const PARTS: Readonly<Record<string, () => Promise<void>>> = { writes: writesAndReads, searches, growth };
for (const [name, run] of Object.entries(PARTS)) if (only === undefined || only === name) await run();
const folder = join(import.meta.dirname, 'results');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'latest.json'), JSON.stringify({ node: process.version, quick, rows }, null, 2));
console.table(rows.map((row) => ({ ...row, ratio: Number(row.ratio.toFixed(2)) })));
const missed = rows.filter((row) => !row.met).length;
console.log(`${rows.length - missed} of ${rows.length} goals met`);
process.exitCode = missed === 0 ? 0 : 1;
