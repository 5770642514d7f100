import { afterEach, describe, expect, test } from 'vitest';
import type { RehearsalStep, StoryName } from '#shared/contract/rehearsals.ts';
import { TOKEN } from '../../support/host.ts';
import { type RecordedRequest, RecordingStub, type StubAnswer } from '../../support/recording-stub.ts';
import { withHost } from '../../support/with-host.ts';
import { type RehearsalInput, SMALL, rehearsed } from './rehearsed.ts';

const running = withHost(['--profile', 'meisterplan']);
let stub: RecordingStub | undefined;
afterEach(() => stub?.close());

/** What a broken server does with a request: answers itself, hands another one on, or (null) hands it on as it is. */
type Break = (request: RecordedRequest) => StubAnswer | RecordedRequest | null;

/** Plays one story against the sandbox behind a server that is broken in one place, as real ones have been. */
async function against(story: StoryName, broken: Break, input: Partial<RehearsalInput> = {}): Promise<RehearsalStep[]> {
  stub = await RecordingStub.start(async (request) => {
    const other = broken(request);
    return other !== null && 'status' in other ? other : forward(other ?? request);
  });
  const run = await rehearsed(running.console, {
    idp: 'entra',
    people: { ...SMALL, seed: 1 },
    stories: [story],
    target: { kind: 'endpoint', url: stub.url.href },
    token: TOKEN,
    ...input,
  });
  return run.steps;
}

async function forward({ method, path, headers, body }: RecordedRequest): Promise<StubAnswer> {
  const { origin } = new URL(running.host.scim);
  const kept = headers.filter(([name]) => !/^(host|connection|content-length|accept-encoding)$/i.test(name));
  const response = await fetch(`${origin}${path}`, {
    method,
    headers: kept.map(([name, value]) => [name, value] as [string, string]),
    ...(body === '' ? {} : { body }),
  });
  const text = await response.text();
  const type = response.headers.get('content-type');
  return {
    status: response.status,
    headers: type === null ? {} : { 'content-type': type },
    ...(text === '' ? {} : { body: text }),
  };
}

const failed = (steps: readonly RehearsalStep[]) => steps.filter(({ outcome }) => outcome === 'failed').map(({ told }) => told);
const isEmpty = { schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], totalResults: 0, Resources: [] };

describe('a rehearsal finds a server that', () => {
  test('answers the probe of Entra ID with 404 (snipe-it #11913)', async () => {
    const steps = await against('connection', ({ path }) => (path.includes('filter=') ? { status: 404 } : null));
    expect(failed(steps)[0]).toMatch(/answered with 404 \(not found\)/);
  });

  test('says yes to a disabling and does nothing', async () => {
    const steps = await against('leaver', ({ body }) =>
      body.includes('"path":"active"') ? { status: 200, body: { id: 'x' } } : null,
    );
    expect(failed(steps)[0]).toMatch(/^The account of .* is still active\.$/);
  });

  test('does not find people who are disabled', async () => {
    const disabled = new Set<string>();
    const steps = await against('leaver', ({ method, path, body }) => {
      if (body.includes('"value":"False"')) disabled.add(path);
      return method === 'GET' && path.includes('/Users?filter=') && disabled.size > 0 ? { status: 200, body: isEmpty } : null;
    });
    expect(failed(steps)[0]).toContain('does not find the deactivated account');
  });

  test('empties the group when one member is removed by a value (scim2-server 0.1.7)', async () => {
    const steps = await against('groups', (request) => {
      if (!request.body.includes('"op":"Remove","path":"members"')) return null;
      return { ...request, body: request.body.replace(/,"value":\[.*?\]\}/, '}') };
    });
    expect(failed(steps)[0]).toMatch(/should be in the group and is not\.$/);
  });

  test('loses the members when Okta renames a group (langwatch #7131)', async () => {
    const steps = await against(
      'groups',
      (request) => {
        if (!request.body.includes('"value":{"id":')) return null;
        return { ...request, body: request.body.replace('"value":{', '"value":{"members":[],') };
      },
      { idp: 'okta-catalog' },
    );
    expect(failed(steps).length).toBeGreaterThan(0);
  });

  test('takes any token', async () => {
    const steps = await against('quarantine', (request) => ({
      ...request,
      headers: request.headers.map(([name, value]) => (name === 'Authorization' ? [name, `Bearer ${TOKEN}`] : [name, value])),
    }));
    expect(failed(steps)[0]).toBe('A token that is not known was accepted. Anybody could provision here.');
  });

  test('rejects what Okta sends back to it', async () => {
    const steps = await against(
      'mover',
      ({ method, body }) =>
        method === 'PUT' && body.includes('"meta"') ? { status: 400, body: { detail: 'meta is read-only' } } : null,
      { idp: 'okta' },
    );
    expect(failed(steps)[0]).toMatch(/^PUT \/Users\/.* was answered with 400: meta is read-only\.$/);
  });

  test('makes a second account of a user name in another case', async () => {
    const steps = await against(
      'collision',
      ({ method, path }) =>
        method === 'GET' && /filter=.*[A-Z]{5}/.test(decodeURIComponent(path)) ? { status: 200, body: isEmpty } : null,
      { idp: 'onelogin' },
    );
    expect(failed(steps)[0]).toMatch(/POST \/Users was answered with 409/);
  });
});
