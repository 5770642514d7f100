import { PasswordPolicyError } from '../account/password.ts';
import type { EventHub } from '../console/event-hub.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Clock } from '../service/ports.ts';
import { acceptInvitation, findLink } from './accept.ts';
import type { Language } from './words.ts';

/** What the page behind a link may know. */
export interface Opened {
  readonly state: 'pending' | 'used' | 'dead' | 'unknown';
  /** null where no mail tells it */
  readonly language: Language | null;
  readonly userName: string;
}

/** The links of a sandbox, for the page behind them: each call is one transaction. */
export class Invitations {
  readonly #sandbox: Sandbox;
  readonly #events: EventHub;
  readonly #clock: Clock;

  constructor(options: { sandbox: Sandbox; events: EventHub; clock: Clock }) {
    this.#sandbox = options.sandbox;
    this.#events = options.events;
    this.#clock = options.clock;
  }

  open(secret: string): Opened {
    const link = this.#sandbox.store.read((tx) => findLink(tx, secret));
    return {
      state: link.state,
      language: link.state === 'unknown' ? null : link.language,
      userName: link.state === 'pending' ? link.userName : '',
    };
  }

  /** @returns `set`, `refused` when the password may not be set, or why the link does not work */
  accept(secret: string, password: string): 'set' | 'refused' | 'used' | 'dead' | 'unknown' {
    const now = this.#clock.now().toISOString();
    try {
      const link = this.#sandbox.store.write((tx) => {
        const found = findLink(tx, secret);
        if (found.state === 'pending') acceptInvitation(tx, found, password, now);
        return found;
      });
      if (link.state !== 'pending') return link.state;
      this.#events.publish({ type: 'mails.changed' });
      this.#events.publish({ type: 'directory.changed', resourceType: 'User', resourceIds: [link.user.id] });
      return 'set';
    } catch (error) {
      if (error instanceof PasswordPolicyError) return 'refused';
      throw error;
    }
  }
}
