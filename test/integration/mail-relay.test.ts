import { readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConsole } from '../support/console-client.ts';
import { type Host, makeDataFolder, startHost } from '../support/host.ts';
import { MAIL_SERVER_CERTIFICATE, type MailServer, startMailServer } from '../support/mail-server.ts';
import { ScimClient, minimalUser } from '../support/scim-client.ts';

const PASSWORD = 'geheim-ä';
const data = makeDataFolder();
let host: Host;
let console_: Awaited<ReturnType<typeof openConsole>>;
let server: MailServer;
let tls: MailServer;

beforeAll(async () => {
  [host, server, tls] = await Promise.all([startHost(data.folder), startMailServer(), startMailServer({ secure: true })]);
  console_ = await openConsole(host.console);
});
afterAll(async () => {
  await Promise.all([host.stop(), server.close(), tls.close()]);
  data.remove();
});

const settings = (extra: object = {}) => ({
  enabled: false,
  host: '127.0.0.1',
  port: server.port,
  security: 'none' as const,
  user: 'relay',
  from: 'rehearsal@contoso.example',
  redirectTo: '',
  password: PASSWORD,
  ...extra,
});

async function testMail(extra: object): Promise<{ sent: boolean; detail: string }> {
  await console_.mails.saveRelay(settings(extra));
  const { mailId, sent, detail } = await console_.mails.sendTest({ to: 'admin@contoso.example' });
  const mail = await console_.mails.get({ id: mailId });
  expect([mail.relay, mail.relayDetail]).toEqual([sent ? 'sent' : 'failed', detail]);
  return { sent, detail };
}

/** Resolves when the outbox holds what is asked for; the service tells of each change. */
async function untilMail(recipient: string, relay: string): Promise<{ relayDetail: string | null }> {
  const controller = new AbortController();
  const stream = await fetch(`${console_.origin}/api/events`, {
    headers: { cookie: console_.cookie },
    signal: controller.signal,
  });
  const find = async () => {
    const { items } = await console_.mails.list({});
    return items.find((mail) => mail.recipient === recipient && mail.relay === relay);
  };
  try {
    let found = await find();
    for await (const _event of stream.body ?? []) {
      found ??= await find();
      if (found !== undefined) break;
    }
    if (found === undefined) throw new Error(`no mail to ${recipient} became ${relay}`);
    return found;
  } finally {
    controller.abort();
  }
}

describe('Send test mail', () => {
  test('a server that takes it is quoted, and the mail arrives as it stands in the outbox', async () => {
    const { sent, detail } = await testMail({});
    expect({ sent, detail }).toEqual({ sent: true, detail: expect.stringContaining('127.0.0.1 took it: 250') });
    const arrived = server.received.at(-1);
    expect(arrived).toMatchObject({ from: 'rehearsal@contoso.example', to: ['admin@contoso.example'] });
    const { items } = await console_.mails.list({ limit: 1 });
    const { raw } = await console_.mails.get({ id: items[0]?.id ?? 0 });
    expect(arrived?.raw).toBe(raw);
  });

  test('a wrong password is named, with what the server said', async () => {
    const { sent, detail } = await testMail({ password: 'wrong' });
    expect(sent).toBe(false);
    expect(detail).toMatch(/refused the log-in of relay: .*535.* Check user name and password/);
  });

  test('a password that was never entered is asked for', async () => {
    expect((await testMail({ password: null })).detail).toContain('There is no password for relay');
  });

  test('a port where nothing listens is told as refused', async () => {
    const free = createServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
    const address = free.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    await new Promise<void>((resolve) => free.close(() => resolve()));
    expect((await testMail({ port })).detail).toBe(
      `127.0.0.1:${port} refused the connection. Check host and port, and that a mail server runs there.`,
    );
  });

  test('a name that does not exist is told as unknown', async () => {
    expect((await testMail({ host: 'mail.does-not-exist.invalid' })).detail).toContain(
      'The host "mail.does-not-exist.invalid" is unknown',
    );
  });

  test('a self-signed certificate is not trusted, from the start and with STARTTLS', async () => {
    expect((await testMail({ port: tls.port, security: 'tls' })).detail).toMatch(/certificate of 127\.0\.0\.1 is not trusted/);
    expect((await testMail({ security: 'starttls' })).detail).toMatch(/certificate of 127\.0\.0\.1 is not trusted/);
  });

  test('a certificate that NODE_EXTRA_CA_CERTS vouches for is trusted, from the start and with STARTTLS', async () => {
    const other = makeDataFolder();
    const trusting = await startHost(other.folder, [], { NODE_EXTRA_CA_CERTS: MAIL_SERVER_CERTIFICATE });
    const { mails } = await openConsole(trusting.console);
    for (const [port, security] of [
      [tls.port, 'tls'],
      [server.port, 'starttls'],
    ] as const) {
      await mails.saveRelay({ ...settings(), port, security });
      expect(await mails.sendTest({ to: 'admin@contoso.example' })).toMatchObject({ sent: true });
    }
    await trusting.stop();
    other.remove();
  });

  test('TLS on a port without TLS is told apart', async () => {
    expect((await testMail({ security: 'tls' })).detail).toContain('does not speak TLS from the start');
  });

  test('what is no address, and settings that are not whole, are refused with a sentence', async () => {
    await console_.mails.saveRelay(settings());
    await expect(console_.mails.sendTest({ to: 'a@b.c, d@e.f' })).rejects.toThrow(/is no e-mail address/);
    await expect(console_.mails.saveRelay(settings({ from: 'x\r\nBcc: y@z.w' }))).rejects.toThrow(/is no e-mail address/);
    await expect(console_.mails.saveRelay(settings({ enabled: true, host: '' }))).rejects.toThrow(/Name the host/);
    await expect(console_.mails.saveRelay(settings({ enabled: true, from: '' }))).rejects.toThrow(/address of the sender/);
  });
});

