import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { SimulatedIdp } from '#shared/contract/rehearsals.ts';
import { PROVIDERS } from '#main/rehearsal/idps.ts';
import { presetMappings } from '#main/rehearsal/attributes/presets.ts';
import { RecordingStub } from '../../support/recording-stub.ts';
import { anna, ben, liveADay, playOn, transcript } from './play.ts';

let stub: RecordingStub;
afterEach(() => stub.close());

for (const idp of SimulatedIdp.options.filter((one) => PROVIDERS[one].pushesGroups)) {
  test(`${idp}: a day of joiners, movers, leavers and groups goes over the wire byte for byte as its dialect has it`, async () => {
    stub = await RecordingStub.start();
    await liveADay(playOn(stub, idp));
    await expect(stub.requests.map(transcript).join('\n')).toMatchFileSnapshot(`../../fixtures/wire/${idp}.txt`);
  });
}

test('Google Workspace sends application/json and PUT, under its own user agent', async () => {
  stub = await RecordingStub.start();
  const { driver } = playOn(stub, 'google');
  await driver.test();
  await driver.assign(ben);
  await driver.disable({ ...ben, active: false });
  await expect(stub.requests.map(transcript).join('\n')).toMatchFileSnapshot('../../fixtures/wire/google.txt');
});

interface Session {
  readonly steps: readonly { method: string; path: string; body?: Record<string, unknown> }[];
}

function recorded(name: string): Session {
  return JSON.parse(readFileSync(`test/fixtures/sessions/${name}.json`, 'utf8')) as Session;
}

const bodyOf = (method: string, path: RegExp) => {
  const found = stub.requests.find((one) => one.method === method && path.test(one.path));
  return JSON.parse(found?.body ?? '{}') as Record<string, unknown>;
};

const SAME_MEMBERS: readonly [SimulatedIdp, string][] = [
  ['entra', 'entra-default'],
  ['entra-scim2020', 'entra-scim2020'],
  ['okta', 'okta-wizard'],
  ['okta-catalog', 'okta-catalog'],
  ['jumpcloud', 'jumpcloud'],
  ['pingone', 'pingone'],
  ['pingfederate', 'pingfederate'],
  ['google', 'google'],
];
for (const [idp, session] of SAME_MEMBERS) {
  test(`${idp}: a new user has the members that the recorded session ${session} has, and none beside`, async () => {
    stub = await RecordingStub.start();
    await playOn(stub, idp).driver.assign(anna);
    const { steps } = recorded(session);
    const isCreation = ({ method, path, body }: Session['steps'][number]) =>
      method === 'POST' && path.startsWith('/Users') && !String(body?.['userName']).startsWith('test@');
    const known = steps.find(isCreation)?.body ?? {};
    const sent = bodyOf('POST', /\/Users/);
    expect(Object.keys(sent).toSorted()).toEqual(Object.keys(known).toSorted());
    expect(sent['schemas']).toEqual(known['schemas']);
    expect(sent['active']).toBe(true);
  });
}

test('a mapped manager follows as a bare id in a PATCH of its own, once both people are there (Entra ID SCIM guide; SCIM-SDK workaround)', async () => {
  stub = await RecordingStub.start();
  const { driver } = playOn(stub, 'entra', presetMappings('entra', 'default'));
  await driver.assign(anna);
  await driver.assign(ben);
  await driver.setManager(anna);
  const last = stub.requests.at(-1);
  expect([last?.method, last?.path]).toEqual(['PATCH', '/scim/v2/Users/id-1']);
  expect(last?.body).toBe(
    '{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"Add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager","value":"id-2"}]}',
  );
  expect(stub.requests[1]?.body).not.toContain('manager');
});

