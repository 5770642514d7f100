import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

interface Message {
  readonly id?: number;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

interface Waiting {
  resolve(result: Record<string, unknown>): void;
  reject(error: Error): void;
}

/** Speaks the DevTools protocol with a browser over its pipe (`--remote-debugging-pipe`): no port is opened that others could use. */
export class DevToolsPipe {
  readonly #out: Writable;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  #unread = '';

  /** @param browser started with pipes as its descriptors 3, which it reads, and 4, which it writes */
  constructor(browser: ChildProcess) {
    this.#out = browser.stdio[3] as Writable;
    const input = browser.stdio[4] as Readable;
    input.setEncoding('utf8').on('data', (text: string) => this.#read(text));
    // A browser that ends takes its pipes with it. Why it ended is told by its end; that a pipe broke says nothing more.
    for (const stream of [this.#out, input]) stream.on('error', () => undefined);
  }

  /** Never settles once the browser is gone: whoever calls also waits for its end. @throws what the browser says */
  call(method: string, params: object = {}, sessionId?: string): Promise<Record<string, unknown>> {
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#out.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  /** Asks for what may come without an answer. */
  tell(method: string): void {
    this.#last += 1;
    this.#out.write(`${JSON.stringify({ id: this.#last, method })}\0`);
  }

  #read(text: string): void {
    const messages = `${this.#unread}${text}`.split('\0');
    this.#unread = messages.pop() ?? '';
    for (const message of messages) this.#receive(JSON.parse(message) as Message);
  }

  /** What is no answer is an event, and nobody here waits for one. */
  #receive({ id, result, error }: Message): void {
    if (id === undefined) return;
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(result ?? {});
    else waiting?.reject(new Error(error.message));
  }
}
