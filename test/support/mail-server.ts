import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type SMTPServerOptions, SMTPServer } from 'smtp-server';

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/mail-server/${name}`, import.meta.url));
/** For `NODE_EXTRA_CA_CERTS`, where the server is to be trusted. */
export const MAIL_SERVER_CERTIFICATE = fixture('certificate.pem');

export interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
}

export interface MailServer {
  readonly port: number;
  readonly received: readonly Received[];
  close(): Promise<void>;
}

/** A real mail server on loopback that keeps what it gets. Its certificate is self-signed. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const received: Received[] = [];
  const server = new SMTPServer({
    cert: readFileSync(MAIL_SERVER_CERTIFICATE),
    key: readFileSync(fixture('key.pem')),
    allowInsecureAuth: true,
    authOptional: true,
    onAuth: ({ username, password }, _session, done) => {
      if (username === 'relay' && password === 'geheim-ä') done(null, { user: username });
      else done(new Error('Wrong user name or password'));
    },
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        const to = envelope.rcptTo.map(({ address }) => address);
        received.push({ from, to, raw: Buffer.concat(chunks).toString('utf8') });
        done();
      });
    },
    ...options,
  });
  // A client that refuses the certificate is an error of the connection, and what the test wants.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return { port, received, close: () => new Promise((resolve) => server.close(() => resolve())) };
}
