import { METHODS } from 'node:http';
import { TOKEN } from '../support/host.ts';
import { hostileName, hostileText } from './hostile-values.ts';
import { asTarget } from './mutate.ts';
import { type Generator, type Probe, bytesOf, probe } from './probe.ts';
import type { Random } from './random.ts';

/* Hostility below SCIM: request lines, headers, framing, tokens, and clients that stop half-way. */

const alone = (kind: string, bytes: string | Buffer, answers = 1): Probe => ({
  kind,
  pieces: [Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes, 'latin1')],
  answers,
  alone: true,
});
const AUTHORIZATION = `Authorization: Bearer ${TOKEN}\r\n`;
const LIST = `GET /scim/v2/Users?count=1 HTTP/1.1\r\nHost: localhost\r\n${AUTHORIZATION}\r\n`;
const post = (head: string, body: string) =>
  `POST /scim/v2/Users HTTP/1.1\r\nHost: localhost\r\n${AUTHORIZATION}Content-Type: application/json\r\n${head}\r\n${body}`;

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

/** Bodies that come in drops, and heads too. */
export const slow: Generator = ({ random }) => {
  const bytes = random.chance(0.5)
    ? bytesOf({ method: 'POST', path: '/Users', body: { userName: hostileText(random) } })
    : bytesOf({
        method: 'POST',
        path: '/Users/.search',
        headers: [['Transfer-Encoding', 'chunked']],
        body: '5\r\n{"a":\r\n2\r\n1}\r\n0\r\n\r\n',
      });
  const cuts = random.many(1, 5, () => random.int(1, bytes.length - 1)).toSorted((a, b) => a - b);
  const pieces = [0, ...cuts].map((from, i) => bytes.subarray(from, cuts[i] ?? bytes.length)).filter((piece) => piece.length > 0);
  return { kind: 'slow request', pieces, answers: 1 };
};

/** Good requests with garbage right behind them, in one packet. */
export const pipelined: Generator = ({ random }) => {
  const good = random.int(1, 6);
  const first = random.many(good, good, () => LIST).join('');
  const kind = 'pipelined garbage';
  switch (random.int(0, 3)) {
    case 0:
      return alone(
        kind,
        first + random.pick(['GARBAGE\r\n\r\n', '\u0000\u0001\u0002', 'GET\r\n', '{"a":1}', 'HTTP/1.1 200 OK\r\n\r\n']),
        good + 1,
      );
    case 1:
      return alone(kind, first, good);
    case 2:
      return alone(kind, `${first}${post('Content-Length: 3\r\n', '{}}')}${LIST}`, good + 2);
    default:
      return alone(kind, `${post('Content-Length: 2\r\n', '{}')}${first}\r\n\r\n${LIST}`, good + 2);
  }
};

/** Requests whose end is not where they say. */
export const framing: Generator = ({ random }) => {
  const kind = 'conflicting length';
  return random.pick<() => Probe>([
    () => alone(kind, post('Content-Length: 2\r\nContent-Length: 3\r\n', '{}')),
    () => alone(kind, post('Content-Length: 2\r\nContent-Length: 2\r\n', '{}')),
    () => alone(kind, post('Content-Length: 2\r\nTransfer-Encoding: chunked\r\n', '2\r\n{}\r\n0\r\n\r\n')),
    () => alone(kind, post('Transfer-Encoding: chunked\r\nContent-Length: 0\r\n', '0\r\n\r\n')),
    () => alone(kind, post('Content-Length: -1\r\n', '{}')),
    () => alone(kind, post('Content-Length: 99999999999999999999999\r\n', '{}')),
    () => alone(kind, post('Content-Length: 0x2\r\n', '{}')),
    () => alone(kind, post('Content-Length: 2, 2\r\n', '{}')),
    () => alone(kind, post('Content-Length:\r\n', '')),
    () => alone(kind, post('Transfer-Encoding: gzip\r\n', '{}')),
    () => alone(kind, post('Transfer-Encoding: identity\r\n', '{}')),
    () => alone(kind, post('Transfer-Encoding: chunked, chunked\r\n', '0\r\n\r\n')),
    () => alone(kind, post('Transfer-Encoding:\tchunked\r\n', '2\r\n{}\r\n0\r\n\r\n')),
    () => alone(kind, post('Transfer-Encoding: xchunked\r\n', '2\r\n{}\r\n0\r\n\r\n')),
    () =>
      alone(
        kind,
        post(
          'Transfer-Encoding: chunked\r\n',
          `${random.pick(['zz', '-1', '2;', '2 ', 'ffffffffffffffffff', ''])}\r\n{}\r\n0\r\n\r\n${random.chance(0.5) ? 'x' : ''}`.replace(
            /^2;/,
            '2;a=b!',
          ),
        ),
      ),
    () => alone(kind, post('Transfer-Encoding: chunked\r\n', '2\r\n{}XX0\r\n\r\n')),
    () =>
      alone(
        kind,
        post('Transfer-Encoding: chunked\r\n', `2\r\n{}\r\n0\r\nX-Trailer: ${'y'.repeat(random.pick([1, 40_000]))}\r\n\r\n`),
      ),
    () => alone(kind, post('Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n', '2\r\n{}\r\n0\r\n\r\n')),
    () => probe(kind, { method: 'GET', body: '{"a":' }),
    () => probe(kind, { method: 'DELETE', path: '/Users/x', body: { a: 1 } }),
  ])();
};

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

