import type { Sandbox } from '../sandbox/sandbox.ts';
import { invite } from './invite.ts';
import { NOBODY, type Outbox } from './outbox.ts';

/** What a SCIM request needs of an outbox. */
export type MailWriter = Pick<Outbox, 'invite' | 'committed'>;

/** The outbox of a throw-away sandbox: mails are written as usual, and none is ever sent, whatever mail server was copied along. */
export function createSilentOutbox(sandbox: Sandbox): MailWriter {
  return {
    invite: (tx, user, cause) => {
      const { mailLanguage: language } = sandbox.accountSettings;
      const mailing = { from: NOBODY, language, relayed: false, linkBase: 'http://copy.invalid/invitation' };
      return invite(tx, user, mailing, cause);
    },
    committed: () => undefined,
  };
}
