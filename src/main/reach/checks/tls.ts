import { isIP } from 'node:net';
import { type PeerCertificate, type TLSSocket, connect } from 'node:tls';
import { describe } from '../ask.ts';
import { type Finding, type ReachCheck, deadEnd, failed, ok, warning } from '../check.ts';

const CONNECTED_WITHIN_MS = 15_000;
const DAY_MS = 86_400_000;
const SOON_DAYS = 14;

export const tls: ReachCheck = {
  id: 'tls',
  title: 'The connection is encrypted, and its certificate is good',
  run: async ({ tenantUrl, signal }) => {
    if (tenantUrl.protocol === 'http:') {
      return failed(
        'The address begins with http://, so token and people would go unencrypted.',
        'Use an https:// address. Entra ID, Okta and OneLogin send to no other, and want TLS 1.2 or newer.',
      );
    }
    try {
      const { certificate, error, protocol } = await handshake(tenantUrl, signal);
      return judge({ hostname: tenantUrl.hostname, certificate, error, protocol, now: Date.now() });
    } catch (error) {
      signal.throwIfAborted();
      return deadEnd(
        withoutTls(error, tenantUrl),
        'Check the port of the address, and that what answers there speaks TLS 1.2 or newer.',
      );
    }
  },
};

interface Shown {
  readonly certificate: Pick<PeerCertificate, 'valid_from' | 'valid_to' | 'subjectaltname' | 'issuer' | 'subject'>;
  /** OpenSSL's code for what is wrong with it; null when nothing is */
  readonly error: string | null;
  readonly protocol: string;
}

/** @returns the verdict about what a server showed, in words */
export function judge({ hostname, certificate, error, protocol, now }: Shown & { hostname: string; now: number }): Finding {
  const until = new Date(certificate.valid_to);
  const day = Number.isNaN(until.getTime()) ? certificate.valid_to : until.toISOString().slice(0, 10);
  const of = `The certificate of ${hostname}`;
  if (error === null) {
    const days = Math.floor((until.getTime() - now) / DAY_MS);
    const seen = `${of} is good until ${day}, from ${issuerOf(certificate)}; ${protocol}.`;
    return days <= SOON_DAYS ? warning(seen, `Renew it before it expires in ${Math.max(days, 0)} days.`) : ok(seen);
  }
  switch (error) {
    case 'CERT_HAS_EXPIRED':
      return deadEnd(`${of} expired on ${day}.`, 'Renew it.');
    case 'CERT_NOT_YET_VALID':
      return deadEnd(
        `${of} is not valid before ${certificate.valid_from}.`,
        'Check the clock of this machine, then the certificate.',
      );
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return deadEnd(
        `${of} was made out for another name: ${namesOf(certificate)}.`,
        `Have one made out for ${hostname}, or enter the name that it was made out for.`,
      );
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return deadEnd(
        `${of} is signed by itself, so nobody vouches for it.`,
        'Use one of a public authority. Identity providers trust no other.',
      );
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return deadEnd(
        `${of} comes from an authority that is no public one: ${issuerOf(certificate)}.`,
        'Use a certificate of a public authority. If a proxy of your company put its own in, the identity provider may still see the right one; check from another network.',
      );
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return deadEnd(
        `${of} comes without the certificates between it and its authority.`,
        'Have the server send the whole chain. Browsers fill the gap, identity providers do not.',
      );
    case 'CERT_REVOKED':
      return deadEnd(`${of} was revoked.`, 'Have a new one issued.');
    default:
      return deadEnd(`${of} cannot be trusted (${error}).`, 'Use one of a public authority, with the whole chain.');
  }
}

function handshake(url: URL, signal: AbortSignal): Promise<Shown> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    const socket: TLSSocket = connect({
      host,
      port: url.port === '' ? 443 : Number(url.port),
      // A bad certificate is exactly what this check reports, so the handshake must get past it.
      rejectUnauthorized: false,
      ALPNProtocols: ['http/1.1'],
      timeout: CONNECTED_WITHIN_MS,
      ...(isIP(host) === 0 ? { servername: host } : {}),
    });
    const give = (done: () => void) => {
      signal.removeEventListener('abort', onAbort);
      done();
      socket.destroy();
    };
    const onAbort = () => give(() => reject(signal.reason as Error));
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once('secureConnect', () => {
      const error: unknown = socket.authorized ? null : socket.authorizationError;
      const code = error === null ? null : codeOf(error);
      give(() => resolve({ certificate: socket.getPeerCertificate(), error: code, protocol: socket.getProtocol() ?? 'TLS' }));
    });
    socket.once('timeout', () => give(() => reject(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' }))));
    socket.once('error', (error) => give(() => reject(error)));
  });
}

/** Node types `authorizationError` as an Error, but gives the code as a string. */
function codeOf(error: unknown): string {
  if (typeof error === 'string') return error;
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

function withoutTls(error: unknown, url: URL): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION/.test(code))
    return `${url.host} speaks only versions of TLS that are too old (${code}).`;
  if (/^(?:EPROTO|ERR_SSL_)/.test(code)) return `${url.host} does not speak TLS there (${code}).`;
  return describe(error, url);
}

function namesOf({ subjectaltname, subject }: Shown['certificate']): string {
  const names = (subjectaltname ?? '')
    .split(', ')
    .map((name) => name.replace(/^(?:DNS|IP Address):/, ''))
    .filter((name) => name !== '');
  return names.length === 0 ? textOf(subject.CN) : names.slice(0, 5).join(', ');
}

function issuerOf({ issuer }: Shown['certificate']): string {
  return textOf(issuer.O ?? issuer.CN);
}

function textOf(value: string | string[] | undefined): string {
  return value === undefined ? 'no name' : [value].flat().join(', ');
}
