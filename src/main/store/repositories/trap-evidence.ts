import { sql } from 'kysely';
import type { Whose } from '#shared/contract/exchanges.ts';
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

/** What counts besides what came from outside. */
const ALSO: Readonly<Record<Whose, string>> = { provider: '', simulator: 'simulator' };

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
  const traffic = prepare<{ limit: number; also: string }, TrafficRow>(sqlite, (p) =>
    db
      .selectFrom('exchange')
      .select(['id', 'idp', 'method', 'status', 'resource_type'])
      .where((e) => e.or([e('made_by', 'is', null), e('made_by', '=', p.also)]))
      .orderBy('id', 'desc')
      .limit(p.limit),
  );
  const touched = prepare<{ rule: string; limit: number; also: string }, TouchedRow>(sqlite, (p) =>
    db
      .selectFrom('exchange_rule')
      .innerJoin('exchange', 'exchange.id', 'exchange_rule.exchange_id')
      .select(['exchange.id', 'exchange.status', 'exchange.resource_id', 'exchange.resource_name', 'exchange.findings'])
      .where('exchange_rule.rule_id', '=', p.rule)
      .where((e) => e.or([e('exchange.made_by', 'is', null), e('exchange.made_by', '=', p.also)]))
      .orderBy('exchange_rule.exchange_id', 'desc')
      .limit(p.limit),
  );
  const exchangesOf = prepare<{ resource: string; limit: number; also: string }, { exchange_id: number }>(sqlite, (p) =>
    db
      .selectFrom('change')
      // One that has left the log is taken for one from outside.
      .leftJoin('exchange', 'exchange.id', 'change.exchange_id')
      .select('change.exchange_id')
      .where('change.resource_id', '=', p.resource)
      .where('change.exchange_id', '>', 0)
      .where((e) => e.or([e('exchange.made_by', 'is', null), e('exchange.made_by', '=', p.also)]))
      .orderBy('change.id', 'desc')
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
    traffic: (limit: number, whose: Whose): TrafficRow[] => traffic.all({ limit, also: ALSO[whose] }),
    /** exchanges whose findings name the rule, newest first */
    touched: (rule: string, limit: number, whose: Whose): TouchedRow[] => touched.all({ rule, limit, also: ALSO[whose] }),
    /** exchanges that changed the resource, newest first; what the admin did by hand is none */
    exchangesOf: (resource: string, limit: number, whose: Whose): number[] =>
      exchangesOf.all({ resource, limit, also: ALSO[whose] }).map((row) => row.exchange_id),
    /** groups that are members of groups */
    nested: (limit: number) => nested.all({ limit }),
  };
}

export type TrapEvidence = ReturnType<typeof createTrapEvidence>;
