import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type ServerResponse, createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { CheckDetail, ConformanceRun } from '#shared/contract/conformance.ts';
import { TOKEN, runHost } from '../../support/host.ts';
import { USER } from '../../support/scim-answers.ts';
import { withHost } from '../../support/with-host.ts';
import { profileFile, removeProfiles } from '../protocol/profiles.ts';
import { type Passing, startProxy } from './altering-proxy.ts';

removeProfiles();
const folder = mkdtempSync(join(tmpdir(), 'scim rehearsal reports '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Report = Omit<ConformanceRun, 'results'> & { results: CheckDetail[] };

async function check(args: readonly string[]): Promise<{ code: number; stderr: string; report: Report }> {
  const { code, stdout, stderr } = await runHost(['check', '--json', ...args]);
  return { code, stderr, report: JSON.parse(stdout) as Report };
}

const ids = ({ results }: Report, ...outcomes: CheckDetail['outcome'][]) =>
  results.filter(({ outcome }) => outcomes.includes(outcome)).map(({ id }) => id);

describe('this service passes its own checks', () => {
  test.each(['meisterplan', 'rfc7643'])('in the profile %s, within ten seconds of work', async (profile) => {
    const { code, report } = await check(['--profile', profile]);
    expect(report.results.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not-offered')).toEqual([]);
    expect({ code, state: report.state, left: report.leftBehind }).toEqual({ code: 0, state: 'finished', left: [] });
    for (const { id, what, outcome } of report.results) if (outcome === 'not-offered') expect(what, id).not.toBe('');
  });

  test.each([
    ['strict-rfc', 'meisterplan', []],
    ['strict-rfc', 'rfc7643', []],
    ['literal', 'meisterplan', ['users.duplicate', 'users.duplicate-case']],
    ['lenient', 'rfc7643', ['users.duplicate', 'users.duplicate-case']],
  ])('and what the RFCs ask for under the preset %s in the profile %s', async (preset, profile, replaced) => {
    const { code, report } = await check(['--preset', preset, '--profile', profile, '--list', 'rfc']);
    expect(ids(report, 'fail', 'warning', 'not-run')).toEqual([]);
    expect(ids(report, 'not-offered')).toEqual(expect.arrayContaining(replaced));
    expect(code).toBe(0);
  });

  test('with as little as a profile can offer, and what is switched off is not offered', async () => {
    const plain = {
      id: 'plain',
      name: 'As little as possible',
      features: {
        patch: false,
        bulk: { supported: false },
        filter: { supported: false },
        sort: false,
        etag: false,
        pagination: { cursor: false },
      },
      rules: { 'required-mappings': 'off', 'user-name-case': 'as-sent' },
      schemas: [{ id: USER, name: 'User', attributes: [{ name: 'userName', required: true, uniqueness: 'server' }] }],
      resourceTypes: [{ id: 'User', name: 'User', endpoint: '/Users', schema: USER }],
    };
    const { code, report } = await check(['--profile', profileFile('plain', plain), '--list', 'rfc']);
    expect(ids(report, 'fail', 'warning')).toEqual([]);
    expect(ids(report, 'pass')).toContain('discovery.switched-off');
    expect(ids(report, 'not-offered')).toEqual(expect.arrayContaining(['patch.replace', 'bulk.create', 'groups.create']));
    expect(code).toBe(0);
  });
});

describe('an endpoint that does something else fails the check for it', () => {
  const running = withHost();
  const json = (passing: Passing, change: (body: Record<string, unknown>) => void): Passing => {
    if (passing.body === '') return passing;
    const body = JSON.parse(passing.body) as Record<string, unknown>;
    change(body);
    return { ...passing, body: JSON.stringify(body) };
  };

  test.each<[string, Parameters<typeof startProxy>[1], string[]]>([
    [
      'errors without scimType',
      { answer: (one) => json(one, (body) => delete body['scimType']) },
      ['users.duplicate', 'filters.invalid'],
    ],
    [
      'numbers as text',
      { answer: (one) => json(one, (body) => 'totalResults' in body && (body['totalResults'] = String(body['totalResults']))) },
      ['lists.numbers', 'okta.connection'],
    ],
    [
      'another media type',
      { answer: (one) => ({ ...one, headers: { ...one.headers, 'content-type': 'application/json' } }) },
      ['discovery.media-type'],
    ],
    [
      'filters that are passed over',
      { request: (_, url) => url.replace(/([?&])filter=[^&]*/, '$1x=') },
      ['filters.equal', 'entra.probe'],
    ],
    [
      'a second DELETE that succeeds',
      { answer: (one) => (one.method === 'DELETE' && one.status === 404 ? { ...one, status: 204, body: '' } : one) },
      ['users.delete-twice', 'entra.delete-user'],
    ],
    [
      'a 401 without WWW-Authenticate',
      { answer: (one) => ({ ...one, headers: { 'content-type': 'application/scim+json' } }) },
      ['auth.no-token', 'auth.wrong-token'],
    ],
    [
      'groups that forget their members',
      { answer: (one) => (one.url.includes('/Groups') ? json(one, (body) => delete body['members']) : one) },
      ['groups.create', 'patch.members-add', 'entra.members', 'okta.change-members'],
    ],
    [
      'an empty search that is 404',
      { answer: (one) => (one.body.includes('"totalResults":0') ? { ...one, status: 404 } : one) },
      ['filters.equal-none', 'entra.probe', 'okta.user-not-found'],
    ],
  ])('%s', async (_, spoil, failing) => {
    const proxy = await startProxy(new URL(running.host.scim).origin, spoil);
    const { code, report } = await check(['--target', proxy.url, '--token', TOKEN, '--only', ...failing]);
    await proxy.close();
    expect(ids(report, 'fail').toSorted()).toEqual(failing.toSorted());
    const failed = report.results.find(({ id }) => id === failing[0]);
    expect(failed?.what).not.toBeNull();
    expect(failed?.exchanges.length).toBeGreaterThan(0);
    expect(code).toBe(1);
    expect(JSON.stringify(report)).not.toContain(TOKEN);
  });

  test('the rules of a sandbox are those of its throw-away twin', async () => {
    const { code, report } = await check([
      '--data',
      running.host.data,
      '--sandbox',
      'default',
      '--profile',
      'rfc7643',
      '--only',
      'entra.disable',
    ]);
    expect({ code, fail: report.counts.fail }).toEqual({ code: 0, fail: 0 });
    await running.console.rules.set({ id: 'string-booleans', value: 'refuse' });
    const strict = await check([
      '--data',
      running.host.data,
      '--sandbox',
      'default',
      '--profile',
      'rfc7643',
      '--only',
      'entra.disable',
    ]);
    await running.console.rules.set({ id: 'string-booleans', value: 'accept' });
    expect({ code: strict.code, fail: strict.report.counts.fail }).toEqual({ code: 1, fail: 1 });
  });

  test('and nothing of the runs is left in it', async () => {
    const { items } = await running.console.directory.users({ limit: 500 });
    expect(items.filter(({ userName }) => userName.startsWith('check-'))).toEqual([]);
  });
});

describe('an endpoint that is none is named for what it is', () => {
  const answering = async (answer: (response: ServerResponse) => void) => {
    let requests = 0;
    const server = createServer((_request, response) => {
      requests += 1;
      answer(response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the stub has no port');
    const run = await runHost(['check', '--target', `http://127.0.0.1:${address.port}/scim`, '--token', 'api-x1']);
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    return { ...run, requests };
  };

  test.each<[string, (response: ServerResponse) => void, RegExp]>([
    [
      'a web page',
      (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      /a web page instead of SCIM/,
    ],
    [
      'a redirect',
      (response) => response.writeHead(302, { location: 'https://login.example.com' }).end(),
      /Redirects are not followed/,
    ],
    ['a connection that breaks', (response) => response.destroy(), /broke the connection off/],
  ])('%s', async (_, answer, text) => {
    const { code, stderr, requests } = await answering(answer);
    expect({ code, requests }).toEqual({ code: 2, requests: 1 });
    expect(stderr).toMatch(text);
  });

  test('JSON that is no SCIM fails check by check', async () => {
    const { code, stdout } = await answering((response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"hello":"world"}'),
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/FAIL +discovery\.config/);
  });

  test('nobody there', async () => {
    const { code, stderr } = await runHost(['check', '--target', 'http://127.0.0.1:1/scim', '--token', 'api-x1']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/connection refused/);
  });
});

describe('usage', () => {
  test.each([
    ['a host elsewhere that was not named', ['--target', 'https://api.eu.meisterplan.com/scim/v2', '--token', 'x'], /--confirm/],
    ['no token', ['--target', 'http://127.0.0.1:1/scim'], /secret token/],
    ['an unknown check', ['--only', 'nonsense'], /no check "nonsense"/],
    ['a report of no kind', ['--report', 'report.doc'], /\.json, \.html or \.xml/],
    ['a sandbox that is not there', ['--data', folder, '--sandbox', 'nobody'], /no sandbox "nobody"/],
    ['a profile for a target', ['--target', 'http://127.0.0.1:1/scim', '--token', 'x', '--profile', 'rfc7643'], /--profile/],
  ])('%s is told, and nothing is run', async (_, args, text) => {
    const { code, stderr, stdout } = await runHost(['check', ...args], { REHEARSAL_TARGET_TOKEN: '' });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(text);
  });

  test.each([
    ['html', /<h1>\d+ passed/],
    ['xml', /<testsuites name="SCIM Rehearsal: an empty sandbox/],
    ['json', /"format": "scim-rehearsal-conformance"/],
  ])('a report is written as %s', async (ending, text) => {
    const file = join(folder, `report.${ending}`);
    const { code, stdout } = await runHost(['check', '--only', 'auth', 'discovery.config', '--report', file]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/5 passed\.\n$/);
    expect(readFileSync(file, 'utf8')).toMatch(text);
  });
});
