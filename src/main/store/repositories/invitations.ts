import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { OpenDatabase } from '../open-database.ts';
import { prepare } from '../statement.ts';
import type { InvitationTable } from '../tables/access.ts';

export type InvitationRow = Selectable<InvitationTable>;

/** Links for setting a password. One of a user is open at most: neither used nor dead. */
export function createInvitationRepository({ sqlite, db }: OpenDatabase) {
  const insert = prepare<InvitationRow>(sqlite, (p) =>
    db.insertInto('invitation').values({
      id: p.id,
      user_id: p.user_id,
      mail_id: p.mail_id,
      hash: p.hash,
      created: p.created,
      used: p.used,
      died: p.died,
    }),
  );
  const byHash = prepare<{ hash: Uint8Array }, InvitationRow>(sqlite, (p) =>
    db.selectFrom('invitation').selectAll().where('hash', '=', p.hash),
  );
  const ofUser = prepare<{ user: string }, InvitationRow>(sqlite, (p) =>
    db.selectFrom('invitation').selectAll().where('user_id', '=', p.user).orderBy('created', 'desc').orderBy('mail_id', 'desc'),
  );
  const ofUsers = prepare<{ users: string }, InvitationRow>(sqlite, (p) =>
    db
      .selectFrom('invitation')
      .selectAll()
      .where('user_id', 'in', sql<string>`(select value from json_each(${p.users}))`)
      .orderBy('created')
      .orderBy('mail_id'),
  );
  const use = prepare<{ id: string; at: string }>(sqlite, (p) =>
    db.updateTable('invitation').set({ used: p.at }).where('id', '=', p.id).where('used', 'is', null).where('died', 'is', null),
  );
  const kill = prepare<{ user: string; at: string }>(sqlite, (p) =>
    db
      .updateTable('invitation')
      .set({ died: p.at })
      .where('user_id', '=', p.user)
      .where('used', 'is', null)
      .where('died', 'is', null),
  );

  return {
    insert: (row: InvitationRow): void => void insert.run(row),
    byHash: (hash: Uint8Array): InvitationRow | undefined => byHash.get({ hash }),
    /** newest first */
    ofUser: (user: string): InvitationRow[] => ofUser.all({ user }),
    /** the newest of each user, by the user's id; those who were never invited are left out */
    latestOfUsers: (users: readonly string[]): Map<string, InvitationRow> =>
      new Map(ofUsers.all({ users: JSON.stringify(users) }).map((row) => [row.user_id, row])),
    /** @returns false when it was used or dead before */
    use: (id: string, at: string): boolean => use.run({ id, at }) > 0,
    /** Rule 14: whatever is still open dies. */
    killOpen: (user: string, at: string): void => void kill.run({ user, at }),
  };
}

export type InvitationRepository = ReturnType<typeof createInvitationRepository>;
