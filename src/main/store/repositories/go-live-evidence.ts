import { sql } from 'kysely';
import type { OpenDatabase } from '../open-database.ts';
import { prepare } from '../statement.ts';

export interface CallRow {
  readonly id: number;
  readonly at: string;
  readonly idp: string;
  readonly client: string;
  readonly method: string;
  /** below the base URL, with the query */
  readonly path: string;
  readonly status: number;
  readonly verdict: string;
  readonly token_id: string | null;
  readonly made_by: string | null;
}

export interface UserChangeRow {
  readonly exchange_id: number;
  readonly idp: string;
  readonly made_by: string | null;
  readonly method: string;
  readonly kind: 'created' | 'updated' | 'deleted';
  readonly resource_id: string;
  readonly resource_name: string;
  /** 1, 0, or null where `active` was not there */
  readonly active_before: number | null;
  readonly active_after: number | null;
}

export interface PushedGroupRow {
  readonly id: string;
  readonly doc: string;
  readonly members: number;
  readonly has_rights: number;
}

/** What the go-live checklist is ticked by: the newest end of tables, each with a limit. */
export function createGoLiveEvidence({ sqlite, db }: OpenDatabase) {
  const calls = prepare<{ limit: number }, CallRow>(sqlite, (p) =>
    db
      .selectFrom('exchange')
      .select(['id', 'at', 'idp', 'client', 'method', 'path', 'status', 'verdict', 'token_id', 'made_by'])
      .orderBy('id', 'desc')
      .limit(p.limit),
  );
  const userChanges = prepare<{ limit: number }, UserChangeRow>(sqlite, (p) =>
    db
      .selectFrom((from) => from.selectFrom('change').selectAll().orderBy('id', 'desc').limit(p.limit).as('change'))
      .innerJoin('exchange', 'exchange.id', 'change.exchange_id')
      .select(['change.exchange_id', 'exchange.idp', 'exchange.made_by', 'exchange.method', 'change.kind'])
      .select(['change.resource_id', 'change.resource_name'])
      .select([
        sql<number | null>`json_extract(change.before, '$.active')`.as('active_before'),
        sql<number | null>`json_extract(change.after, '$.active')`.as('active_after'),
      ])
      .where('change.resource_type', '=', 'User')
      .orderBy('change.id', 'desc'),
  );
  const pushedGroups = prepare<{ limit: number }, PushedGroupRow>(sqlite, (p) =>
    db
      .selectFrom('resource')
      .select(['id', 'doc'])
      .select([
        sql<number>`(select count(*) from member where member.group_seq = resource.seq)`.as('members'),
        sql<number>`exists (select 1 from group_right where group_right.group_seq = resource.seq)`.as('has_rights'),
      ])
      .where('type', '=', 'Group')
      .where('origin', '=', 'scim')
      .orderBy('seq')
      .limit(p.limit),
  );
  return {
    /** newest first, without bodies */
    calls: (limit: number): CallRow[] => calls.all({ limit }),
    /** what exchanges that are still in the log did to users, newest first */
    userChanges: (limit: number): UserChangeRow[] => userChanges.all({ limit }),
    /** groups that an identity provider made, oldest first */
    pushedGroups: (limit: number): PushedGroupRow[] => pushedGroups.all({ limit }),
  };
}

export type GoLiveEvidence = ReturnType<typeof createGoLiveEvidence>;
