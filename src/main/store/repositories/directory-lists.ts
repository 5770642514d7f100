import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import { sql } from 'kysely';
import { foldCase } from '../../scim/fold-case.ts';
import { contains } from '../like.ts';
import type { OpenDatabase } from '../open-database.ts';
import type { QueryRunner } from '../statement.ts';
import type { Tables } from '../tables.ts';
import type { ResourceRow } from './resources.ts';

export interface UserListQuery {
  readonly text: string;
  readonly show: 'all' | 'active' | 'inactive' | 'warnings';
  readonly offset: number;
  readonly limit: number;
  /** among `warnings`: whether users in no group count */
  readonly wantsGroup?: boolean;
}

export type GroupListQuery = Omit<UserListQuery, 'show' | 'wantsGroup'>;

interface Found {
  readonly rows: ResourceRow[];
  readonly total: number;
}

/** The console's lists of users and groups: free text, newest change first. */
export function createDirectoryLists({ db }: OpenDatabase, runner: QueryRunner) {
  const find = (type: string, query: GroupListQuery, extra: readonly Expression<SqlBool>[]): Found => {
    const where = (e: ExpressionBuilder<Tables, 'resource'>) => e.and([e('type', '=', type), ...matches(query.text), ...extra]);
    const page = db
      .selectFrom('resource')
      .selectAll()
      .where(where)
      .orderBy('modified', 'desc')
      .orderBy('seq', 'desc')
      .limit(query.limit)
      .offset(query.offset);
    const total = db
      .selectFrom('resource')
      .select((e) => e.fn.countAll<number>().as('n'))
      .where(where);
    return { rows: runner.all<ResourceRow>(page), total: runner.get<{ n: number }>(total)?.n ?? 0 };
  };
  return {
    users: (query: UserListQuery): Found => find('User', query, shown(query)),
    groups: (query: GroupListQuery): Found => find('Group', query, []),
    /** users who have a right through a group, oldest first */
    usersWithRights: (): ResourceRow[] =>
      runner.all<ResourceRow>(
        db
          .selectFrom('resource')
          .selectAll()
          .where('type', '=', 'User')
          .where((e) =>
            e.exists(
              e
                .selectFrom('member')
                .innerJoin('group_right', 'group_right.group_seq', 'member.group_seq')
                .select('member.group_seq')
                .whereRef('member.member_seq', '=', 'resource.seq'),
            ),
          )
          .orderBy('seq')
          .limit(500),
      ),
  };
}

function matches(text: string): Expression<SqlBool>[] {
  if (text === '') return [];
  return [contains(sql`fold(doc)`, foldCase(text))];
}

function shown({ show, wantsGroup = false }: UserListQuery): Expression<SqlBool>[] {
  switch (show) {
    case 'all':
      return [];
    case 'active':
      return [sql<SqlBool>`active = 1`];
    case 'inactive':
      return [sql<SqlBool>`active = 0`];
    case 'warnings':
      return [
        sql<SqlBool>`((${wantsGroup ? 1 : 0} and not exists (select 1 from member where member.member_seq = resource.seq))
          or json_type(resource.doc, '$.emails') is null)`,
      ];
  }
}

export type DirectoryLists = ReturnType<typeof createDirectoryLists>;
