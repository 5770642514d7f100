import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConsole } from '../../support/console-client.ts';
import { type Host, makeDataFolder, startHost } from '../../support/host.ts';
import { type TestConsole, ended, oddSteps, readSession, record, toldOf } from './recorded-session.ts';

const NAMES = [
  'entra-default',
  'entra-scim2020',
  'okta-wizard',
  'okta-catalog',
  'onelogin',
  'jumpcloud',
  'pingfederate',
  'pingone',
  'google',
  'preset-lenient',
  'preset-literal',
  'preset-strict-rfc',
  'entra-validator',
  'traps',
];

describe.each(NAMES.map((name) => ({ name, session: readSession(name) })))('$session.name', ({ session }) => {
  const data = makeDataFolder();
  let host: Host;
  let console: TestConsole;

  beforeAll(async () => {
    host = await startHost(data.folder, ['--profile', session.profile]);
    console = await openConsole(host.console);
    if (session.preset !== undefined) await console.rules.applyPreset({ preset: session.preset });
    await record(host.scim, session);
  });
  afterAll(async () => {
    await host.stop();
    data.remove();
  });

  test('recorded and replayed into an empty sandbox, every exchange is the same', async () => {
    const run = await console.replay.prepare({ source: { kind: 'filter', filter: {} }, target: { kind: 'fresh' } });
    expect(run).toMatchObject({ state: 'ready', total: session.steps.length });
    await console.replay.start({ id: run.id });
    const end = await ended(console, run.id);
    expect(toldOf(await oddSteps(console, run.id))).toBe('');
    expect(end).toMatchObject({ state: 'finished', counts: { same: session.steps.length, differs: 0, cannot: 0 } });
    expect(end.refusedNow).toBe(end.refusedBefore);
  });
});
