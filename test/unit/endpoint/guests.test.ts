import { expect, test } from 'vitest';
import { Guests } from '#main/endpoint/guests.ts';
import type { RawRequest } from '#main/endpoint/raw-request.ts';
import { FAREWELL, INTRODUCTION, NOBODYS_TOKEN, OWN_USER_AGENT } from '#main/service/own-traffic.ts';
import type { TokenRow } from '#main/store/repositories/tokens.ts';

const token: TokenRow = {
  id: 't1',
  name: 'Entra',
  hash: new Uint8Array(),
  prefix: 'api-01',
  owner_id: 'o',
  owner_name: 'service',
  created: '2026-11-24T10:00:00Z',
  last_used: null,
  revoked: null,
};

function raw(headers: Record<string, string> = {}, remote = '127.0.0.1'): RawRequest {
  return {
    method: 'GET',
    url: '/scim/v2/Users',
    rawHeaders: [],
    headers,
    remote,
    body: null,
    bodyBytes: 0,
    bodyProblem: null,
    receivedAt: new Date(0),
    started: 0,
  };
}

test('what comes with the token of a guest is the guest’s until the farewell, and its looks are told apart', () => {
  const guests = new Guests();
  expect(guests.makerOf(raw(), token, 0)).toBeNull();
  expect(guests.makerOf(raw({ [INTRODUCTION]: 'simulator' }), token, 0)).toMatchObject({ by: 'check-back' });
  expect(guests.makerOf(raw(), token, 1)).toMatchObject({ by: 'simulator', refusedOnPurpose: null });
  expect(guests.makerOf(raw({ 'user-agent': OWN_USER_AGENT }), token, 2)).toMatchObject({ by: 'check-back' });
  expect(guests.makerOf(raw(), { ...token, id: 't2' }, 3)).toBeNull();
  expect(guests.makerOf(raw({ [INTRODUCTION]: FAREWELL }), token, 4)).toMatchObject({ by: 'check-back' });
  expect(guests.makerOf(raw(), token, 5)).toBeNull();
});

test('a token that nobody has is the guest’s where it comes from the same address, and the simulator wants it refused', () => {
  const guests = new Guests();
  guests.makerOf(raw({ [INTRODUCTION]: 'simulator' }), token, 0);
  const stranger = { authorization: `Bearer ${NOBODYS_TOKEN}` };
  expect(guests.makerOf(raw(stranger), undefined, 1)).toMatchObject({ refusedOnPurpose: expect.stringContaining('revoked') });
  expect(guests.makerOf(raw(stranger, '192.0.2.7'), undefined, 2)).toBeNull();
});

test('who cannot show a good token, or says something else, is no guest; who has been silent for a minute is one no longer', () => {
  const guests = new Guests();
  expect(guests.makerOf(raw({ [INTRODUCTION]: 'simulator' }), undefined, 0)).toBeNull();
  expect(guests.makerOf(raw({ [INTRODUCTION]: 'the king' }), token, 0)).toBeNull();
  expect(guests.makerOf(raw(), token, 1)).toBeNull();
  guests.makerOf(raw({ [INTRODUCTION]: 'replay' }), token, 0);
  expect(guests.makerOf(raw(), token, 59_000)).toMatchObject({ by: 'replay' });
  expect(guests.makerOf(raw(), token, 118_000)).toMatchObject({ by: 'replay' });
  expect(guests.makerOf(raw(), token, 179_000)).toBeNull();
});
