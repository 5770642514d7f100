import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { OpenDatabase } from '../open-database.ts';
import { prepare } from '../statement.ts';
import type { AccountTable } from '../tables/access.ts';

export type AccountRow = Selectable<AccountTable>;

/** Passwords of users. They are not part of the resource: no SCIM request reads or writes them, and a user without one has no row. */
export function createAccountRepository({ sqlite, db }: OpenDatabase) {
  const byUser = prepare<{ user: string }, AccountRow>(sqlite, (p) =>
    db.selectFrom('account').selectAll().where('user_id', '=', p.user),
  );
  const byUsers = prepare<{ users: string }, AccountRow>(sqlite, (p) =>
    db
      .selectFrom('account')
      .selectAll()
      .where('user_id', 'in', sql<string>`(select value from json_each(${p.users}))`),
  );
  const put = prepare<AccountRow>(sqlite, (p) =>
    db
      .insertInto('account')
      .values({
        user_id: p.user_id,
        password_hash: p.password_hash,
        password_set: p.password_set,
        password_set_by: p.password_set_by,
      })
      .onConflict((c) =>
        c.column('user_id').doUpdateSet({
          password_hash: p.password_hash,
          password_set: p.password_set,
          password_set_by: p.password_set_by,
        }),
      ),
  );

  return {
    byUser: (user: string): AccountRow | undefined => byUser.get({ user }),
    /** by the user's id; those who never had a password are left out */
    byUsers: (users: readonly string[]): Map<string, AccountRow> =>
      new Map(byUsers.all({ users: JSON.stringify(users) }).map((row) => [row.user_id, row])),
    put: (row: AccountRow): void => void put.run(row),
  };
}

export type AccountRepository = ReturnType<typeof createAccountRepository>;
