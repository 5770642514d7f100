import { type IncomingMessage, STATUS_CODES, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Answer, BodyProblem, RawRequest } from '../endpoint/raw-request.ts';
import { breakOff, rawRequestOf } from './read-request.ts';

/** What a client still sends after it was told to stop is thrown away for so long; a reset could cost it the answer. */
const LINGER_MS = 2000;

/**
 * Requests that Node's HTTP parser takes from the server before they are requests: garbage, header floods, clients that are too slow,
 * CONNECT. They are answered and logged as all others are, each once, and after those that came before them on the connection.
 */
export class MalformedRequests {
  readonly #answer: (request: RawRequest) => Promise<Omit<Answer, 'exchangeId'>>;
  /** responses that are not out yet */
  readonly #open = new WeakMap<Socket, Set<ServerResponse>>();
  readonly #answered = new WeakSet<Socket>();

  constructor(answer: (request: RawRequest) => Promise<Omit<Answer, 'exchangeId'>>) {
    this.#answer = answer;
  }

  /** Every response of the server is told of, so that a later one does not overtake it. */
  watch(response: ServerResponse): void {
    const { socket } = response;
    if (socket === null) return;
    const open = this.#open.get(socket) ?? new Set();
    this.#open.set(socket, open.add(response));
    response.once('close', () => open.delete(response));
  }

  /** @param error what the parser says, with the bytes that it stumbled over */
  async refuse(error: NodeJS.ErrnoException, socket: Socket): Promise<void> {
    if (this.#answered.has(socket)) return;
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const problem = describe(error);
    // The body of a request that is being read: that request is refused.
    if (breakOff(socket, problem)) return;
    this.#answered.add(socket);
    await this.#allOut(socket);
    const packet = 'rawPacket' in error && Buffer.isBuffer(error.rawPacket) ? error.rawPacket.subarray(0, 4096) : null;
    const answer = await this.#answer({
      method: '?',
      url: '?',
      rawHeaders: [],
      headers: {},
      remote: socket.remoteAddress ?? '',
      body: packet,
      bodyBytes: 0,
      bodyProblem: problem,
      receivedAt: new Date(),
      started: performance.now(),
    });
    sendLast(socket, answer);
  }

  /** A request for a tunnel (RFC 9110 §9.3.6), which is a method like any other that nothing here takes. */
  async connect(message: IncomingMessage, socket: Socket): Promise<void> {
    this.#answered.add(socket);
    await this.#allOut(socket);
    sendLast(socket, await this.#answer(rawRequestOf(message)));
  }

  async #allOut(socket: Socket): Promise<void> {
    const waiting = [...(this.#open.get(socket) ?? [])];
    await Promise.all(waiting.map((response) => new Promise<void>((resolve) => response.once('close', resolve))));
  }
}

function sendLast(socket: Socket, { status, headers, body }: Omit<Answer, 'exchangeId'>): void {
  const text = body ?? '';
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${Buffer.byteLength(text)}`,
    'Connection: close',
  ];
  // Whatever goes wrong from here on, the connection ends; the client may be gone already.
  socket.on('error', () => socket.destroy());
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`);
  socket.resume();
  const linger = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(linger));
}

function describe(error: NodeJS.ErrnoException): BodyProblem {
  if (error.code === 'HPE_HEADER_OVERFLOW') {
    return { kind: 'malformed', status: 431, detail: 'The request headers are larger than 32 KiB.' };
  }
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return { kind: 'malformed', status: 408, detail: 'The request did not arrive in time.' };
  }
  return { kind: 'malformed', status: 400, detail: `This is not an HTTP request (${error.message}).` };
}
