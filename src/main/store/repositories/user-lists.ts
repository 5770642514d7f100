import type { Selectable } from 'kysely';
import { z } from 'zod';
import { ListedUser } from '#shared/contract/user-list.ts';
import { bodyToText, encodeBody } from '../body-codec.ts';
import type { OpenDatabase } from '../open-database.ts';
import { prepare } from '../statement.ts';
import type { UserListTable } from '../tables/choices.ts';

/** The users of the real system, as imported. */
export interface UserList {
  readonly name: string;
  /** ISO 8601, UTC */
  readonly imported: string;
  readonly users: readonly ListedUser[];
}

export type UserListHead = Pick<Selectable<UserListTable>, 'name' | 'imported' | 'count'>;

const Users = z.array(ListedUser);
/** There is one at most: a sandbox stands for one system. */
const ONLY = 1;

export function createUserListRepository({ sqlite, db }: OpenDatabase) {
  const head = prepare<object, UserListHead>(sqlite, () =>
    db.selectFrom('user_list').select(['name', 'imported', 'count']).where('id', '=', ONLY),
  );
  const get = prepare<object, Selectable<UserListTable>>(sqlite, () =>
    db.selectFrom('user_list').selectAll().where('id', '=', ONLY),
  );
  const put = prepare<Omit<Selectable<UserListTable>, 'id'>>(sqlite, (p) =>
    db.replaceInto('user_list').values({ id: ONLY, name: p.name, imported: p.imported, count: p.count, users: p.users }),
  );
  const remove = prepare(sqlite, () => db.deleteFrom('user_list'));
  return {
    /** without the users */
    head: (): UserListHead | undefined => head.get({}),
    get(): UserList | undefined {
      const row = get.get({});
      if (row === undefined) return undefined;
      return { name: row.name, imported: row.imported, users: Users.parse(JSON.parse(bodyToText(row.users) ?? '[]')) };
    },
    put: ({ name, imported, users }: UserList): void =>
      void put.run({ name, imported, count: users.length, users: encodeBody(JSON.stringify(users)) ?? '[]' }),
    remove: (): boolean => remove.run({}) > 0,
  };
}

export type UserListRepository = ReturnType<typeof createUserListRepository>;
