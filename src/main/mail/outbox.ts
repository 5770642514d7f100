import type { RelaySettings, RelayView } from '#shared/contract/mails.ts';
import type { EventHub } from '../console/event-hub.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Clock, Logger, SecretBox } from '../service/ports.ts';
import type { Tx } from '../store/store.ts';
import { composeTest } from './compose.ts';
import { type Invitee, type Mailing, invite } from './invite.ts';
import type { Address } from './message.ts';
import { Relay } from './relay.ts';
import { readRelaySettings, readSealedPassword, writeRelaySettings, writeSealedPassword } from './relay-settings.ts';

/** The name is reserved (RFC 2606 §2), so no mail server would accept a reply to it. */
export const NOBODY: Address = { name: 'SCIM Rehearsal', address: 'no-reply@rehearsal.invalid' };

/**
 * The mails of a sandbox. They stay here, to be read in the console, unless the admin hands them to a real mail server.
 * Writing one is part of the transaction that asks for it; sending begins after that has committed.
 */
export class Outbox {
  readonly #sandbox: Sandbox;
  readonly #events: EventHub;
  readonly #clock: Clock;
  readonly #secrets: SecretBox;
  readonly #relay: Relay;
  #linkBase = '';
  #server: RelaySettings;

  constructor(options: { sandbox: Sandbox; events: EventHub; clock: Clock; secrets: SecretBox; logger: Logger }) {
    this.#sandbox = options.sandbox;
    this.#events = options.events;
    this.#clock = options.clock;
    this.#secrets = options.secrets;
    this.#server = options.sandbox.store.read(readRelaySettings);
    this.#relay = new Relay({
      store: options.sandbox.store,
      logger: options.logger,
      server: () => this.#server,
      password: () => this.#password(),
      changed: () => this.changed(),
    });
  }

  /**
   * From now on links can be written; mails that an earlier run left waiting are sent.
   * @param linkBase address of the invitation page, which the secret is appended to: `http://127.0.0.1:4700/invitation`
   */
  open(linkBase: string): void {
    this.#linkBase = linkBase;
    if (this.#server.enabled) this.#relay.wake();
  }

  /** @returns the id of the mail; null when the user has no address that mail can go to */
  invite(tx: Tx, user: Invitee, cause: { now: string; exchangeId: number | null }): number | null {
    return invite(tx, user, this.#mailing(), cause);
  }

  /** Must be called once a transaction that wrote a mail or used a link has committed. */
  committed(): void {
    this.changed();
    if (this.#server.enabled) this.#relay.wake();
  }

  changed(): void {
    this.#events.publish({ type: 'mails.changed' });
  }

  get relaySettings(): RelayView {
    return { ...this.#server, hasPassword: this.#sandbox.store.read(readSealedPassword) !== null };
  }

  /** @param password when left out, the old one stays; null or empty forgets it */
  async saveRelay(settings: RelaySettings, password: string | null | undefined): Promise<void> {
    const isGiven = password !== undefined && password !== null && password !== '';
    const sealed = isGiven ? await this.#secrets.seal(password) : null;
    this.#sandbox.store.write((tx) => {
      writeRelaySettings(tx, settings);
      if (password !== undefined) writeSealedPassword(tx, sealed);
      // Mails for a server that is now switched off must not go out later, to everyone's surprise.
      if (!settings.enabled) tx.mails.setRelayOfWaiting('off', null);
    });
    this.#server = settings;
    this.changed();
  }

  /** Hands a mail to the server again; the relay must be on. */
  resend(id: number): void {
    this.#sandbox.store.write((tx) => tx.mails.setRelay(id, 'waiting', null));
    this.committed();
  }

  /** Sends a test mail, whether the relay is on or not, and waits for what the server says. */
  async sendTest(to: string): Promise<{ mailId: number; sent: boolean; detail: string }> {
    const now = this.#clock.now();
    const mailing = this.#mailing();
    const { subject, raw } = composeTest({ ...mailing, to: { name: null, address: to }, date: now });
    const bytes = Buffer.from(raw);
    const mailId = this.#sandbox.store.write((tx) =>
      tx.mails.insert({
        at: now.toISOString(),
        kind: 'test',
        user_id: null,
        exchange_id: null,
        recipient: to,
        recipient_name: null,
        subject,
        language: mailing.language,
        raw: bytes,
        relay: 'off',
        relay_detail: null,
      }),
    );
    const result = await this.#relay.send(mailId, to, bytes);
    return { mailId, sent: result.sent, detail: result.detail };
  }

  close(): Promise<void> {
    return this.#relay.close();
  }

  #mailing(): Mailing {
    const { enabled, from } = this.#server;
    return {
      from: from === '' ? NOBODY : { name: NOBODY.name, address: from },
      language: this.#sandbox.accountSettings.mailLanguage,
      relayed: enabled,
      linkBase: this.#linkBase,
    };
  }

  async #password(): Promise<string | null> {
    const sealed = this.#sandbox.store.read(readSealedPassword);
    return sealed === null ? null : this.#secrets.open(sealed);
  }
}
