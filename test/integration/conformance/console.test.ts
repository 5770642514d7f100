import { expect, test } from 'vitest';
import type { ConformanceRun } from '#shared/contract/conformance.ts';
import { withHost } from '../../support/with-host.ts';

const running = withHost([]);

/** Waits for the event stream to say so, and looks again. */
async function ended(): Promise<ConformanceRun> {
  const events = await fetch(`${running.console.origin}/api/events`, { headers: { cookie: running.console.cookie } });
  const reader = events.body?.getReader();
  if (reader === undefined) throw new Error('there are no events');
  for (;;) {
    const run = await running.console.conformance.latest({});
    if (run !== null && run.state !== 'running') {
      await reader.cancel();
      return run;
    }
    await reader.read();
  }
}

test('before the first run there is nothing to show or to save', async () => {
  expect(await running.console.conformance.latest({})).toBeNull();
  await expect(running.console.conformance.report({ format: 'html' })).rejects.toThrow(/Run the checks first/);
  await expect(running.console.conformance.check({ id: 'users.create' })).rejects.toThrow(/not_found|no check/);
});

test('a throw-away copy is checked without a trace in this sandbox', async () => {
  const before = await running.console.status.get({});
  const begun = await running.console.conformance.start({ target: { kind: 'throwaway' }, only: ['users', 'auth'] });
  expect(begun.state).toBe('running');
  await expect(running.console.conformance.start({ target: { kind: 'throwaway' } })).rejects.toThrow(/under way/);
  const run = await ended();
  expect(run).toMatchObject({ state: 'finished', counts: { fail: 0, warning: 0, notRun: 0 }, leftBehind: [] });
  const after = await running.console.status.get({});
  expect(after.exchangeCount).toBe(before.exchangeCount);
  const check = await running.console.conformance.check({ id: 'users.create' });
  expect(check.exchanges.at(-1)).toMatchObject({ method: 'POST', path: '/Users', status: 201 });
  const { text, fileName } = await running.console.conformance.report({ format: 'junit' });
  expect(fileName).toMatch(/^conformance-.*\.xml$/);
  expect(text).toContain('failures="0"');
});

test('a copy has the rules of this sandbox', async () => {
  await running.console.rules.set({ id: 'string-booleans', value: 'refuse' });
  await running.console.conformance.start({ target: { kind: 'throwaway' }, only: ['entra.disable'] });
  const run = await ended();
  expect(run.counts).toMatchObject({ fail: 1, pass: 0 });
  expect(run.results[0]?.whoIsRight).toMatch(/^Microsoft asks for this/);
  await running.console.rules.set({ id: 'string-booleans', value: 'accept' });
});

test('this sandbox is checked through its listener, with a token that ends with the run, and is left as it was', async () => {
  const before = await running.console.status.get({});
  await running.console.conformance.start({ target: { kind: 'sandbox' }, list: 'okta' });
  const run = await ended();
  expect(run).toMatchObject({ state: 'finished', counts: { fail: 0 }, leftBehind: [] });
  const after = await running.console.status.get({});
  expect(after.exchangeCount).toBeGreaterThan(before.exchangeCount + 20);
  expect({ users: after.userCount, groups: after.groupCount }).toEqual({ users: before.userCount, groups: before.groupCount });
  const { items } = await running.console.tokens.list({});
  const own = items.filter(({ name }) => name.startsWith('Conformance checks'));
  expect(own.map(({ usable }) => usable)).toEqual([false]);
});

test('a run that is stopped takes away what it made', async () => {
  const before = await running.console.status.get({});
  await running.console.conformance.start({ target: { kind: 'sandbox' } });
  await running.console.conformance.stop({});
  const run = await ended();
  expect(run).toMatchObject({ state: 'stopped', leftBehind: [] });
  expect(run.counts.notRun).toBeGreaterThan(0);
  const after = await running.console.status.get({});
  expect({ users: after.userCount, groups: after.groupCount }).toEqual({ users: before.userCount, groups: before.groupCount });
});

test('an endpoint elsewhere wants its host name typed, and any endpoint its token', async () => {
  const url = 'https://api.eu.meisterplan.com/scim/v2';
  const start = (more: object) => running.console.conformance.start({ target: { kind: 'endpoint', url }, ...more });
  await expect(start({ token: 'api-1' })).rejects.toThrow(/production/);
  await expect(start({ token: 'api-1', confirmHost: 'meisterplan.com' })).rejects.toThrow(/production/);
  await expect(start({ confirmHost: 'api.eu.meisterplan.com' })).rejects.toThrow(/secret token/);
});

test('an endpoint that is gone breaks the run off with the reason', async () => {
  await running.console.conformance.start({ target: { kind: 'endpoint', url: 'http://127.0.0.1:1/scim' }, token: 'api-1' });
  const run = await ended();
  expect(run.state).toBe('broken');
  expect(run.problem).toMatch(/connection refused/);
});
