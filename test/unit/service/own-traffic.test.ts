import { expect, test } from 'vitest';
import { type Arriving, type Departing, type Maker, OwnTraffic } from '#main/service/own-traffic.ts';

const maker: Maker = { by: 'simulator', run: { sandbox: 'default', id: 3 }, refusedOnPurpose: null };
const body = Buffer.from('{"userName":"anna"}');
const sent: Departing = { method: 'POST', path: '/Users', authorization: 'Bearer api-1', body };
const came: Arriving = {
  method: 'POST',
  url: '/scim/v2/Users',
  authorization: 'Bearer api-1',
  body: Buffer.from(body),
  bodyBytes: body.length,
};

test('a request is known while it is under way, and no longer', () => {
  const own = new OwnTraffic();
  expect(own.makerOf(came)).toBeNull();
  const arrived = own.depart(sent, maker);
  expect(own.makerOf(came)).toBe(maker);
  arrived();
  arrived();
  expect(own.makerOf(came)).toBeNull();
});

test.each<[string, Partial<Arriving>]>([
  ['method', { method: 'PUT' }],
  ['address', { url: '/scim/v2/Groups' }],
  ['token', { authorization: 'Bearer api-2' }],
  ['no token', { authorization: undefined }],
  ['body', { body: Buffer.from('{"userName":"bert"}') }],
  ['length', { body: null, bodyBytes: 0 }],
])('a request of somebody else that differs in %s is not taken for it', (_, part) => {
  const own = new OwnTraffic();
  own.depart(sent, maker);
  expect(own.makerOf({ ...came, ...part })).toBeNull();
});

test('the root of the service, a request without a token, and a body of which only the beginning was kept are known too', () => {
  const own = new OwnTraffic();
  own.depart({ method: 'GET', path: '/', authorization: null, body: null }, maker);
  own.depart({ ...sent, body: Buffer.alloc(5000, 'x') }, maker);
  expect(own.makerOf({ method: 'GET', url: '/scim/v2', authorization: undefined, body: null, bodyBytes: 0 })).toBe(maker);
  expect(own.makerOf({ ...came, body: Buffer.alloc(1000, 'x'), bodyBytes: 5000 })).toBe(maker);
});

test('two that leave at the same time are told apart, and one that comes home does not take the other along', () => {
  const own = new OwnTraffic();
  const other: Maker = { ...maker, by: 'replay' };
  const first = own.depart(sent, maker);
  own.depart({ ...sent, path: '/Groups' }, other);
  first();
  expect(own.makerOf({ ...came, url: '/default/scim/v2/Groups' })).toBe(other);
});
