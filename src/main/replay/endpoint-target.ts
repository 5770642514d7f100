import { type IncomingMessage, type RequestOptions, Agent as HttpAgent, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { Answered, Header, Outgoing } from './recorded.ts';
import { type Target, TargetError } from './target.ts';
import { ownTraffic } from '../service/own-traffic.ts';
import { isLoopback } from './target-url.ts';

const ANSWER_WITHIN_MS = 30_000;
const LARGEST_ANSWER = 16 * 1024 * 1024;

/** Any SCIM endpoint. Redirects are not followed: they would carry the token to an address that nobody chose. */
export function endpointTarget(options: { url: URL; token: string | null; answerWithinMs?: number }): Target {
  const { url, token, answerWithinMs = ANSWER_WITHIN_MS } = options;
  const isSecure = url.protocol === 'https:';
  const agent = isSecure ? new HttpsAgent({ keepAlive: true, maxSockets: 1 }) : new HttpAgent({ keepAlive: true, maxSockets: 1 });
  const base = url.pathname.replace(/\/$/, '');
  return {
    isDurable: true,
    obeysRetryAfter: true,
    hasOwnWording: true,
    send: async (request, maker) => {
      const started = performance.now();
      const body = request.body === null ? null : Buffer.from(request.body);
      const headers = headersOf(request, token, body);
      const sent: RequestOptions = {
        agent,
        hostname: url.hostname.replace(/^\[|\]$/g, ''),
        port: url.port === '' ? (isSecure ? 443 : 80) : Number(url.port),
        method: request.method,
        path: base + (request.path === '/' ? '' : request.path),
        headers,
        timeout: answerWithinMs,
      };
      const authorization = authorizationIn(headers);
      const arrived = ownTraffic.depart({ method: request.method, path: request.path, authorization, body }, maker);
      const answer = await exchange(isSecure ? requestHttps : requestHttp, sent, body, url).finally(arrived);
      refuseForeign(answer, url);
      return {
        ...withoutToken(answer, token),
        durationUs: Math.round((performance.now() - started) * 1000),
        verdict: null,
        told: null,
      };
    },
    close: () => {
      agent.destroy();
      return Promise.resolve();
    },
  };
}

function headersOf(request: Outgoing, token: string | null, body: Buffer | null): Record<string, string | string[]> {
  const headers: Record<string, string[]> = {};
  for (const { name, value } of request.headers) (headers[name] ??= []).push(value);
  return {
    ...headers,
    ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
    ...(body === null ? {} : { 'Content-Length': String(body.length) }),
  };
}

function authorizationIn(headers: Readonly<Record<string, string | string[]>>): string | null {
  const value = Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

type Answer = Pick<Answered, 'status' | 'headers' | 'body'>;

function exchange(send: typeof requestHttp, options: RequestOptions, body: Buffer | null, url: URL): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let isConnected = false;
    const request = send(options, (response) => {
      readAnswer(response).then(resolve, (cause: unknown) => reject(explain(cause, url, true)));
    });
    request.once('socket', (socket) => {
      // A connection that was kept open has its handshake behind it.
      if (!socket.connecting) isConnected = true;
      else socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => (isConnected = true));
    });
    request.once('timeout', () => request.destroy(new TimeoutError()));
    request.once('error', (cause) => reject(explain(cause, url, isConnected)));
    request.end(body ?? undefined);
  });
}

class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

function readAnswer(response: IncomingMessage): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= LARGEST_ANSWER) chunks.push(chunk);
      else response.destroy(new Error(`the answer is larger than ${LARGEST_ANSWER} bytes`));
    });
    response.once('error', reject);
    response.once('end', () => {
      const headers: Header[] = [];
      for (let i = 0; i + 1 < response.rawHeaders.length; i += 2) {
        headers.push({ name: response.rawHeaders[i] ?? '', value: response.rawHeaders[i + 1] ?? '' });
      }
      const text = bytes === 0 ? null : Buffer.concat(chunks).toString('utf8');
      resolve({ status: response.statusCode ?? 0, headers, body: text });
    });
  });
}

