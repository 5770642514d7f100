import { METHODS } from 'node:http';
import { TOKEN } from '../support/host.ts';
import { hostileName, hostileText } from './hostile-values.ts';
import { asTarget } from './mutate.ts';
import { type Generator, alone, bytesOf, probe } from './probe.ts';
import type { Random } from './random.ts';

/* Hostility in request lines and headers. */

export const headerFlood: Generator = ({ random }) => {
  const kind = 'header flood';
  switch (random.int(0, 6)) {
    case 0: {
      const headers = random.many(100, 900, (i): [string, string] => [`x-${i}`, 'y']);
      return probe(kind, { headers });
    }
    case 1:
      return alone(kind, bytesOf({ headers: random.many(3000, 4000, (i): [string, string] => [`x-${i}`, 'yyyyyyyy']) }));
    case 2:
      return alone(kind, bytesOf({ headers: [['x-long', 'y'.repeat(random.pick([33_000, 70_000, 500_000]))]] }));
    case 3:
      return probe(kind, { headers: [['x-long', 'y'.repeat(random.int(10_000, 28_000))]] });
    case 4:
      return alone(kind, bytesOf({ target: `/scim/v2/Users?${'a=b&'.repeat(random.pick([9000, 50_000]))}` }));
    case 5:
      return probe(kind, {
        headers: random.many(5, 60, () => [
          random.pick(['Cookie', 'Host2', 'Accept', 'Authorization2', 'X-Forwarded-Host', 'X-Forwarded-Proto']),
          asLatin(random),
        ]),
      });
    default:
      return probe(kind, {
        headers: [
          ['User-Agent', 'Okta SCIM Client 1.0.0'.repeat(200)],
          ['ADSCIMVersion', asLatin(random)],
          ['X-Forwarded-Host', asLatin(random)],
          ['If-None-Match', asLatin(random)],
        ],
      });
  }
};

/** Any bytes that a header may carry as far as HTTP goes. */
function asLatin(random: Random): Buffer {
  return Buffer.from(random.many(0, 60, () => random.int(0x20, 0xff)).filter((byte) => byte !== 0x7f));
}

export const requestLine: Generator = ({ random, ids }) => {
  const kind = 'absurd request line';
  const id = ids.length > 0 && random.chance(0.5) ? random.pick(ids) : 'x';
  switch (random.int(0, 4)) {
    case 0: {
      const method = random.pick(METHODS.filter((one) => one !== 'CONNECT'));
      return probe(kind, {
        method,
        path: random.pick(['/Users', `/Users/${id}`, '/Bulk', '/.search', '/Schemas', '']),
        body: random.chance(0.5) && method !== 'HEAD' ? {} : undefined,
      });
    }
    case 1:
      return probe(kind, { method: random.pick(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']), path: asTarget(random.pick(PATHS)) });
    case 2:
      return probe(kind, {
        path: `/Users${random.many(1, 4, () => `${random.pick(['/', '//', '?', '&', ';', '/..%2f', '%2F', '/%2e%2e/'])}${encodeURIComponent(hostileName(random).toWellFormed())}`).join('')}`,
      });
    case 3:
      return probe(kind, {
        target: random.pick([
          '*',
          '/',
          '//',
          '/scim',
          '/scim/v1/Users',
          '/SCIM/V2/Users',
          '/scim/v2Users',
          'http://evil.example/scim/v2/Users',
          'http://localhost/scim/v2/Users?count=1',
          '/scim/v2/Users#x',
          '/scim/v2/Users?count=1#x',
          'urn:x',
          '?',
          '/api/status.get',
          '/scim/v2/../v2/Users',
        ]),
      });
    default:
      return probe(kind, {
        path: `/Users?${random.many(1, 8, () => `${encodeURIComponent(hostileName(random).toWellFormed())}${random.pick(['=', '', '=='])}${encodeURIComponent(hostileText(random).toWellFormed())}`).join('&')}`,
      });
  }
};

const PATHS = [
  '',
  '/',
  '//Users',
  '/Users/',
  '/Users//',
  '/Users/.',
  '/Users/..',
  '/Users/.search',
  '/Users/%',
  '/Users/%zz',
  '/Users/%00',
  '/Users/%c0%af',
  '/Users/%E0%A4%A',
  '/Users/\u00e9',
  '/Users/a/b/c/d',
  `/Users/${'x'.repeat(20_000)}`,
  `/${'a/'.repeat(5000)}`,
  '/users',
  '/USERS',
  '/Users/__proto__',
  '/__proto__',
  '/constructor',
  '/toString',
  '/Groups/hasOwnProperty',
  '/Schemas/__proto__',
  '/ResourceTypes/constructor',
  '/ServiceProviderConfig/x',
  '/Me/x',
  '/Bulk/x',
  '/.search/x',
  '/Users?aadOptscim062020',
  '?aadOptscim062020/Users',
  '?aadOptscim062020/Users?aadOptscim062020/Users',
  '/Users?',
  '/Users??',
  '/Users?&&&&',
  '/Users?=',
  '/Users?=x',
  '/Users?filter',
  '/Users?filter=',
  '/Users?count=&startIndex=',
  `/Users?${'filter=a&'.repeat(2000)}`,
  '/Users?attributes=*',
  '/Users?attributes=,,,',
  '/Users?excludedAttributes=id,schemas',
  '/Users?attributes=__proto__,constructor',
  '/Users?sortBy=schemas',
  '/Users?sortBy=emails&sortOrder=sideways',
  '/Users?sortBy=x509Certificates.value&cursor=',
];

export const tokens: Generator = ({ random }) => {
  const value = random.pick([
    'Bearer',
    'Bearer ',
    'bearer x',
    `Bearer ${'0'.repeat(32)}`,
    `Bearer api-${'f'.repeat(32)}`,
    `Bearer ${TOKEN}x`,
    `Bearer ${TOKEN.toUpperCase()}`,
    `Token ${TOKEN}`,
    TOKEN,
    'Basic YTpi',
    'Basic',
    `Bearer ${'x'.repeat(20_000)}`,
    `Bearer\t${TOKEN}`,
    `Bearer ${TOKEN} ${TOKEN}`,
    `Bearer ${TOKEN}, Bearer x`,
    'Bearer __proto__',
    '😀',
    `  Bearer   ${TOKEN}  `,
    `BEARER ${TOKEN}`,
    'Digest username="x"',
    'Negotiate YIIJ',
  ]);
  const path = random.pick(['/Users', '/nothing', '/Bulk', '/Users?filter=((', '']);
  if (random.chance(0.2))
    return probe('tokens', {
      path,
      token: null,
      method: random.pick(['GET', 'POST']),
      body: random.chance(0.5) ? '{"a":' : undefined,
    });
  if (random.chance(0.2))
    return probe('tokens', {
      path,
      headers: [
        ['Authorization', value],
        ['Authorization', `Bearer ${TOKEN}`],
      ],
    });
  return probe('tokens', { path, headers: [['Authorization', value]] });
};