test('OneLogin sends its sample template: a schema of SCIM 1.0 and the e-mail address as one object', async () => {
  stub = await RecordingStub.start();
  await playOn(stub, 'onelogin', presetMappings('onelogin', 'default')).driver.assign(ben);
  expect(bodyOf('POST', /\/Users/)).toEqual({
    schemas: ['urn:scim:schemas:core:1.0'],
    userName: 'ben@contoso.example',
    name: { givenName: 'Ben', familyName: 'Müller' },
    emails: { primary: true, type: 'work', value: 'ben@contoso.example' },
  });
});

test('Okta sends back what it read: ids, meta and the display of an e-mail address', async () => {
  stub = await RecordingStub.start();
  const { driver } = playOn(stub, 'okta');
  await driver.assign(ben);
  const emails = [{ type: 'work', value: 'old@contoso.example', display: 'old' }];
  stub.script({ status: 200, body: { id: 'id-1', meta: { version: 'W/"3"' }, extra: 7, emails } });
  await driver.change(ben);
  const sent = bodyOf('PUT', /\/Users/);
  expect(sent).toMatchObject({ id: 'id-1', meta: { version: 'W/"3"' }, extra: 7 });
  expect(sent['emails']).toEqual([{ type: 'work', value: 'ben@contoso.example', display: 'old', primary: true }]);
});

test('Okta waits the whole seconds that Retry-After names, and 5 minutes, doubling, for anything else; it gives up after ten tries', async () => {
  stub = await RecordingStub.start();
  const played = playOn(stub, 'okta');
  stub.script({ status: 429, headers: { 'retry-after': '7' } });
  stub.script({ status: 429, headers: { 'retry-after': 'Mon, 02 Nov 2026 08:00:00 GMT' } });
  await played.driver.test();
  expect(played.waitedMs).toEqual([7000, 600_000]);
  stub.script(...Array.from({ length: 10 }, () => ({ status: 429 })));
  await expect(played.driver.test()).rejects.toThrow('GET /Users?startIndex=1&count=2 was answered with 429.');
  expect(played.waitedMs).toHaveLength(2 + 9);
});

test('Entra ID does not wait: a refusal for a while is a failure of this object until the next cycle', async () => {
  stub = await RecordingStub.start();
  const played = playOn(stub, 'entra');
  stub.script({ status: 429, headers: { 'retry-after': '7' } });
  await expect(played.driver.assign(ben)).rejects.toThrow('429');
  expect(played.waitedMs).toEqual([]);
});

test('PingFederate reads groups page by page until it has found the name', async () => {
  stub = await RecordingStub.start();
  const { driver } = playOn(stub, 'pingfederate');
  const page = (from: number) => ({
    totalResults: 101,
    Resources: Array.from({ length: from === 1 ? 100 : 1 }, (_, i) => ({ id: `g${from + i}`, displayName: `G${from + i}` })),
  });
  stub.script({ status: 404 }, { status: 200, body: page(1) }, { status: 200, body: page(101) });
  expect(await driver.pushGroup({ key: 'g', objectId: 'x', name: 'G101' }, [])).toBe('matched');
  const reads = stub.requests.filter(({ path }) => path.includes('/Groups?')).map(({ path }) => path);
  expect(reads).toEqual(['/scim/v2/Groups?startIndex=1&count=100', '/scim/v2/Groups?startIndex=101&count=100']);
});

test('JumpCloud only deactivates its test user where it cannot be deleted, and says so', async () => {
  stub = await RecordingStub.start();
  const { driver } = playOn(stub, 'jumpcloud');
  stub.script(
    { status: 200, body: { totalResults: 0, Resources: [] } },
    { status: 201, body: { id: 'u' } },
    { status: 201, body: { id: 'g' } },
    { status: 204 },
    { status: 204 },
    { status: 501 },
  );
  expect(await driver.test()).toEqual([
    'The test user could not be deleted, so JumpCloud only deactivated it; it stays in the user list.',
  ]);
  expect(stub.requests.at(-1)?.body).toContain('{"op":"replace","path":"active","value":false}');
});
