import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { BodyProblem, RawRequest } from '../endpoint/raw-request.ts';

/** A body that goes over the cap is read on to its end up to this much, so that the client gets to see the answer. */
const DRAIN_LIMIT = 16 * 1024 * 1024;

/** How a body that is being read on a connection is broken off. */
const reading = new WeakMap<Socket, (problem: BodyProblem) => void>();

/**
 * Ends the reading of a body that will not come whole.
 * @returns false when none is being read on the connection
 */
export function breakOff(socket: Socket, problem: BodyProblem): boolean {
  const finish = reading.get(socket);
  finish?.(problem);
  return finish !== undefined;
}

/**
 * Reads one request whole.
 * @param bodyLimit bytes that are kept; the rest is counted and dropped
 */
export async function readRequest(message: IncomingMessage, bodyLimit: number): Promise<RawRequest> {
  const request = rawRequestOf(message);
  if (request.bodyProblem !== null) return request;
  return { ...request, ...(await readBody(message, bodyLimit)) };
}

/** A request without its body. */
export function rawRequestOf(message: IncomingMessage): RawRequest {
  return {
    method: message.method ?? '',
    url: originForm(message.url ?? '/'),
    rawHeaders: message.rawHeaders,
    headers: flatten(message),
    remote: message.socket.remoteAddress ?? '',
    body: null,
    bodyBytes: 0,
    bodyProblem: hostProblem(message),
    receivedAt: new Date(),
    started: performance.now(),
  };
}

/** RFC 9112 §3.2.2: the absolute form of a target, which proxies send, is taken as well; only its path and query count. */
function originForm(url: string): string {
  if (url.startsWith('/')) return url;
  const absolute = /^https?:\/\/[^/?#]*/i.exec(url);
  if (absolute === null) return url;
  const rest = url.slice(absolute[0].length);
  return rest.startsWith('/') ? rest : `/${rest}`;
}

/** RFC 9112 §3.2: 400 for an HTTP/1.1 request without `Host`, or with more than one. */
function hostProblem({ httpVersion, rawHeaders }: IncomingMessage): BodyProblem | null {
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;
  if (hosts === 1 || (hosts === 0 && httpVersion === '1.0')) return null;
  const what = hosts === 0 ? 'The header "Host" is missing' : 'The header "Host" came more than once';
  return { kind: 'malformed', status: 400, detail: `${what} (RFC 9112 §3.2).` };
}

interface ReadBody {
  body: Buffer | null;
  bodyBytes: number;
  bodyProblem: BodyProblem | null;
}

function readBody(message: IncomingMessage, limit: number): Promise<ReadBody> {
  const announced = message.headers['content-length'];
  if (announced === undefined && message.headers['transfer-encoding'] === undefined) {
    return Promise.resolve({ body: null, bodyBytes: 0, bodyProblem: null });
  }
  const encoding = message.headers['content-encoding'];
  const { socket } = message;
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let kept = 0;
    let bytes = 0;
    let isDone = false;
    const finish = (bodyProblem: BodyProblem | null) => {
      if (reading.get(socket) === finish) reading.delete(socket);
      if (isDone) return;
      isDone = true;
      resolve({ body: bytes === 0 ? null : Buffer.concat(chunks), bodyBytes: bytes, bodyProblem });
    };
    reading.set(socket, finish);
    message.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (kept < limit) {
        const part = chunk.subarray(0, limit - kept);
        chunks.push(part);
        kept += part.length;
      }
      if (bytes > DRAIN_LIMIT) {
        message.pause();
        finish({ kind: 'too-large', limit });
        // It is answered; should the rest never come, there is nothing more to say.
        reading.set(socket, () => socket.destroy());
      }
    });
    message.on('end', () => {
      if (isDone) reading.delete(socket);
      if (bytes > limit) finish({ kind: 'too-large', limit });
      else if (encoding !== undefined && encoding !== 'identity') finish({ kind: 'encoded', encoding });
      else finish(null);
    });
    message.on('error', () => finish({ kind: 'broken-off' }));
    message.on('close', () => finish({ kind: 'broken-off' }));
  });
}

function flatten(message: IncomingMessage): Record<string, string> {
  const flat: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}
