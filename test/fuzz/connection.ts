import { type Socket, connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Probe } from './probe.ts';

/** An answer, read off the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

export interface Exchange {
  readonly answers: readonly WireAnswer[];
  /** milliseconds from the last byte sent to the last answer */
  readonly took: number;
  /** why there are fewer answers than there should be */
  readonly problem: string | null;
}

const PAUSE_MS = 15;

/** A keep-alive connection that sends what it is told, byte for byte. */
export class Connection {
  readonly #port: number;
  readonly #boundMs: number;
  #socket: Socket | null = null;

  constructor(port: number, boundMs: number) {
    this.#port = port;
    this.#boundMs = boundMs;
  }

  async exchange(probe: Probe): Promise<Exchange> {
    if (probe.alone === true) this.close();
    const socket = this.#socket ?? (await open(this.#port));
    this.#socket = socket;
    const reader = new AnswerReader(socket, probe);
    for (const [index, piece] of probe.pieces.entries()) {
      if (index > 0) await wait(PAUSE_MS);
      socket.write(piece);
    }
    const sent = performance.now();
    if (probe.leaves === true) {
      await new Promise((resolve) => socket.write('', resolve));
      this.close();
      return { answers: [], took: 0, problem: null };
    }
    const problem = await reader.done(this.#boundMs);
    const took = performance.now() - sent;
    if (probe.alone === true || problem !== null || reader.mustClose) this.close();
    return { answers: reader.answers, took, problem };
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = null;
  }
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.off('error', reject);
      // What goes wrong later shows in the answer that does not come.
      socket.on('error', () => undefined);
      resolve(socket);
    });
    socket.setNoDelay(true).once('error', reject);
  });
}

/** Reads the answers to one probe. */
class AnswerReader {
  readonly answers: WireAnswer[] = [];
  mustClose = false;
  readonly #socket: Socket;
  readonly #wanted: number;
  readonly #isHead: boolean;
  #rest: Buffer = Buffer.alloc(0);
  #settle: (problem: string | null) => void = () => undefined;
  readonly #finished: Promise<string | null>;

  constructor(socket: Socket, probe: Probe) {
    this.#socket = socket;
    this.#wanted = probe.answers;
    this.#isHead = probe.head === true;
    this.#finished = new Promise((resolve) => {
      const onData = (chunk: Buffer) => {
        this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
        this.#read();
      };
      const onEnd = () => this.#settle(`the connection ended after ${this.answers.length} of ${this.#wanted} answers`);
      this.#settle = (problem) => {
        socket.off('data', onData).off('end', onEnd).off('close', onEnd);
        resolve(problem);
      };
      socket.on('data', onData).on('end', onEnd).on('close', onEnd);
    });
  }

  async done(boundMs: number): Promise<string | null> {
    const timer = setTimeout(() => this.#settle(`no answer within ${boundMs} ms`), boundMs);
    const problem = await this.#finished;
    clearTimeout(timer);
    return problem;
  }

  #read(): void {
    for (let answer = this.#take(); answer !== null; answer = this.#take()) {
      if (answer.status >= 200) this.answers.push(answer);
      if (this.answers.length < this.#wanted) continue;
      this.mustClose = answer.headers.get('connection') === 'close' || this.#rest.length > 0 || !this.#socket.writable;
      return this.#settle(
        this.#rest.length > 0 ? `more bytes than ${this.#wanted} answers: ${this.#rest.toString('latin1', 0, 80)}` : null,
      );
    }
  }

  #take(): WireAnswer | null {
    const end = this.#rest.indexOf('\r\n\r\n');
    if (end < 0) return null;
    const [statusLine = '', ...lines] = this.#rest.toString('latin1', 0, end).split('\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3})(?: |$)/.exec(statusLine)?.[1] ?? Number.NaN);
    if (Number.isNaN(status)) {
      this.#settle(`no status line: ${statusLine.slice(0, 80)}`);
      return null;
    }
    const headers = new Map(
      lines.map((line): [string, string] => [
        line.slice(0, line.indexOf(':')).toLowerCase(),
        line.slice(line.indexOf(':') + 1).trim(),
      ]),
    );
    const hasBody = status >= 200 && status !== 204 && status !== 304 && !this.#isHead;
    const length = hasBody ? Number(headers.get('content-length') ?? Number.NaN) : 0;
    if (Number.isNaN(length)) {
      this.#settle(`an answer ${status} without Content-Length`);
      return null;
    }
    const start = end + 4;
    if (this.#rest.length < start + length) return null;
    const body = this.#rest.toString('utf8', start, start + length);
    this.#rest = this.#rest.subarray(start + length);
    return { status, headers, body };
  }
}
