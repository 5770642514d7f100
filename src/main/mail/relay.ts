import type { RelaySettings } from '#shared/contract/mails.ts';
import type { Logger } from '../service/ports.ts';
import type { Store } from '../store/store.ts';
import { relayProblem } from './relay-problem.ts';
import { deliver } from './transport.ts';

interface Result {
  readonly sent: boolean;
  /** what the server said, or what is wrong and what to do */
  readonly detail: string;
  /** whether every other mail would fail the same way */
  readonly concernsAll: boolean;
}

const CLOSING: Result = { sent: false, detail: 'SCIM Rehearsal was closed before the mail was sent.', concernsAll: true };

/** Sends waiting mails to a real mail server, one after the other, never inside a transaction. */
export class Relay {
  readonly #store: Store;
  readonly #logger: Logger;
  readonly #server: () => RelaySettings;
  readonly #password: () => Promise<string | null>;
  readonly #changed: () => void;
  readonly #abort = new AbortController();
  readonly #underWay = new Set<Promise<unknown>>();
  #isDraining = false;

  constructor(options: {
    store: Store;
    logger: Logger;
    server: () => RelaySettings;
    password: () => Promise<string | null>;
    changed: () => void;
  }) {
    this.#store = options.store;
    this.#logger = options.logger;
    this.#server = options.server;
    this.#password = options.password;
    this.#changed = options.changed;
  }

  /** Sends what waits, in the background. */
  wake(): void {
    if (this.#isDraining || this.#abort.signal.aborted) return;
    this.#isDraining = true;
    const draining = this.#drain()
      .catch((error: unknown) => this.#logger.error('mails that wait could not be sent', error))
      .finally(() => (this.#isDraining = false));
    this.#track(draining);
  }

  /** Sends one mail now and writes down what became of it. */
  send(id: number, recipient: string, raw: Uint8Array): Promise<Result> {
    const sending = this.#attempt(recipient, raw).then((result) => {
      if (!this.#abort.signal.aborted) this.#note(id, result);
      return result;
    });
    this.#track(sending);
    return sending;
  }

  /** Breaks off what is under way; that mail waits for the next start. */
  async close(): Promise<void> {
    this.#abort.abort();
    await Promise.allSettled(this.#underWay);
  }

  async #drain(): Promise<void> {
    let last = 0;
    while (!this.#abort.signal.aborted && this.#server().enabled) {
      const after = last;
      // A mail that was put back meanwhile comes before those that were sent.
      const mail = this.#store.read((tx) => tx.mails.nextWaiting(after) ?? tx.mails.nextWaiting(0));
      if (mail === undefined) return;
      last = mail.id;
      const { redirectTo } = this.#server();
      // On purpose one after the other: a mail server that is flooded refuses.
      const result = await this.send(mail.id, redirectTo === '' ? mail.recipient : redirectTo, mail.raw);
      if (result.sent || !result.concernsAll || this.#abort.signal.aborted) continue;
      if (this.#store.write((tx) => tx.mails.setRelayOfWaiting('failed', result.detail)) > 0) this.#changed();
    }
  }

  async #attempt(recipient: string, raw: Uint8Array): Promise<Result> {
    const server = this.#server();
    const password = await this.#password();
    if (server.user !== '' && password === null) {
      const detail = `There is no password for ${server.user} on ${server.host}. Enter it in the settings of the mail server.`;
      return { sent: false, detail, concernsAll: true };
    }
    const { signal } = this.#abort;
    try {
      const response = await deliver({ server, password, recipient, sender: server.from, raw, signal });
      const redirected = server.redirectTo !== '' && recipient === server.redirectTo ? ` Redirected to ${recipient}.` : '';
      return { sent: true, detail: `${server.host} took it: ${response}.${redirected}`, concernsAll: false };
    } catch (error) {
      if (signal.aborted) return CLOSING;
      const { text, concernsAll } = relayProblem(error, server);
      return { sent: false, detail: text, concernsAll };
    }
  }

  #note(id: number, { sent, detail }: Result): void {
    this.#store.write((tx) => tx.mails.setRelay(id, sent ? 'sent' : 'failed', detail));
    this.#changed();
  }

  #track(work: Promise<unknown>): void {
    this.#underWay.add(work);
    const forget = () => void this.#underWay.delete(work);
    work.then(forget, forget);
  }
}
