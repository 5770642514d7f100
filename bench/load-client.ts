import { type Socket, connect } from 'node:net';

export interface BenchRequest {
  readonly method: string;
  /** below the base URL, query included and encoded */
  readonly path: string;
  readonly body?: string;
}

export interface BenchResponse {
  readonly status: number;
  readonly body: string;
}

/**
 * One keep-alive connection that sends a request, waits for its whole answer, and sends the next. It parses just enough HTTP
 * to find the end of an answer, because a full client would cost as much as the servers that are measured.
 */
export class Connection {
  readonly #socket: Socket;
  readonly #prefix: string;
  readonly #headers: string;
  #buffer: Buffer = Buffer.alloc(0);
  #pending: { resolve(response: BenchResponse): void; reject(error: Error): void } | null = null;

  private constructor(socket: Socket, base: URL, token: string) {
    this.#socket = socket;
    this.#prefix = base.pathname;
    this.#headers = `Host: ${base.host}\r\nAuthorization: Bearer ${token}\r\nAccept: application/scim+json\r\n`;
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('the server closed the connection')));
  }

  static async open(scim: string, token: string): Promise<Connection> {
    const base = new URL(scim);
    const socket = connect({ host: base.hostname, port: Number(base.port), noDelay: true });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', () => resolve());
      socket.once('error', reject);
    });
    return new Connection(socket, base, token);
  }

  send(request: BenchRequest): Promise<BenchResponse> {
    return new Promise((resolve, reject) => {
      this.#pending = { resolve, reject };
      const head = `${request.method} ${this.#prefix}${request.path} HTTP/1.1\r\n${this.#headers}`;
      if (request.body === undefined) this.#socket.write(`${head}\r\n`);
      else {
        const length = Buffer.byteLength(request.body);
        this.#socket.write(`${head}Content-Type: application/scim+json\r\nContent-Length: ${length}\r\n\r\n${request.body}`);
      }
    });
  }

  close(): void {
    this.#pending = null;
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
    const headEnd = this.#buffer.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const head = this.#buffer.toString('latin1', 0, headEnd);
    const status = Number(head.slice(9, 12));
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    const bodyStart = headEnd + 4;
    if (length === undefined && /\r\ntransfer-encoding: *chunked/i.test(head)) {
      const body = readChunks(this.#buffer, bodyStart);
      if (body !== null) this.#finish({ status, body });
      return;
    }
    const end = bodyStart + Number(length ?? 0);
    if (this.#buffer.length < end) return;
    this.#finish({ status, body: this.#buffer.toString('utf8', bodyStart, end) });
  }

  #finish(response: BenchResponse): void {
    this.#buffer = Buffer.alloc(0);
    const pending = this.#pending;
    this.#pending = null;
    pending?.resolve(response);
  }

  #fail(error: Error): void {
    const pending = this.#pending;
    this.#pending = null;
    pending?.reject(error);
  }
}

/** @returns the text of a chunked body, or null while it is not whole */
function readChunks(buffer: Buffer, start: number): string | null {
  const parts: Buffer[] = [];
  let at = start;
  for (;;) {
    const lineEnd = buffer.indexOf('\r\n', at);
    if (lineEnd < 0) return null;
    const size = Number.parseInt(buffer.toString('latin1', at, lineEnd), 16);
    at = lineEnd + 2;
    if (size === 0) return Buffer.concat(parts).toString('utf8');
    if (buffer.length < at + size + 2) return null;
    parts.push(buffer.subarray(at, at + size));
    at += size + 2;
  }
}

export interface LoadResult {
  /** requests a second */
  readonly rate: number;
  readonly count: number;
}

/**
 * Sends requests over `connections` keep-alive connections for `milliseconds`, or until `makeRequest` returns null.
 * @throws when an answer has another status than `expected`
 */
export async function load(options: {
  scim: string;
  token: string;
  connections: number;
  milliseconds: number;
  expected: readonly number[];
  makeRequest: (index: number) => BenchRequest | null;
}): Promise<LoadResult> {
  const connections = await Promise.all(
    Array.from({ length: options.connections }, () => Connection.open(options.scim, options.token)),
  );
  let index = 0;
  let count = 0;
  const started = performance.now();
  const deadline = started + options.milliseconds;
  const run = async (connection: Connection) => {
    while (performance.now() < deadline) {
      const request = options.makeRequest(index++);
      if (request === null) return;
      const response = await connection.send(request);
      if (!options.expected.includes(response.status)) {
        throw new Error(`${request.method} ${request.path} answered ${response.status}: ${response.body.slice(0, 300)}`);
      }
      count += 1;
    }
  };
  try {
    await Promise.all(connections.map(run));
  } finally {
    for (const connection of connections) connection.close();
  }
  const seconds = (performance.now() - started) / 1000;
  return { rate: count / seconds, count };
}
