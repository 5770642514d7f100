import { type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

const ANSWER_WITHIN_MS = 15_000;
/** Enough to recognise a web page that came in place of an answer. */
const LARGEST_ANSWER = 256 * 1024;

export interface Question {
  readonly method: string;
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  readonly signal: AbortSignal;
}

export interface Reply {
  readonly status: number;
  /** by lower-cased name */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
  readonly milliseconds: number;
}

/** No answer came; the message is one sentence that says what happened. */
export class AskError extends Error {
  override readonly name = 'AskError';
}

/** Sends one request as an identity provider would, over a connection of its own; redirects are not followed. @throws AskError */
export function ask({ method, url, headers = {}, body, signal }: Question): Promise<Reply> {
  const isSecure = url.protocol === 'https:';
  const options: RequestOptions = {
    agent: false,
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'Content-Length': String(body.length) }) },
    timeout: ANSWER_WITHIN_MS,
    signal,
  };
  const started = performance.now();
  const answer = new Promise<Reply>((resolve, reject) => {
    const send = isSecure ? requestHttps : requestHttp;
    const request = send(url, options, (response) => {
      const reply = (text: string): Reply => ({
        status: response.statusCode ?? 0,
        headers: flat(response),
        text,
        milliseconds: Math.round(performance.now() - started),
      });
      read(response).then((text) => resolve(reply(text)), reject);
    });
    request.once('timeout', () => request.destroy(new Error('timeout')));
    request.once('error', reject);
    request.end(body);
  });
  return answer.catch((cause: unknown) => {
    signal.throwIfAborted();
    throw new AskError(describe(cause, url), { cause });
  });
}

function read(response: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const end = () => resolve(Buffer.concat(chunks).toString('utf8'));
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes < LARGEST_ANSWER) return;
      end();
      response.destroy();
    });
    response.once('end', end);
    response.once('error', reject);
  });
}

function flat({ headers }: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}

/** @returns what went wrong on the way, in a sentence */
export function describe(cause: unknown, { host, hostname }: Pick<URL, 'host' | 'hostname'>): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  switch (code) {
    case 'ECONNREFUSED':
      return `Nothing listens at ${host} (connection refused).`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `There is no host named ${hostname} (${code}).`;
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `No way leads from this machine to ${host} (${code}).`;
    case 'ECONNRESET':
    case 'EPIPE':
      return `${host} broke the connection off before it had answered (${code}).`;
    case 'ETIMEDOUT':
      return `${host} did not answer in time.`;
  }
  const message = cause instanceof Error ? cause.message : String(cause);
  if (message === 'timeout') return `${host} did not answer within ${ANSWER_WITHIN_MS / 1000} seconds.`;
  return `${host} gave no answer (${code === '' ? message : code}).`;
}
