import { sql } from 'kysely';
import type { OpenDatabase } from '../open-database.ts';
import { prepare } from '../statement.ts';
import type { ResourceRow } from './resources.ts';

export interface TrapUserRow extends ResourceRow {
  readonly in_group: number;
}

export interface TrafficRow {
  readonly id: number;
  readonly idp: string;
  readonly method: string;
  readonly status: number;
  readonly resource_type: string | null;
}

export interface TouchedRow {
  readonly id: number;
  readonly status: number;
  readonly resource_id: string | null;
  readonly resource_name: string | null;
  readonly findings: string | null;
}

/**
 * What traps are found in. Each query walks an index or the newest end of a table and has a limit, so that none of them grows
 * with the log.
 */
export function createTrapEvidence({ sqlite, db }: OpenDatabase) {
  const users = prepare<{ limit: number }, TrapUserRow>(sqlite, (p) =>
    db
      .selectFrom('resource')
      .selectAll()
      .select(sql<number>`exists (select 1 from member where member.member_seq = resource.seq)`.as('in_group'))
      .where('type', '=', 'User')
      .orderBy('seq', 'desc')
      .limit(p.limit),
  );
  const traffic = prepare<{ limit: number }, TrafficRow>(sqlite, (p) =>
    db.selectFrom('exchange').select(['id', 'idp', 'method', 'status', 'resource_type']).orderBy('id', 'desc').limit(p.limit),
  );
  const touched = prepare<{ rule: string; limit: number }, TouchedRow>(sqlite, (p) =>
    db
      .selectFrom('exchange_rule')
      .innerJoin('exchange', 'exchange.id', 'exchange_rule.exchange_id')
      .select(['exchange.id', 'exchange.status', 'exchange.resource_id', 'exchange.resource_name', 'exchange.findings'])
      .where('exchange_rule.rule_id', '=', p.rule)
      .orderBy('exchange_rule.exchange_id', 'desc')
      .limit(p.limit),
  );
  const exchangesOf = prepare<{ resource: string; limit: number }, { exchange_id: number }>(sqlite, (p) =>
    db
      .selectFrom('change')
      .select('exchange_id')
      .where('resource_id', '=', p.resource)
      .where('exchange_id', '>', 0)
      .orderBy('id', 'desc')
      .limit(p.limit),
  );
  const nested = prepare<{ limit: number }, { inner_id: string; inner_doc: string; outer_id: string; outer_doc: string }>(
    sqlite,
    (p) =>
      db
        .selectFrom('resource as inner')
        .innerJoin('member', 'member.member_seq', 'inner.seq')
        .innerJoin('resource as outer', 'outer.seq', 'member.group_seq')
        .select(['inner.id as inner_id', 'inner.doc as inner_doc', 'outer.id as outer_id', 'outer.doc as outer_doc'])
        .where('inner.type', '=', 'Group')
        .orderBy('inner.seq')
        .limit(p.limit),
  );

  return {
    /** newest first */
    users: (limit: number): TrapUserRow[] => users.all({ limit }),
    /** newest first, without bodies */
    traffic: (limit: number): TrafficRow[] => traffic.all({ limit }),
    /** exchanges whose findings name the rule, newest first */
    touched: (rule: string, limit: number): TouchedRow[] => touched.all({ rule, limit }),
    /** exchanges that changed the resource, newest first; what the admin did by hand is none */
    exchangesOf: (resource: string, limit: number): number[] =>
      exchangesOf.all({ resource, limit }).map((row) => row.exchange_id),
    /** groups that are members of groups */
    nested: (limit: number) => nested.all({ limit }),
  };
}

export type TrapEvidence = ReturnType<typeof createTrapEvidence>;
