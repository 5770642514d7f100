import type { IncomingMessage } from 'node:http';
import type { BodyProblem, RawRequest } from '../endpoint/raw-request.ts';

/** A body that goes over the cap is read on to its end up to this much, so that the client gets to see the answer. */
const DRAIN_LIMIT = 16 * 1024 * 1024;

/**
 * Reads one request whole.
 * @param bodyLimit bytes that are kept; the rest is counted and dropped
 */
export async function readRequest(message: IncomingMessage, bodyLimit: number): Promise<RawRequest> {
  const receivedAt = new Date();
  const started = performance.now();
  const { body, bodyBytes, bodyProblem } = await readBody(message, bodyLimit);
  return {
    method: message.method ?? '',
    url: message.url ?? '/',
    rawHeaders: message.rawHeaders,
    headers: flatten(message),
    remote: message.socket.remoteAddress ?? '',
    body,
    bodyBytes,
    bodyProblem,
    receivedAt,
    started,
  };
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
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let kept = 0;
    let bytes = 0;
    const finish = (bodyProblem: BodyProblem | null) =>
      resolve({ body: bytes === 0 ? null : Buffer.concat(chunks), bodyBytes: bytes, bodyProblem });
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
      }
    });
    message.on('end', () => {
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