/** What is no HTTP/1.1 request, or hardly one. */
export const protocol: Generator = ({ random }) => {
  const kind = 'not quite HTTP';
  return random.pick<() => Probe>([
    () =>
      alone(
        kind,
        random.pick(['\r\n', '']) +
          random.pick([
            'GARBAGE\r\n\r\n',
            'GET\r\n\r\n',
            'GET /\r\n\r\n',
            'GET / HTTP/9.9\r\n\r\n',
            'GET / FTP/1.1\r\n\r\n',
            'get /scim/v2/Users HTTP/1.1\r\n\r\n',
            'EAT /scim/v2/Users HTTP/1.1\r\nHost: x\r\n\r\n',
            ' GET / HTTP/1.1\r\n\r\n',
          ]),
      ),
    () => alone(kind, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
    () => alone(kind, Buffer.concat([Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]), random.bytes(200)])),
    () => alone(kind, Buffer.concat([Buffer.from([random.pick([0, 1, 0x80, 0xff])]), random.bytes(random.int(1, 500))])),
    () => alone(kind, `GET /scim/v2/Users HTTP/1.1\r\n${AUTHORIZATION}\r\n`),
    () => alone(kind, `GET /scim/v2/Users HTTP/1.1\r\nHost: a\r\nHost: b\r\n${AUTHORIZATION}\r\n`),
    () => alone(kind, `GET /scim/v2/Users HTTP/1.1\r\nHost: \r\n${AUTHORIZATION}\r\n`),
    () => alone(kind, `GET /scim/v2/Users HTTP/1.0\r\n${AUTHORIZATION}\r\n`),
    () => alone(kind, `GET /scim/v2/Users?count=1 HTTP/1.0\r\nConnection: keep-alive\r\n${AUTHORIZATION}\r\n`),
    () => alone(kind, `GET /scim/v2/Users HTTP/1.1\nHost: x\n${AUTHORIZATION}\n\n`),
    () => alone(kind, `GET /scim/v2/Users HTTP/1.1\r\nHost: x\r\nBad Header: y\r\n${AUTHORIZATION}\r\n`),
    () => alone(kind, `GET /scim/v2/Users HTTP/1.1\r\nHost: x\r\n folded: y\r\n${AUTHORIZATION}\r\n`),
    () => alone(kind, `GET /scim/v2/Users HTTP/1.1\r\nHost: x\r\nNoColon\r\n${AUTHORIZATION}\r\n`),
    () => alone(kind, `GET /scim/v2/Users HTTP/1.1\r\nHost: x\r\nX: a\u0000b\r\n${AUTHORIZATION}\r\n`),
    () => alone(kind, `GET /scim/v2/Us\u0000ers HTTP/1.1\r\nHost: x\r\n${AUTHORIZATION}\r\n`),
    () => alone(kind, `GET /scim/v2/Us\u00e9rs\u00ff HTTP/1.1\r\nHost: x\r\n${AUTHORIZATION}\r\n`),
    () => alone(kind, `GET /scim/v2/Users with spaces HTTP/1.1\r\nHost: x\r\n${AUTHORIZATION}\r\n`),
    () =>
      alone(
        kind,
        `GET /scim/v2/Users HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: ${random.pick(['websocket', 'h2c'])}\r\n${AUTHORIZATION}\r\n`,
      ),
    () => alone(kind, post(`Expect: ${random.pick(['100-continue', 'a miracle'])}\r\nContent-Length: 2\r\n`, '{}')),
    () => alone(kind, `CONNECT ${random.pick(['localhost:443', '/scim/v2/Users'])} HTTP/1.1\r\nHost: x\r\n${AUTHORIZATION}\r\n`),
    () =>
      alone(
        kind,
        `GET /scim/v2/Users?count=1 HTTP/1.1\r\nHost: x\r\nConnection: ${random.pick(['close', 'Keep-Alive, close', 'foo', 'transfer-encoding'])}\r\n${AUTHORIZATION}\r\n`,
      ),
  ])();
};

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

/** Clients that hang up in the middle: nobody is there for the answer, and the log has the request all the same. */
export const gone: Generator = ({ random }) => {
  const body = JSON.stringify({ userName: 'x'.repeat(random.pick([10, 5000, 200_000])) });
  const bytes = bytesOf({
    method: 'POST',
    path: '/Users',
    headers: [['Content-Length', String(body.length + random.int(1, 1e6))]],
    body,
  });
  return { kind: 'client hangs up', pieces: [bytes], answers: 0, rows: 1, alone: true, leaves: true };
};
