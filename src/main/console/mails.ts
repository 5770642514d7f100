import type { ConsoleContract, MailDetail, MailSummary, Service } from '#shared/contract/index.ts';
import { type Act, perform } from '../directory/act.ts';
import { noteAct } from '../directory/note-act.ts';
import { type Work, nameOf } from '../directory/work.ts';
import { isAddress } from '../mail/address.ts';
import type { Outbox } from '../mail/outbox.ts';
import { parseDoc } from '../store/document.ts';
import { readMessage } from '../mail/read-message.ts';
import type { MailSummaryRow } from '../store/repositories/mails.ts';
import type { Tx } from '../store/store.ts';
import { ConsoleError } from './console-error.ts';
import type { ConsoleDependencies } from './console.ts';

export function createMailOperations(dependencies: ConsoleDependencies): Service<ConsoleContract>['mails'] {
  const { sandbox, outbox, clock, events } = dependencies;
  const { store } = sandbox;
  return {
    list: (query) =>
      store.read((tx) => ({
        items: tx.mails.list(query).map(viewMail),
        total: tx.mails.count(),
      })),

    get: ({ id }) => store.read((tx) => viewDetail(tx, requireMail(tx, id))),

    invite: ({ userId }) => {
      const model = sandbox.profile.byName('User');
      if (model === undefined) throw new ConsoleError('conflict', 'The profile of this sandbox has no users.');
      const { result, changes } = perform(sandbox, model, clock.now().toISOString(), (work) =>
        inviteByHand(work, outbox, userId),
      );
      outbox.committed();
      events.publish({ type: 'directory.changed', resourceType: 'User', resourceIds: changes.map((one) => one.resourceId) });
      return viewMail(result);
    },

    resend: ({ id }) => {
      store.read((tx) => requireMail(tx, id));
      if (!outbox.relaySettings.enabled) {
        throw new ConsoleError('conflict', 'Mails go to no mail server. Switch that on in Settings first.');
      }
      outbox.resend(id);
      return viewMail(store.read((tx) => requireMail(tx, id)));
    },

    clear: () => {
      const removed = store.write((tx) => tx.mails.clear());
      outbox.changed();
      return { removed };
    },

    relaySettings: () => outbox.relaySettings,

    saveRelay: async ({ password, ...settings }) => {
      checkOptional(settings.from, 'The address of the sender');
      checkOptional(settings.redirectTo, 'The address that gets all mails');
      if (settings.enabled && settings.host === '') {
        throw new ConsoleError('invalid_input', 'Name the host of the mail server before mails are to go out through it.');
      }
      if (settings.enabled && settings.from === '') {
        throw new ConsoleError('invalid_input', 'Name the address of the sender; a mail server refuses mails without one.');
      }
      await outbox.saveRelay(settings, password);
      return outbox.relaySettings;
    },

    sendTest: ({ to }) => {
      const { host, from } = outbox.relaySettings;
      if (!isAddress(to)) throw new ConsoleError('invalid_input', `"${to}" is no e-mail address that the test mail could go to.`);
      if (host === '' || from === '') {
        throw new ConsoleError('invalid_input', 'Save the host of the mail server and the address of the sender first.');
      }
      return outbox.sendTest(to);
    },
  };
}

function checkOptional(address: string, what: string): void {
  if (address === '' || isAddress(address)) return;
  throw new ConsoleError('invalid_input', `${what} is no e-mail address: "${address}".`);
}

function requireMail(tx: Tx, id: number): MailSummaryRow {
  const mail = tx.mails.summary(id);
  if (mail === undefined) throw new ConsoleError('not_found', `There is no mail ${id} in the outbox.`);
  return mail;
}

/** Puts an invitation from the console into the user's history; the user's version stays. */
function inviteByHand(work: Work, outbox: Outbox, id: string): Act<MailSummaryRow> {
  const { tx, now } = work;
  const user = tx.resources.byId(id);
  if (user === undefined || user.type !== 'User') {
    throw new ConsoleError('not_found', 'The user who was to be invited does not exist any more.');
  }
  const doc = parseDoc(user);
  const mailId = outbox.invite(tx, { id, doc }, { now, exchangeId: null });
  if (mailId === null) {
    throw new ConsoleError('conflict', `${nameOf(doc)} has no e-mail address that a mail could go to. Give the user one first.`);
  }
  const name = noteAct(work, user);
  return { result: requireMail(tx, mailId), deed: `sent an invitation to ${name}` };
}

function viewMail(row: MailSummaryRow): MailSummary {
  return {
    id: row.id,
    at: row.at,
    kind: row.kind,
    exchangeId: row.exchange_id,
    userId: row.user_id,
    userName: row.user_name,
    recipient: row.recipient,
    recipientName: row.recipient_name,
    subject: row.subject,
    language: row.language,
    link: row.link,
    relay: row.relay,
    relayDetail: row.relay_detail,
  };
}

function viewDetail(tx: Tx, row: MailSummaryRow): MailDetail {
  const raw = Buffer.from(tx.mails.raw(row.id) ?? []).toString('utf8');
  const message = readMessage(raw);
  const linkUrl = row.kind === 'invitation' ? (/^http:\S+$/m.exec(message.text)?.[0] ?? null) : null;
  return { ...viewMail(row), ...message, headers: [...message.headers], raw, linkUrl };
}
