import type { IncomingMessage } from 'node:http';

/** What a tunnel or a proxy adds to a request on its way. One that rewrites `Host` to ours still tells of itself with these. */
const PASSED_ON = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'cf-connecting-ip',
];

/**
 * Whether a request comes from a browser of this machine that asked for this machine: the name is loopback's and the port our own,
 * so a tunnel's address or a name that someone points at 127.0.0.1 (DNS rebinding) does not do.
 */
export function isAskedForLocally({ headers, socket }: IncomingMessage): boolean {
  if (PASSED_ON.some((name) => headers[name] !== undefined)) return false;
  const port = socket.localPort;
  return [`127.0.0.1:${port}`, `localhost:${port}`].includes(headers.host ?? '');
}
