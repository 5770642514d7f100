import { TOKEN } from '../support/host.ts';
import type { Random } from './random.ts';

/** One thing that is sent, and what must come of it. */
export interface Probe {
  /** what kind of hostility it is, for the table */
  readonly kind: string;
  /** what goes over the socket; several pieces go with a pause between them */
  readonly pieces: readonly Buffer[];
  /** how many answers must come */
  readonly answers: number;
  /** how many rows of the log must come of it; as many as answers when left out */
  readonly rows?: number;
  /** the socket must be a new one, and is not used again */
  readonly alone?: boolean;
  /** the client is gone after the last piece, without waiting */
  readonly leaves?: boolean;
  /** HEAD answers have no body */
  readonly head?: boolean;
}

export interface Request {
  readonly method?: string;
  /** below `/scim/v2` */
  readonly path?: string;
  /** whole request target; wins over `path` */
  readonly target?: string | Buffer;
  readonly headers?: readonly (readonly [string, string | Buffer])[];
  /** an object goes as JSON */
  readonly body?: string | Buffer | object | undefined;
  /** null: no Authorization header */
  readonly token?: string | null;
  readonly version?: string;
}

/** The bytes of a request that is well-formed as HTTP, unless what it is given is not. */
export function bytesOf(request: Request): Buffer {
  const { method = 'GET', path = '/Users', headers = [], body, token = TOKEN, version = 'HTTP/1.1' } = request;
  const target = request.target ?? `/scim/v2${path}`;
  const payload =
    body === undefined ? null : toBuffer(typeof body === 'object' && !Buffer.isBuffer(body) ? JSON.stringify(body) : body);
  const lines: Buffer[] = [toBuffer(`${method} `), toBuffer(target), toBuffer(` ${version}\r\n`)];
  const add = (name: string, value: string | Buffer) => lines.push(toBuffer(`${name}: `), toBuffer(value), toBuffer('\r\n'));
  const given = new Set(headers.map(([name]) => name.toLowerCase()));
  if (!given.has('host')) add('Host', 'localhost');
  if (token !== null && !given.has('authorization')) add('Authorization', `Bearer ${token}`);
  if (payload !== null && !given.has('content-type')) add('Content-Type', 'application/scim+json');
  if (payload !== null && !given.has('content-length') && !given.has('transfer-encoding'))
    add('Content-Length', String(payload.length));
  for (const [name, value] of headers) add(name, value);
  lines.push(toBuffer('\r\n'));
  if (payload !== null) lines.push(payload);
  return Buffer.concat(lines);
}

/** One request that is answered once, on whatever connection. */
export function probe(kind: string, request: Request): Probe {
  return { kind, pieces: [bytesOf(request)], answers: 1, head: request.method === 'HEAD' };
}

/** Bytes that want a connection of their own, which is not used again. */
export const alone = (kind: string, bytes: string | Buffer, answers = 1): Probe => ({
  kind,
  pieces: [Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes, 'latin1')],
  answers,
  alone: true,
});

/** Text as UTF-8; request lines and headers are ASCII but where hostility wants otherwise. */
function toBuffer(text: string | Buffer): Buffer {
  return Buffer.isBuffer(text) ? text : Buffer.from(text, 'utf8');
}

/** What a generator knows of the service it attacks. */
export interface World {
  readonly random: Random;
  /** ids of resources that exist, or did */
  readonly ids: readonly string[];
}

export type Generator = (world: World) => Probe;
