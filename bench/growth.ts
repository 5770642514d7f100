import { type BenchRequest, Connection } from './load-client.ts';
import { paired, quick, rate, report, rows, show } from './measure.ts';
import { type Server, TOKEN, startServer } from './servers.ts';
import { FILTERS, fill, filled, makeGroup, search } from './workload.ts';

const SMALL = 1_000;
const LARGE = quick ? 20_000 : 100_000;

/** What a large directory costs against a small one. */
export async function growth(): Promise<void> {
  const small = await startServer('ours');
  const idle = small.memory();
  rows.push({
    work: 'memory idle',
    ours: show(idle, ' MiB'),
    against: '',
    ratio: idle,
    goal: 'at most 120 MiB',
    met: idle <= 120,
  });
  const large = await startServer('ours');
  await fill(small, SMALL);
  const ids = await fill(large, LARGE);
  const full = large.memory();
  rows.push({
    work: `memory with ${LARGE} users`,
    ours: show(full, ' MiB'),
    against: '',
    ratio: full,
    goal: 'at most 250 MiB',
    met: full <= 250,
  });
  console.log(`memory: idle ${show(idle, ' MiB')}, with ${LARGE} users ${show(full, ' MiB')}`);
  for (const { name, ours } of FILTERS) {
    const [few = 0, many = 0] = await paired([
      () => rate(small, (i) => search(ours(filled(i, SMALL)))),
      () => rate(large, (i) => search(ours(filled(i, LARGE)))),
    ]);
    report(
      `cost of ${name}, ${LARGE} users against ${SMALL}`,
      1e6 / many,
      { name: 'small', value: 1e6 / few },
      1.3,
      'at most',
      ' µs',
    );
  }
  const page = (startIndex: number): BenchRequest => ({ method: 'GET', path: `/Users?startIndex=${startIndex}&count=100` });
  const last = LARGE - 99;
  const [first = 0, end = 0] = await paired([() => rate(large, () => page(1), 1), () => rate(large, () => page(last), 1)]);
  report(
    `last page of 100 of ${LARGE} by index, against the first`,
    1e6 / end,
    { name: 'first', value: 1e6 / first },
    2,
    'at most',
    ' µs',
  );
  const cursor = await lastCursor(large);
  const [c0 = 0, cN = 0] = await paired([
    () => rate(large, () => ({ method: 'GET', path: '/Users?cursor&count=100' }), 1),
    () => rate(large, () => ({ method: 'GET', path: `/Users?cursor=${cursor}&count=100` }), 1),
  ]);
  report(
    `last page of 100 of ${LARGE} by cursor, against the first`,
    1e6 / cN,
    { name: 'first', value: 1e6 / c0 },
    1.1,
    'at most',
    ' µs',
  );
  await groups(large, ids);
  await Promise.all([small.stop(), large.stop()]);
}

/** Walks to the last page in steps of the largest page. */
async function lastCursor(server: Server): Promise<string> {
  const connection = await Connection.open(server.scim, TOKEN);
  let cursor = '';
  let seen = 0;
  for (;;) {
    const count = LARGE - seen <= 1100 ? Math.max(LARGE - seen - 100, 1) : 1000;
    const { body } = await connection.send({ method: 'GET', path: `/Users?cursor=${cursor}&count=${count}&attributes=id` });
    const { nextCursor, itemsPerPage } = JSON.parse(body) as { nextCursor?: string; itemsPerPage: number };
    if (nextCursor === undefined) break;
    cursor = nextCursor;
    seen += itemsPerPage;
    if (seen >= LARGE - 100) break;
  }
  connection.close();
  return cursor;
}

async function groups(server: Server, ids: readonly string[]): Promise<void> {
  const small = await makeGroup(server, 'Small', ids.slice(0, 100));
  const large = await makeGroup(server, 'Large', ids.slice(0, LARGE - 1));
  const member = ids[LARGE - 1] ?? '';
  let turn = 0;
  const change = (group: string): BenchRequest => {
    const operation =
      turn++ % 2 === 0
        ? { op: 'add', path: 'members', value: [{ value: member }] }
        : { op: 'remove', path: `members[value eq "${member}"]` };
    const body = JSON.stringify({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [operation] });
    return { method: 'PATCH', path: `/Groups/${group}`, body };
  };
  const [few = 0, many = 0] = await paired([
    () => rate(server, () => change(small), 1),
    () => rate(server, () => change(large), 1),
  ]);
  report(
    `add or remove a member, group of ${LARGE} against 100`,
    1e6 / many,
    { name: 'group of 100', value: 1e6 / few },
    1.5,
    'at most',
    ' µs',
  );
  const get = (group: string): BenchRequest => ({ method: 'GET', path: `/Groups/${group}?excludedAttributes=members` });
  const [gFew = 0, gMany = 0] = await paired([() => rate(server, () => get(small)), () => rate(server, () => get(large))]);
  report(
    `GET without members, group of ${LARGE} against 100`,
    1e6 / gMany,
    { name: 'group of 100', value: 1e6 / gFew },
    1.5,
    'at most',
    ' µs',
  );
}
