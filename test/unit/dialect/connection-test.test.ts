import { describe, expect, test } from 'vitest';
import { isConnectionTest } from '#main/dialect/connection-test.ts';
import { recognise } from '#main/dialect/recognise.ts';

const guid = 'cf4d78e8-2b2c-4f3e-9a53-1b5b7f1c9d11';
const headersOf = {
  entra: { adscimversion: 'x' },
  okta: { 'user-agent': 'Okta SCIM Client 1.0.0' },
  google: { 'user-agent': 'Google-Auto-Provisioning' },
  pingfederate: { 'user-agent': 'PingFederate/12' },
  unknown: {},
} as const;

function asks(idp: keyof typeof headersOf, method: string, path: string, query: string): boolean {
  const request = { method, path, query, headers: headersOf[idp], body: undefined };
  return isConnectionTest(recognise(request), request);
}

describe('isConnectionTest', () => {
  test.each([
    ['entra', '/Users', `filter=userName+eq+%22${guid}%22`],
    ['entra', '/Users', `aadOptscim062020&filter=userName%20eq%20%22${guid}%22`],
    ['entra', '/Users', `filter=userName+eq+%22${guid}%22&aadOptscim062020`],
    ['okta', '/Users', 'startIndex=1&count=2'],
    ['google', '/Users', 'count=1'],
    ['pingfederate', '/Users/0', ''],
  ] as const)('%s: GET %s?%s', (idp, path, query) => {
    expect(asks(idp, 'GET', path, query)).toBe(true);
    expect(asks(idp, 'DELETE', path, query)).toBe(false);
  });

  test.each([
    ['entra', '/Users', 'filter=userName+eq+%22anna%22'],
    ['entra', '/Groups', `filter=userName+eq+%22${guid}%22`],
    ['okta', '/Users', 'startIndex=1&count=100'],
    ['okta', '/Users/0', ''],
    ['unknown', '/Users', 'startIndex=1&count=2'],
  ] as const)('%s: GET %s?%s is work', (idp, path, query) => {
    expect(asks(idp, 'GET', path, query)).toBe(false);
  });
});
