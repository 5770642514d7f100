import { type AddressInfo, createServer } from 'node:net';
import { relayProblem } from '#main/mail/relay-problem.ts';
import { deliver } from '#main/mail/transport.ts';
import { expect, test } from 'vitest';

const SERVER = {
  enabled: true,
  host: '127.0.0.1',
  port: 25,
  security: 'none' as const,
  user: 'relay',
  from: 'a@contoso.example',
  redirectTo: '',
};

/** What goes wrong when a server of the test's own does as it likes with the connection. */
async function problemWith(answer: string | null, patienceMs = 10_000) {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    if (answer !== null) socket.end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const settings = { ...SERVER, port };
  try {
    await deliver({
      server: settings,
      password: 'x',
      recipient: 'b@contoso.example',
      sender: SERVER.from,
      raw: Buffer.from('Subject: x\r\n\r\nx'),
      signal: new AbortController().signal,
      patienceMs,
    });
    throw new Error('the mail was delivered');
  } catch (error) {
    return { ...relayProblem(error, settings), where: `127.0.0.1:${port}` };
  } finally {
    server.close();
  }
}

test('a server that says nothing did not answer in time', async () => {
  const { text, where, concernsAll } = await problemWith(null, 100);
  expect(text).toContain(`${where} did not answer in time. Check the port`);
  expect(concernsAll).toBe(true);
});

test('a server that is no mail server is told as such, with what it said', async () => {
  const { text } = await problemWith('HTTP/1.1 400 Bad Request\r\n\r\n');
  expect(text).toMatch(/did not answer as a mail server does: .*HTTP\/1\.1 400 Bad Request.* Check host and port/);
});

test('a server that turns everybody away is quoted', async () => {
  const { text } = await problemWith('554 5.7.1 Go away\r\n');
  expect(text).toContain('554 5.7.1 Go away');
});

function failure(fields: object): Error {
  return Object.assign(new Error('failed'), fields);
}

test.each([
  ['EENVELOPE', { response: '550 5.1.1 No such user' }, /refused the sender or the recipient: 550 5\.1\.1 No such user\./, false],
  ['EENVELOPE', { response: '530 5.7.0 Authentication required' }, /wants a user name and a password first/, true],
  ['EMESSAGE', { response: '552 Too large' }, /refused the mail: 552 Too large\./, false],
  ['EAUTH', { response: '535 Nope' }, /refused the log-in of relay: 535 Nope\./, true],
  ['ESOCKET', { originalCode: 'ECONNREFUSED' }, /refused the connection/, true],
  ['ESOCKET', { originalCode: 'EHOSTUNREACH' }, /cannot be reached from this computer/, true],
  ['EDNS', { originalCode: 'ENOTFOUND' }, /The host "127\.0\.0\.1" is unknown/, true],
  ['ESOCKET', { originalCode: 'ERR_TLS_CERT_ALTNAME_INVALID' }, /certificate of 127\.0\.0\.1 is not trusted/, true],
  ['ETLS', { response: '502 No STARTTLS' }, /did not change over to TLS: 502 No STARTTLS/, true],
])('%s %j is told in words', (code, fields, words, concernsAll) => {
  const problem = relayProblem(failure({ code, ...fields }), SERVER);
  expect(problem.text).toMatch(words);
  expect(problem.concernsAll).toBe(concernsAll);
});

test('what is thrown and is no error is told all the same', () => {
  expect(relayProblem('odd', SERVER).text).toContain('could not be handed to 127.0.0.1:25: odd.');
});