/** Some endpoints echo what they got. */
function withoutToken(answer: Answer, token: string | null): Answer {
  if (token === null || token === '') return answer;
  const { status, headers, body } = answer;
  const hide = (text: string) => text.replaceAll(token, '••••');
  return {
    status,
    headers: headers.map(({ name, value }) => ({ name, value: hide(value) })),
    body: body === null ? null : hide(body),
  };
}

/** An answer that no SCIM endpoint gives: the address is wrong, or something stands in between. */
function refuseForeign({ status, headers, body }: Answer, url: URL): void {
  const of = (name: string) => headers.find((header) => header.name.toLowerCase() === name)?.value;
  const location = of('location');
  if (status >= 300 && status < 400 && status !== 304) {
    const to = location === undefined ? 'another address' : location.slice(0, 200);
    throw new TargetError(
      `${url.host} answered ${status} and wants to lead to ${to}. Redirects are not followed, because the token would go along. If that address is the right one, enter it as the base URL.`,
      { isInDoubt: false },
    );
  }
  const type = of('content-type')?.toLowerCase() ?? '';
  const isHtml = type.startsWith('text/html') || /^\s*<(?:!doctype|html)/i.test(body ?? '');
  if (isHtml) {
    throw new TargetError(
      `${url.host} answered ${status} with a web page instead of SCIM. The base URL is probably not that of the SCIM endpoint, or a proxy or log-in page stands before it.`,
      // A gateway answers in HTML when it loses the endpoint behind it, which may have done its work.
      { isInDoubt: status >= 500 },
    );
  }
  if (status < 300 && body !== null && body.trim() !== '' && !/^\s*[[{]/.test(body)) {
    throw new TargetError(
      `${url.host} answered ${status} with something that is not JSON (${type === '' ? 'no content type' : type}). A SCIM endpoint answers with application/scim+json.`,
      { isInDoubt: true },
    );
  }
}

const CERTIFICATE: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'has expired',
  CERT_NOT_YET_VALID: 'is not valid yet (or the clock of this machine is wrong)',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'is signed by itself, so nobody vouches for it',
  SELF_SIGNED_CERT_IN_CHAIN: 'comes from an authority that this machine does not trust (a company proxy often does that)',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'comes without the certificates in between, so it cannot be checked',
  UNABLE_TO_GET_ISSUER_CERT: 'comes from an unknown authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'comes from an unknown authority',
  ERR_TLS_CERT_ALTNAME_INVALID: 'was made out for another host name',
  CERT_REVOKED: 'was revoked',
};

function explain(cause: unknown, url: URL, isConnected: boolean): TargetError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const fail = (text: string, isInDoubt: boolean) => new TargetError(text, { isInDoubt, cause });
  const certificate = CERTIFICATE[code];
  if (certificate !== undefined) {
    return fail(
      `The certificate of ${url.hostname} ${certificate} (${code}). Nothing was sent. Mend the certificate, or give Node the authority with NODE_EXTRA_CA_CERTS.`,
      false,
    );
  }
  const again = isLoopback(url.hostname) ? 'Start it, then go on.' : 'Check the address and the network, then go on.';
  switch (code) {
    case 'ECONNREFUSED':
      return fail(`Nothing answers at ${url.host} (connection refused). ${again}`, false);
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return fail(`There is no host named ${url.hostname} (${code}). ${again}`, false);
    case 'EPROTO':
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
      return fail(
        `${url.host} does not speak TLS there (${code}). Check the port, and whether the URL should begin with http://.`,
        false,
      );
  }
  if (cause instanceof TimeoutError) {
    return fail(`${url.host} did not answer in time. ${again}`, isConnected);
  }
  const reason = code === '' && cause instanceof Error ? cause.message : code;
  return fail(`${url.host} broke the connection off before it had answered (${reason}). ${again}`, isConnected);
}
