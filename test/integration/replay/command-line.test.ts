import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { exchangeLine } from '#main/log/format/exchange-line.ts';
import { writeLogFile } from '#main/log/format/write.ts';
import { TOKEN, runHost } from '../../support/host.ts';
import { withHost } from '../../support/with-host.ts';
import { latestSession, readSession, record } from './recorded-session.ts';

const running = withHost(['--profile', 'meisterplan']);
let file = '';

beforeAll(async () => {
  const { host, console } = running;
  await record(host.scim, readSession('okta-wizard'));
  const { items } = await console.exchanges.list({ limit: 500 });
  const details = await Promise.all(items.toReversed().map(({ id }) => console.exchanges.get({ id })));
  const marks = { pinned: false, note: null, tags: [] };
  const facts = {
    createdBy: 'test',
    createdAt: '2026-01-01T00:00:00.000Z',
    sandbox: 'default',
    profile: 'meisterplan',
    tenantUrl: host.scim,
    pseudonymised: false,
    query: null,
  };
  file = join(host.data, 'okta.jsonl');
  writeFileSync(
    file,
    [
      ...writeLogFile(
        facts,
        details.map((detail) => exchangeLine(detail, marks)),
      ),
    ].join(''),
  );
});

describe('replay', () => {
  test('of a file into an empty sandbox is the same, and exits with 0', async () => {
    const { code, stdout, stderr } = await runHost(['replay', file]);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/\d+ same, 0 differ, 0 could not be replayed/);
    expect(code).toBe(0);
  });

  test('under a preset that decides otherwise exits with 1, tells where, and writes the report', async () => {
    const report = join(running.host.data, 'report.html');
    const { code, stdout } = await runHost(['replay', file, '--preset', 'strict-rfc', '--report', report, '--json']);
    const told = JSON.parse(stdout) as { run: { counts: { differs: number } }; steps: { outcome: string }[] };
    expect(told.steps.filter(({ outcome }) => outcome === 'differs')).toHaveLength(told.run.counts.differs);
    expect(code).toBe(told.run.counts.differs > 0 ? 1 : 0);
    expect(readFileSync(report, 'utf8')).toContain('under the preset strict-rfc');
  });

  test('of a session in the log, to an endpoint beside', async () => {
    const { host, console } = running;
    const target = ['--target', host.scim, '--token', TOKEN];
    const { code, stdout } = await runHost(['replay', '--session', await latestSession(console), '--data', host.data, ...target]);
    expect(stdout).toContain(`exchanges to ${host.scim}`);
    expect(code, 'the people are there already').toBe(1);
  });

  test.each([
    [['replay'], 'Name what to replay'],
    [['replay', 'nowhere.jsonl'], 'cannot be read'],
    [['replay', 'package.json'], 'Line 1: This line is not JSON'],
    [['replay', 'FILE', '--target', 'http://scim.example/'], 'unencrypted'],
    [['replay', 'FILE', '--target', 'http://127.0.0.1:1/'], 'Give the secret token of 127.0.0.1:1 with --token'],
    [['replay', 'FILE', '--target', 'http://127.0.0.1:1/', '--preset', 'literal'], 'a --target has its own'],
    [['replay', 'FILE', '--profile', 'nowhere'], 'cannot be read'],
  ])('%j is a set-up problem in one sentence', async (args, words) => {
    const { code, stderr } = await runHost(args.map((each) => (each === 'FILE' ? file : each)));
    expect(stderr).toContain(words);
    expect(stderr).not.toContain('    at ');
    expect(code).toBe(2);
  });

  test('to a target that is gone exits with 1 and says so', async () => {
    const { code, stdout } = await runHost(['replay', file, '--target', 'http://127.0.0.1:1/scim/v2', '--token', 'x']);
    expect(stdout).toContain('connection refused');
    expect(code).toBe(1);
  });
});
