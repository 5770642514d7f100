import { TOKEN } from '../support/host.ts';
import { hostileText } from './hostile-values.ts';
import { type Generator, type Probe, alone, bytesOf, probe } from './probe.ts';

/* Hostility below HTTP: framing, pipelining, what is hardly HTTP at all, and clients that are slow or gone. */

const AUTHORIZATION = `Authorization: Bearer ${TOKEN}\r\n`;
const LIST = `GET /scim/v2/Users?count=1 HTTP/1.1\r\nHost: localhost\r\n${AUTHORIZATION}\r\n`;
const post = (head: string, body: string) =>
  `POST /scim/v2/Users HTTP/1.1\r\nHost: localhost\r\n${AUTHORIZATION}Content-Type: application/json\r\n${head}\r\n${body}`;

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