describe('the relay', () => {
  test('is off at first, and mails stay here', async () => {
    const other = makeDataFolder();
    const fresh = await startHost(other.folder);
    expect(await (await openConsole(fresh.console)).mails.relaySettings({})).toMatchObject({
      enabled: false,
      host: '',
      hasPassword: false,
    });
    await fresh.stop();
    other.remove();
  });

  test('when it is on, an invitation goes out after the request was answered', async () => {
    await console_.mails.saveRelay(settings({ enabled: true }));
    const user = {
      ...minimalUser('out@contoso.example'),
      'urn:ietf:params:scim:schemas:extension:meisterplan:2.0:User': { sendInvitationMail: true },
    };
    expect((await new ScimClient(host.scim).post('/Users', user)).status).toBe(201);
    await untilMail('out@contoso.example', 'sent');
    expect(server.received.at(-1)?.to).toEqual(['out@contoso.example']);
  });

  test('redirected, every mail goes to one address, and its header still names the person', async () => {
    await console_.mails.saveRelay(settings({ enabled: true, redirectTo: 'me@contoso.example' }));
    const { id = '' } = (await new ScimClient(host.scim).post('/Users', minimalUser('person@contoso.example'))).json();
    await console_.mails.invite({ userId: id });
    const { relayDetail } = await untilMail('person@contoso.example', 'sent');
    expect(relayDetail).toContain('Redirected to me@contoso.example');
    expect(server.received.at(-1)?.to).toEqual(['me@contoso.example']);
    expect(server.received.at(-1)?.raw).toContain('To: person@contoso.example');
  });

  test('a mail that failed says why, and can be sent again once that is mended', async () => {
    await console_.mails.saveRelay(settings({ enabled: true, password: 'wrong' }));
    const { id = '' } = (await new ScimClient(host.scim).post('/Users', minimalUser('retry@contoso.example'))).json();
    const mail = await console_.mails.invite({ userId: id });
    expect((await untilMail('retry@contoso.example', 'failed')).relayDetail).toContain('refused the log-in');
    await console_.mails.saveRelay(settings({ enabled: true }));
    await console_.mails.resend({ id: mail.id });
    await untilMail('retry@contoso.example', 'sent');
    await console_.mails.saveRelay(settings());
    await expect(console_.mails.resend({ id: mail.id })).rejects.toThrow(/Mails go to no mail server/);
  });

  test('a host that stops does not wait for a server that says nothing; the mail waits for the next start', async () => {
    const connected = Promise.withResolvers<void>();
    const silent = createServer((socket) => {
      socket.on('error', () => undefined);
      connected.resolve();
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const other = makeDataFolder();
    const first = await startHost(other.folder);
    const { mails } = await openConsole(first.console);
    const relay = settings({ enabled: true, port: typeof address === 'object' ? (address?.port ?? 0) : 0 });
    await mails.saveRelay(relay);
    const { id = '' } = (await new ScimClient(first.scim).post('/Users', minimalUser('patient@contoso.example'))).json();
    await mails.invite({ userId: id });
    await connected.promise;
    await first.stop();
    silent.close();

    const second = await startHost(other.folder);
    const [mail] = (await (await openConsole(second.console)).mails.list({})).items;
    // Had the first host waited, it would have written down that the server did not answer in time.
    expect([mail?.relay, mail?.relayDetail ?? 'refused the connection']).toEqual([
      expect.stringMatching(/^(?:waiting|failed)$/),
      expect.stringContaining('refused the connection'),
    ]);
    await second.stop();
    other.remove();
  });

  test('its password is told to nobody: not to the console, not to a file in the clear, not to the log of the host', async () => {
    const saved = await console_.mails.saveRelay(settings());
    expect(saved).not.toHaveProperty('password');
    expect(saved.hasPassword).toBe(true);
    expect(host.stderr()).not.toContain(PASSWORD);
    const files = readdirSync(data.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const file of files) {
      expect(readFileSync(join(file.parentPath, file.name)).includes(PASSWORD), file.name).toBe(false);
    }
    expect(statSync(join(data.folder, 'secrets.key')).mode & 0o777).toBe(0o600);
  });

  test('the outbox can be emptied', async () => {
    const { total } = await console_.mails.list({});
    expect((await console_.mails.clear({})).removed).toBe(total);
    expect(await console_.mails.list({})).toEqual({ items: [], total: 0 });
    await expect(console_.mails.get({ id: 1 })).rejects.toThrow(/There is no mail 1/);
  });
});
