import { TrafficObserver } from '#main/log/observe-traffic.ts';
import { encodeBody } from '#main/store/body-codec.ts';
import type { ExchangeRow } from '#main/store/repositories/exchanges.ts';
import type { Store } from '#main/store/store.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exchangeRow } from './exchange-row.ts';
import { meisterplan } from '../mapping/observe/profile-fixture.ts';
import { openStore } from '../store/with-store.ts';

let store: Store;
let close: () => void;
beforeEach(async () => {
  ({ store, close } = await openStore());
});
afterEach(() => close());

function log(id: number, more: Partial<ExchangeRow> = {}): void {
  store.write((tx) => tx.exchanges.insert(exchangeRow(id, more), []));
}

async function seen(observer: TrafficObserver) {
  const { traffic, looked, bounded } = await observer.observe();
  return { users: traffic.objects()[0]?.resources ?? 0, looked, bounded };
}

test('the latest exchanges are looked at, up to the bound, and it is said that there are older ones', async () => {
  for (let id = 1; id <= 30; id++) log(id);
  expect(await seen(new TrafficObserver(store, meisterplan, 30))).toEqual({ users: 30, looked: 30, bounded: false });
  expect(await seen(new TrafficObserver(store, meisterplan, 10))).toEqual({ users: 10, looked: 10, bounded: true });
});

test('more than one page is read, and large bodies are unpacked', async () => {
  for (let id = 1; id <= 1100; id++)
    log(id, { request_body: encodeBody(JSON.stringify({ userName: `u${id}`, title: 'x'.repeat(5000) })) });
  expect(await seen(new TrafficObserver(store, meisterplan))).toEqual({ users: 1100, looked: 1100, bounded: false });
});

test('what came since is added, also when several ask at once', async () => {
  const observer = new TrafficObserver(store, meisterplan);
  expect(await seen(observer)).toEqual({ users: 0, looked: 0, bounded: false });
  log(1);
  log(2);
  expect(await Promise.all([seen(observer), seen(observer)])).toEqual(
    Array.from({ length: 2 }, () => ({ users: 2, looked: 2, bounded: false })),
  );
  log(5);
  expect(await seen(observer)).toEqual({ users: 3, looked: 5, bounded: false });
});

test('a log that was emptied is begun anew, also when it was filled again meanwhile', async () => {
  const observer = new TrafficObserver(store, meisterplan);
  for (let id = 1; id <= 3; id++) log(id);
  await seen(observer);
  store.write((tx) => tx.log.removal.clear());
  for (let id = 4; id <= 8; id++) log(id);
  expect(await seen(observer)).toMatchObject({ users: 5 });
});

test('a log that outgrew the bound twice is begun anew, so that what is known does not grow for ever', async () => {
  const observer = new TrafficObserver(store, meisterplan, 10);
  for (let id = 1; id <= 20; id++) log(id);
  expect(await seen(observer)).toEqual({ users: 10, looked: 10, bounded: true });
  for (let id = 21; id <= 30; id++) log(id);
  expect(await seen(observer)).toEqual({ users: 20, looked: 20, bounded: true });
  log(31);
  expect(await seen(observer)).toEqual({ users: 10, looked: 10, bounded: true });
});

test('addresses as clients write them lead to users; what is about neither users nor groups is left out', async () => {
  log(1, { path: '//users/' });
  log(2, { path: '/Users/u-1?', method: 'PUT' });
  log(3, { path: '/Bulk' });
  log(4, { path: '/Users/.search' });
  log(5, { path: '/Users/u-1/more', method: 'PATCH' });
  log(6, { status: 401 });
  const { traffic } = await new TrafficObserver(store, meisterplan).observe();
  expect(traffic.objects()).toMatchObject([{ resourceType: 'User', requests: 2, resources: 1 }]);
});

test('RFC 7644 §3.7: the operations of a bulk request count like requests of their own, and its findings once', async () => {
  const operation = (method: string, path: string, data?: object, bulkId?: string) => ({ method, path, bulkId, data });
  const refused = {
    code: 'bulk-operation-refused',
    severity: 'warning',
    attribute: 'nickName',
    ruleId: 'unlisted-attributes',
    fidelity: 'documented',
    what: '',
    why: '',
    fix: '',
    clickPath: null,
  };
  log(1, {
    path: '/bulk',
    resource_type: null,
    resource_id: null,
    request_body: JSON.stringify({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations: [
        operation('POST', '/Users', { userName: 'anna', nickName: 'A' }, 'a'),
        operation('POST', '/Users', { userName: 'ben', nickName: 'B' }, 'b'),
        operation('PATCH', '/Users/bulkId:a', { Operations: [{ op: 'replace', path: 'title', value: 'Boss' }] }),
        operation('POST', '/Groups', { displayName: 'Staff', members: [{ value: 'bulkId:a' }] }, 'c'),
        operation('DELETE', '/Users/u-7'),
        operation('POST', '/Devices', { name: 'no mapping is about it' }, 'd'),
        operation('POST', 'nowhere', { userName: 'broken' }, 'e'),
      ],
    }),
    response_body: encodeBody(
      JSON.stringify({
        Operations: [
          { method: 'POST', bulkId: 'a', status: '201', location: 'http://127.0.0.1/scim/v2/Users/u-1' },
          { method: 'POST', bulkId: 'b', status: '400' },
        ],
      }),
    ),
    findings: JSON.stringify([refused]),
  });
  log(2, { path: '/Users/u-1', method: 'PUT', request_body: JSON.stringify({ title: 'Chief' }) });
  log(3, { path: '/Bulk', status: 400, request_body: JSON.stringify({ Operations: 'none' }) });
  const { traffic } = await new TrafficObserver(store, meisterplan).observe();
  const [users, groups] = traffic.objects();
  expect(users).toMatchObject({ resourceType: 'User', requests: 4, resources: 2 });
  expect(groups).toMatchObject({ resourceType: 'Group', requests: 1, resources: 1 });
  const attribute = (path: string) => users?.attributes.find((one) => one.path === path);
  expect(attribute('userName')).toMatchObject({ covered: 2, values: 2, refused: 0 });
  expect(attribute('title')).toMatchObject({ covered: 1, values: 2 });
  expect(attribute('nickName')).toMatchObject({ values: 2, refused: 1, warned: 0 });
});

test('what the simulator sent is kept apart, and what checks and replays sent is left out', async () => {
  log(1, { made_by: 'simulator' });
  log(2, { made_by: 'conformance' });
  log(3, { made_by: 'replay' });
  log(4);
  const { traffic, simulated } = await new TrafficObserver(store, meisterplan).observe();
  expect(traffic.objects()).toMatchObject([{ resourceType: 'User', requests: 1 }]);
  expect(simulated.objects()).toMatchObject([{ resourceType: 'User', requests: 1 }]);
});
