import type { RelaySettings } from '#shared/contract/mails.ts';

/** Why a mail was not handed over. */
export interface RelayProblem {
  /** what happened, and what to do */
  readonly text: string;
  /** whether every other mail would fail the same way */
  readonly concernsAll: boolean;
}

type Server = Pick<RelaySettings, 'host' | 'port' | 'security' | 'user'>;

/** What nodemailer says of a failure. */
interface Failure {
  readonly code: string;
  /** the code of the system or of OpenSSL, which nodemailer may have covered with its own */
  readonly cause: string;
  readonly message: string;
  /** what the server said */
  readonly response: string;
}

const UNKNOWN_HOST = /^(?:ENOTFOUND|EAI_AGAIN|EDNS)$/;
const CERTIFICATE = /certificate|altnames|CERT_/i;

/** @param error as nodemailer threw it */
export function relayProblem(error: unknown, server: Server): RelayProblem {
  const failure = read(error);
  return refusal(failure, server) ?? { text: noConnection(failure, server), concernsAll: true };
}

/** What the server, once reached, said to this mail or this user. */
function refusal({ code, response, message }: Failure, { host, user }: Server): RelayProblem | null {
  const said = quote(response === '' ? message : response);
  switch (code) {
    case 'EENVELOPE':
      if (wantsLogIn(response)) return all(`${host} wants a user name and a password first: ${said}. Enter both.`);
      return one(`${host} refused the sender or the recipient: ${said}. Check the address, and that this server may send to it.`);
    case 'EMESSAGE':
      return one(`${host} refused the mail: ${said}.`);
    case 'EAUTH':
      return all(
        `${host} refused the log-in of ${user}: ${said}. Check user name and password; some providers want a password of their own for programs.`,
      );
    case 'ENOAUTH':
      return all(`${host} wants a user name and a password. Enter both.`);
    default:
      return null;
  }
}

function noConnection(failure: Failure, { host, port, security }: Server): string {
  const { code, cause, message, response } = failure;
  const where = `${host}:${port}`;
  if (cause === 'ECONNREFUSED') {
    return `${where} refused the connection. Check host and port, and that a mail server runs there.`;
  }
  if (UNKNOWN_HOST.test(cause) || code === 'EDNS') {
    return `The host "${host}" is unknown: its name was not found. Check how it is written.`;
  }
  if (code === 'ETIMEDOUT' || cause === 'ETIMEDOUT') {
    return `${where} did not answer in time. Check the port, and whether a firewall is in between; port 465 wants "TLS from the start", 587 and 25 want STARTTLS.`;
  }
  if (CERTIFICATE.test(cause) || CERTIFICATE.test(message)) {
    return `The certificate of ${host} is not trusted: ${quote(message.replace(/^Error initiating TLS - /, ''))}. Use the name that the certificate is made out to; for an authority of your own, start SCIM Rehearsal with its file in NODE_EXTRA_CA_CERTS.`;
  }
  if (security === 'tls' && /wrong version number|EPROTO/i.test(`${message} ${cause}`)) {
    return `${where} does not speak TLS from the start. Choose STARTTLS, or the port for TLS, mostly 465.`;
  }
  if (code === 'ETLS') {
    return `${where} did not change over to TLS${response === '' ? '' : `: ${quote(response)}`}. If the server offers no STARTTLS, choose "TLS from the start" with its port, or no encryption.`;
  }
  if (code === 'EPROTOCOL') {
    return `${where} did not answer as a mail server does: ${quote(response === '' ? message : response)}. Check host and port.`;
  }
  if (cause === 'EHOSTUNREACH' || cause === 'ENETUNREACH') {
    return `${where} cannot be reached from this computer. Check the network.`;
  }
  return `The mail could not be handed to ${where}: ${quote(message)}.`;
}

function wantsLogIn(response: string): boolean {
  return /^530\b/.test(response);
}

function one(text: string): RelayProblem {
  return { text, concernsAll: false };
}

function all(text: string): RelayProblem {
  return { text, concernsAll: true };
}

function read(error: unknown): Failure {
  if (!(error instanceof Error)) return { code: '', cause: '', message: String(error), response: '' };
  const text = (name: 'code' | 'originalCode' | 'response') => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === 'string' ? value : '';
  };
  const code = text('code');
  return { code, cause: text('originalCode') || code, message: error.message, response: text('response') };
}

/** A server's answer may be long and have many lines. */
function quote(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim().slice(0, 300);
  return line.replace(/\.$/, '');
}
