import { expect, test } from 'vitest';
import { type Check, CheckFailure, NotOffered } from '#main/conformance/check.ts';
import { runChecks } from '#main/conformance/run-checks.ts';
import type { Outgoing } from '#main/replay/recorded.ts';
import { TargetError } from '#main/replay/target.ts';
import { fakeTarget } from './fake-target.ts';

const base = { title: 'A check', group: 'users', binding: 'must', source: 'RFC 7644 §3.3', fix: 'Mend it.' } as const;
const check = (id: string, run: Check['run'], more: Partial<Check> = {}): Check => ({ ...base, id, run, ...more });

async function outcomeOf(checks: readonly Check[], answer: Parameters<typeof fakeTarget>[0], stop = new AbortController()) {
  const own = fakeTarget(answer);
  const targets = { own, anonymous: own, wrong: own };
  const outcome = await runChecks({ checks, targets, marker: 'check-unit', signal: stop.signal });
  return { ...outcome, sent: own.sent, outcomes: outcome.results.map((result) => result.outcome) };
}

const empty = () => ({ status: 200, body: {} });
const fails = () => Promise.reject(new CheckFailure('It does something else.'));

test('what a check throws is its outcome', async () => {
  const { outcomes, state } = await outcomeOf(
    [
      check('users.pass', () => Promise.resolve()),
      check('users.fail', fails),
      check('users.should', fails, { binding: 'should' }),
      check('users.not-offered', () => Promise.reject(new NotOffered('It is not there.'))),
      check('users.needs', () => Promise.resolve(), { needs: ['bulk'] }),
    ],
    empty,
  );
  expect(outcomes).toEqual(['pass', 'fail', 'warning', 'not-offered', 'not-offered']);
  expect(state).toBe('finished');
});

test('what was made is taken away, the newest first, and what stays is told', async () => {
  let count = 0;
  const made = check('users.make', async (bench) => {
    for (let i = 0; i < 3; i++) await bench.create('/Users', {});
  });
  const { sent, leftBehind } = await outcomeOf([made], ({ method, path }: Outgoing) => {
    if (method === 'POST') return { status: 201, body: { id: String(++count) } };
    return { status: path === '/Users/2' ? 500 : 204 };
  });
  expect(sent.filter(({ method }) => method === 'DELETE').map(({ path }) => path)).toEqual(['/Users/3', '/Users/2', '/Users/1']);
  expect(leftBehind).toEqual(['/Users/2']);
});

test('a stop ends the run after the request under way, and still takes away what was made', async () => {
  const stop = new AbortController();
  const made = check('users.make', async (bench) => {
    await bench.create('/Users', {});
    stop.abort();
    await bench.create('/Users', {});
  });
  const { outcomes, state, sent, leftBehind } = await outcomeOf(
    [made, check('users.never', () => Promise.resolve())],
    ({ method }) => (method === 'POST' ? { status: 201, body: { id: 'one' } } : { status: 204 }),
    stop,
  );
  expect(state).toBe('stopped');
  expect(outcomes).toEqual(['not-run', 'not-run']);
  expect(sent.map(({ method }) => method)).toEqual(['POST', 'DELETE']);
  expect(leftBehind).toEqual([]);
});

test('a limit on requests is waited for, as the endpoint says', async () => {
  let count = 0;
  const ask = check('users.ask', async ({ client }) => {
    const { status } = await client.get('/Users');
    if (status !== 200) throw new CheckFailure(`It answered ${status}.`);
  });
  const { outcomes, results } = await outcomeOf([ask], () => ({ status: ++count < 3 ? 429 : 200, retryAfter: '0' }));
  expect(outcomes).toEqual(['pass']);
  expect(results[0]?.exchanges.map(({ status }) => status)).toEqual([429, 429, 200]);
});

test('an endpoint that falls silent is not asked for every single thing that was made', async () => {
  const make = check('users.make', async (bench) => {
    for (let i = 0; i < 5; i++) await bench.create('/Users', {});
  });
  let count = 0;
  const { leftBehind, sent } = await outcomeOf([make], ({ method }) => {
    if (method === 'POST') return { status: 201, body: { id: String(++count) } };
    throw new TargetError('It does not answer.', { isInDoubt: true });
  });
  expect(leftBehind).toHaveLength(5);
  expect(sent.filter(({ method }) => method === 'DELETE')).toHaveLength(2);
});

test('an endpoint that cannot be reached at all is asked once, and has failed nothing', async () => {
  const ask = check('users.ask', async ({ client }) => void (await client.get('/Users')));
  const { state, problem, sent, outcomes } = await outcomeOf([ask, { ...ask, id: 'users.again' }], () => {
    throw new TargetError('Nothing answers there.', { isInDoubt: false });
  });
  expect({ state, problem, outcomes }).toEqual({
    state: 'broken',
    problem: 'Nothing answers there.',
    outcomes: ['not-run', 'not-run'],
  });
  expect(sent).toHaveLength(1);
});

test('an error of our own is no outcome: it goes on, once what was made is gone', async () => {
  const broken = check('users.broken', async (bench) => {
    await bench.create('/Users', {});
    throw new TypeError('a mistake of ours');
  });
  const methods: string[] = [];
  const run = outcomeOf([broken], ({ method }) => {
    methods.push(method);
    return method === 'POST' ? { status: 201, body: { id: 'one' } } : { status: 204 };
  });
  await expect(run).rejects.toThrow('a mistake of ours');
  expect(methods).toEqual(['POST', 'DELETE']);
});
