import { createTransport } from 'nodemailer';
import type { RelaySettings } from '#shared/contract/mails.ts';

/** Longer than this no admin waits for an answer. */
const PATIENCE_MS = 10_000;

/** One message, and the server that is to take it. */
export interface Delivery {
  readonly server: RelaySettings;
  readonly password: string | null;
  /** who gets it, whatever the header `To` says */
  readonly recipient: string;
  readonly sender: string;
  readonly raw: Uint8Array;
  readonly signal: AbortSignal;
  /** how long each step may take */
  readonly patienceMs?: number;
}

/**
 * Hands one message to the mail server, on a connection of its own.
 * @returns what the server said to it
 * @throws what nodemailer throws; `relayProblem` has words for it
 */
export async function deliver(delivery: Delivery): Promise<string> {
  const { server, password, recipient, sender, raw, signal, patienceMs = PATIENCE_MS } = delivery;
  const transport = createTransport({
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    ...(server.user === '' ? {} : { auth: { user: server.user, pass: password ?? '' } }),
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    dnsTimeout: patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const { response } = await transport.sendMail({
      envelope: { from: sender, to: [recipient] },
      raw: Buffer.from(raw),
      signal,
    });
    return response;
  } finally {
    transport.close();
  }
}
