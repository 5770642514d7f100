import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { TOKEN } from '../support/host.ts';
import { withHost } from '../support/with-host.ts';

const AUTHORIZATION = `Authorization: Bearer ${TOKEN}\r\n`;
const LIST = `GET /scim/v2/Users?count=0 HTTP/1.1\r\nHost: x\r\n${AUTHORIZATION}\r\n`;
const post = (head: string, body: string) => `POST /scim/v2/Users HTTP/1.1\r\nHost: x\r\n${AUTHORIZATION}${head}\r\n${body}`;
const running = withHost([]);

/** Everything that the connection gives until the service ends it. */
function exchange(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(running.host.scim).port), '127.0.0.1', () => socket.write(bytes, 'latin1'));
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    socket.once('end', () => resolve(text));
    socket.once('error', reject);
  });
}

async function rowsOf(bytes: string): Promise<{ answers: string[]; rows: { method: string; status: number }[] }> {
  const [newest] = (await running.console.exchanges.list({ limit: 1 })).items;
  const text = await exchange(bytes);
  const { items } = await running.console.exchanges.list({ filter: {}, limit: 100, after: newest?.id ?? 0 });
  const answers = [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status = '']) => status);
  return { answers, rows: items.toReversed().map(({ method, status }) => ({ method, status })) };
}

describe('what the HTTP parser takes from the service is answered and logged all the same, once', () => {
  test.each([
    ['RFC 9112 §3.2: a request without Host', `GET /scim/v2/Users HTTP/1.1\r\n${AUTHORIZATION}\r\n`, 'GET', 400],
    [
      'RFC 9112 §3.2: a request with two Hosts',
      `GET /scim/v2/Users HTTP/1.1\r\nHost: a\r\nHost: b\r\n${AUTHORIZATION}\r\n`,
      'GET',
      400,
    ],
    ['RFC 9110 §9.3.6: CONNECT', `CONNECT /scim/v2/Users HTTP/1.1\r\nHost: x\r\n${AUTHORIZATION}\r\n`, 'CONNECT', 405],
    ['CONNECT without a token', 'CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n', 'CONNECT', 401],
    ['a chunk that is none', post('Transfer-Encoding: chunked\r\n', 'zz\r\n{}\r\n'), 'POST', 400],
    ['headers of 40 KiB', `GET /scim/v2/Users HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(40_000)}\r\n\r\n`, '?', 431],
    ['two lengths', post('Content-Length: 2\r\nContent-Length: 3\r\n', '{}'), '?', 400],
  ])('%s', async (_name, bytes, method, status) => {
    expect(await rowsOf(bytes)).toEqual({ answers: [String(status)], rows: [{ method, status }] });
  });

  test('RFC 9112 §9.3.2: garbage behind good requests is answered after them, and none is lost', async () => {
    const good = { method: 'GET', status: 200 };
    expect(await rowsOf(`${LIST.repeat(5)}GARBAGE\r\n\r\n`)).toEqual({
      answers: ['200', '200', '200', '200', '200', '400'],
      rows: [good, good, good, good, good, { method: '?', status: 400 }],
    });
  });

  test('garbage is refused once, however much of it comes', async () => {
    expect((await rowsOf('\u0000'.repeat(300_000))).rows).toEqual([{ method: '?', status: 400 }]);
  });
});
