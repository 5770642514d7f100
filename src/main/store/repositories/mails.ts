import type { Insertable, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { OpenDatabase } from '../open-database.ts';
import { type QueryRunner, prepare } from '../statement.ts';
import type { MailTable } from '../tables/access.ts';

export type MailRow = Selectable<MailTable>;
type RelayState = MailTable['relay'];

/** A mail of the outbox without its text, with what became of its link. */
export interface MailSummaryRow extends Omit<MailRow, 'raw'> {
  /** null when the user is gone, or the mail is about none */
  readonly user_name: string | null;
  readonly link: 'pending' | 'used' | 'dead' | null;
}

/** What went out, or would. The newest is first, everywhere but in the relay's queue. */
export function createMailRepository({ sqlite, db }: OpenDatabase, runner: QueryRunner) {
  const insert = prepare<Insertable<MailTable>>(sqlite, (p) =>
    db.insertInto('mail').values({
      at: p.at,
      kind: p.kind,
      user_id: p.user_id,
      exchange_id: p.exchange_id,
      recipient: p.recipient,
      recipient_name: p.recipient_name,
      subject: p.subject,
      language: p.language,
      raw: p.raw,
      relay: p.relay,
      relay_detail: p.relay_detail,
    }),
  );
  // An invitation is found by its user, for whom there is an index; of the mail there is none, so that making one costs less.
  const summaries = () =>
    db
      .selectFrom('mail')
      .leftJoin('invitation', (join) =>
        join.onRef('invitation.user_id', '=', 'mail.user_id').onRef('invitation.mail_id', '=', 'mail.id'),
      )
      .leftJoin('resource', 'resource.id', 'mail.user_id')
      .select([
        'mail.id',
        'mail.at',
        'mail.kind',
        'mail.user_id',
        'mail.exchange_id',
        'mail.recipient',
        'mail.recipient_name',
        'mail.subject',
        'mail.language',
        'mail.relay',
        'mail.relay_detail',
      ])
      .select(sql<string | null>`resource.doc ->> '$.userName'`.as('user_name'))
      .select(
        sql<MailSummaryRow['link']>`case
          when invitation.id is null then null
          when invitation.used is not null then 'used'
          when invitation.died is not null or resource.id is null then 'dead'
          else 'pending' end`.as('link'),
      );
  const raw = prepare<{ id: number }, { raw: Uint8Array }>(sqlite, (p) =>
    db.selectFrom('mail').select('raw').where('id', '=', p.id),
  );
  const count = prepare<object, { n: number }>(sqlite, () =>
    db.selectFrom('mail').select((e) => e.fn.countAll<number>().as('n')),
  );
  const language = prepare<{ id: number }, { language: MailRow['language'] }>(sqlite, (p) =>
    db.selectFrom('mail').select('language').where('id', '=', p.id),
  );
  const setRelay = prepare<{ id: number; relay: RelayState; detail: string | null }>(sqlite, (p) =>
    db.updateTable('mail').set({ relay: p.relay, relay_detail: p.detail }).where('id', '=', p.id),
  );
  const setWaiting = prepare<{ relay: RelayState; detail: string | null }>(sqlite, (p) =>
    db.updateTable('mail').set({ relay: p.relay, relay_detail: p.detail }).where('relay', '=', 'waiting'),
  );
  const waiting = prepare<{ after: number }, MailRow>(sqlite, (p) =>
    db.selectFrom('mail').selectAll().where('id', '>', p.after).where('relay', '=', 'waiting').orderBy('id').limit(sql.lit(1)),
  );

  return {
    /** @returns the id */
    insert: (row: Insertable<MailTable>): number => insert.insert(row),
    list: (query: { offset: number; limit: number }): MailSummaryRow[] =>
      runner.all<MailSummaryRow>(summaries().orderBy('mail.id', 'desc').limit(query.limit).offset(query.offset)),
    summary: (id: number): MailSummaryRow | undefined => runner.get<MailSummaryRow>(summaries().where('mail.id', '=', id)),
    count: (): number => count.get({})?.n ?? 0,
    raw: (id: number): Uint8Array | undefined => raw.get({ id })?.raw,
    languageOf: (id: number): MailRow['language'] | undefined => language.get({ id })?.language,
    /** the next one that waits to be sent, in the order in which they were made */
    nextWaiting: (after: number): MailRow | undefined => waiting.get({ after }),
    setRelay: (id: number, relay: RelayState, detail: string | null): void => void setRelay.run({ id, relay, detail }),
    /** @returns how many waited */
    setRelayOfWaiting: (relay: RelayState, detail: string | null): number => setWaiting.run({ relay, detail }),
    /** @returns how many there were; the links in them go on working, as those in a mail that went out do */
    clear: (): number => runner.run(db.deleteFrom('mail')),
  };
}

export type MailRepository = ReturnType<typeof createMailRepository>;
