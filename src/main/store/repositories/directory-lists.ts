import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import { sql } from 'kysely';
import { URN } from '#shared/scim/urns.ts';
import { foldCase } from '../../scim/fold-case.ts';
import { contains } from '../like.ts';
import type { OpenDatabase } from '../open-database.ts';
import type { QueryRunner } from '../statement.ts';
import type { Tables } from '../tables/index.ts';
import type { ResourceRow } from './resources.ts';

export interface UserListQuery {
  readonly text: string;
  readonly show: 'all' | 'active' | 'inactive' | 'warnings' | 'cannot-log-in';
  readonly offset: number;
  readonly limit: number;
  /** among `warnings`: whether users in no group count */
  readonly wantsGroup?: boolean;
  /** for `cannot-log-in` */
  readonly logIn?: LogInTerms;
}

/** What decides who cannot log in, besides the user's own data. */
export interface LogInTerms {
  /** single sign-on is known to be off */
  readonly ssoOff: boolean;
  /** passwords that were set until then have expired, ISO 8601; null: none expires */
  readonly expiredUntil: string | null;
}

export type GroupListQuery = Omit<UserListQuery, 'show' | 'wantsGroup' | 'logIn'>;

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

function shown({ show, wantsGroup = false, logIn }: UserListQuery): Expression<SqlBool>[] {
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
    case 'cannot-log-in':
      return [sql<SqlBool>`active = 1`, cannotLogIn(logIn)];
  }
}

const NEVER_EXPIRES = `$."${URN.meisterplanUser}".passwordNeverExpires`;

/** Of active users: what `logInState` (account/log-in.ts) decides, so that a page and its total need not read every user. */
function cannotLogIn(terms: LogInTerms | undefined): Expression<SqlBool> {
  if (terms?.ssoOff !== true) return sql<SqlBool>`0`;
  const { expiredUntil } = terms;
  const holds =
    expiredUntil === null
      ? sql`1`
      : sql`(account.password_set > ${expiredUntil} or json_extract(resource.doc, ${NEVER_EXPIRES}) = 1)`;
  return sql<SqlBool>`(
    not exists (select 1 from account where account.user_id = resource.id and account.password_hash is not null and ${holds})
    and not exists (
      select 1 from invitation where invitation.user_id = resource.id and invitation.used is null and invitation.died is null)
    and (json_type(resource.doc, '$.password') is null
      or exists (select 1 from account where account.user_id = resource.id and account.password_hash is not null)))`;
}

export type DirectoryLists = ReturnType<typeof createDirectoryLists>;
