interface Call {
  readonly kind: 'call';
  readonly id: number;
  readonly method: string;
  readonly params: unknown;
}

interface Answer {
  readonly kind: 'answer';
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

type Answerer = (params: never) => unknown;

/** One end of the line between the test and the stand-in process: each side calls the other's methods. */
export class Peer {
  readonly #send: (message: Call | Answer) => void;
  readonly #methods = new Map<string, Answerer>();
  readonly #waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  #last = 0;

  /** @param send puts one message on the line; what comes from the line goes to `receive` */
  constructor(send: (message: object) => void) {
    this.#send = send;
  }

  /** Answers a method that the other side calls. */
  on(method: string, answer: Answerer): void {
    this.#methods.set(method, answer);
  }

  /** @throws what the other side threw, as an error with its message */
  call(method: string, params: unknown = {}): Promise<unknown> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#send({ kind: 'call', id, method, params });
    });
  }

  receive(message: unknown): void {
    if (!isMessage(message)) return;
    if (message.kind === 'call') {
      void this.#answer(message);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error === undefined) waiting?.resolve(message.value);
    else waiting?.reject(new Error(message.error));
  }

  /** Fails whatever still waits, because the line is gone. */
  end(reason: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(reason));
    this.#waiting.clear();
  }

  async #answer({ id, method, params }: Call): Promise<void> {
    try {
      const answer = this.#methods.get(method);
      if (answer === undefined) throw new Error(`nobody answers ${method}`);
      this.#send({ kind: 'answer', id, value: await answer(params as never) });
    } catch (error) {
      this.#send({ kind: 'answer', id, error: error instanceof Error ? error.message : String(error) });
    }
  }
}

function isMessage(message: unknown): message is Call | Answer {
  if (typeof message !== 'object' || message === null || !('kind' in message)) return false;
  return message.kind === 'call' || message.kind === 'answer';
}
