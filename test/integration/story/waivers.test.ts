import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openConsole } from '../../support/console-client.ts';
import { TOKEN, makeDataFolder, runHost, startHost } from '../../support/host.ts';
import { ScimClient } from '../../support/scim-client.ts';

const REASON = 'We rehearse under our own rules, and know why.';
const ENTRA = { token: TOKEN, headers: { adscimversion: 'Date:2026-11-24, ActivityId:0' } };

let folder: ReturnType<typeof makeDataFolder>;
beforeEach(() => {
  folder = makeDataFolder();
});
afterEach(() => folder.remove());

const report = (...args: string[]) => runHost(['report', '--data', folder.folder, ...args]);
const waived = (stdout: string) => (JSON.parse(stdout) as { checklist: { id: string; state: string }[] }).checklist;
const stateOf = (stdout: string, id: string) => waived(stdout).find((check) => check.id === id)?.state;

async function withHost(work: (on: Awaited<ReturnType<typeof startHost>>) => Promise<void>): Promise<void> {
  const host = await startHost(folder.folder);
  try {
    await work(host);
  } finally {
    await host.stop();
  }
}

describe('report --waive', () => {
  test('is kept, also for the console and beside a running host, and the report says it', () =>
    withHost(async (host) => {
      const { stdout, stderr } = await report('--waive', `user-deleted=${REASON}`, '--json');
      expect(stderr).toBe('');
      expect(stateOf(stdout, 'user-deleted')).toBe('waived');
      const { items } = await (await openConsole(host.console)).golive.checklist({});
      expect(items.find(({ id }) => id === 'user-deleted')?.waiver?.reason).toBe(REASON);
      const plain = await report();
      expect(plain.stdout).toContain(`[w] A user was deleted (user-deleted)`);
      expect(plain.stdout).toContain(`Waived: ${REASON}`);
    }));

  test('is not renewed for the same reason once something else is open; another reason holds', () =>
    withHost(async (host) => {
      const client = new ScimClient(host.scim);
      const push = async (displayName: string) => {
        const body = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName };
        expect((await client.post('/Groups', body, ENTRA)).status).toBe(201);
      };
      await push('Planners');
      const waiver = `group-rights=${REASON}`;
      expect(stateOf((await report('--waive', waiver, '--json')).stdout, 'group-rights')).toBe('waived');
      expect(stateOf((await report('--waive', waiver, '--json')).stdout, 'group-rights')).toBe('waived');
      await push('Directors');
      const lapsed = await report('--waive', waiver, '--json');
      expect(stateOf(lapsed.stdout, 'group-rights')).toBe('open');
      expect(lapsed.stderr).toContain('Not waived again: at "A group was provisioned, and its rights are decided"');
      const again = await report('--waive', 'group-rights=The directors see the same as the planners.', '--json');
      expect(stateOf(again.stdout, 'group-rights')).toBe('waived');
    }));

  test('says so of what is not open, and changes nothing there', async () => {
    await withHost(() => Promise.resolve());
    const { stdout, stderr, code } = await report('--waive', `rules-as-documented=${REASON}`, '--json');
    expect(stderr).toBe(
      'Nothing to waive: "It was rehearsed under the documented rules" is not open. Leave out --waive rules-as-documented.\n',
    );
    expect(code).toBe(1);
    expect(stateOf(stdout, 'rules-as-documented')).toBe('done');
  });

  test.each([
    ['user-deletd=nobody leaves here', 'There is no check "user-deletd". The checks: connection-tested, '],
    ['user-deleted', 'Write the reason as user-deleted=REASON'],
    ['user-deleted=why', 'with 10 to 1,000 characters'],
  ])('%s is refused with what is expected, and ends with 2', async (waiver, words) => {
    const { code, stdout, stderr } = await report('--waive', waiver);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
  });

  test('one check is waived once', async () => {
    const { code, stderr } = await report('--waive', `user-deleted=${REASON}`, '--waive', `user-deleted=${REASON}`);
    expect(code).toBe(2);
    expect(stderr).toContain('"user-deleted" is waived twice');
  });
});

describe('rehearse --drill', () => {
  test('plays it in the drill and once more after it; the JSON has both', async () => {
    const { code, stdout } = await runHost(['rehearse', '--idp', 'entra', '--people', '10', '--drill', 'storm-429', '--json']);
    const run = JSON.parse(stdout) as {
      counts: { failed: number };
      remarks: string[];
      drills: unknown[];
      drill: {
        id: string;
        touched: number;
        run: { counts: { failed: number }; drills: unknown[]; steps: { drilled: number }[] };
      };
    };
    expect(code).toBe(0);
    expect(run.counts.failed).toBe(0);
    expect(run.drill).toMatchObject({ id: 'storm-429', name: '429 storm' });
    expect(run.drill.touched).toBeGreaterThan(5);
    expect(run.drill.run.counts.failed).toBeGreaterThan(0);
    expect(run.drill.run.drills).toEqual([{ name: '429 storm', touched: run.drill.touched }]);
    expect(run.drill.run.steps.reduce((sum, { drilled }) => sum + drilled, 0)).toBe(run.drill.touched);
    expect(run.drills, 'the second time there was none').toEqual([]);
    expect(run.remarks.at(-1)).toContain('during the drill “429 storm”');
  });

  test.each([
    [['--drill', 'monsoon'], 'Allowed choices are monday-morning, outage, storm-429'],
    [['--drill', 'outage', '--target', 'http://127.0.0.1:1'], 'A drill makes the sandbox fail, not another endpoint.'],
  ])('%j ends with 2 and says why', async (args, words) => {
    const { code, stdout, stderr } = await runHost(['rehearse', '--idp', 'entra', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
  });
});

test('sandbox create --sso answers the question of the console', async () => {
  const made = await runHost(['sandbox', 'create', 'Contoso', '--sso', 'on', '--data', folder.folder]);
  expect(made.code).toBe(0);
  await withHost(async (host) => {
    const console = (await openConsole(host.console)).in('contoso');
    expect((await console.accounts.settings({})).singleSignOn).toBe('on');
  });
  expect((await runHost(['sandbox', 'create', 'Other', '--sso', 'maybe', '--data', folder.folder])).code).toBe(2);
});
