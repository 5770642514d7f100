import { sql } from 'kysely';
import type { OpenDatabase } from '../open-database.ts';
import { type QueryRunner, prepare } from '../statement.ts';
import type { ResourceRow } from './resources.ts';

/** What of log and directory is this program's own doing. Where nothing is, each question costs one look into an empty index. */
export function createOwnTraffic({ sqlite, db }: OpenDatabase, runner: QueryRunner) {
  const any = prepare<object, { id: number }>(sqlite, () =>
    db.selectFrom('exchange').select('id').where('made_by', 'is not', null).limit(1),
  );
  const provider = prepare<{ limit: number }, { id: number }>(sqlite, (p) =>
    db
      .selectFrom((from) =>
        from.selectFrom('exchange').select(['id', 'made_by', 'idp', 'status']).orderBy('id', 'desc').limit(p.limit).as('newest'),
      )
      .select('id')
      .where('made_by', 'is', null)
      .where('idp', '!=', 'unknown')
      .where('status', '!=', 401)
      .limit(1),
  );
  const only = prepare<{ type: string; limit: number }, { id: string }>(sqlite, (p) =>
    db
      .selectFrom('resource')
      .select('id')
      .where('type', '=', p.type)
      .where(touched(sql`is not null`))
      .where(sql<boolean>`not ${touched(sql`is null`)}`)
      .orderBy('seq', 'desc')
      .limit(p.limit),
  );
  // Who was there before, and was only changed by this program, is not left behind by it.
  const left = (type: string) =>
    db
      .selectFrom('resource')
      .where('type', '=', type)
      .where(touched(sql`is not null and change.kind = 'created'`))
      .where(sql<boolean>`not ${touched(sql`is null`)}`);
  const hasLeft = prepare<{ id: string }, { id: string }>(sqlite, (p) =>
    db
      .selectFrom('resource')
      .select('id')
      .where('id', '=', p.id)
      .where(touched(sql`is not null and change.kind = 'created'`))
      .where(sql<boolean>`not ${touched(sql`is null`)}`),
  );
  return {
    hasAny: (): boolean => any.get({}) !== undefined,
    /** whether a recognised identity provider has called from outside with a token that holds, among the newest calls */
    providerHasCalled: (newest: number): boolean => provider.get({ limit: newest }) !== undefined,
    /** users or groups that this program changed, and nobody who called from outside, as far as the log goes back */
    onlyItsOwn: (type: 'User' | 'Group', limit: number): string[] => only.all({ type, limit }).map(({ id }) => id),
    /** whether this program made it, and nobody who called from outside has changed it since */
    hasLeft: (id: string): boolean => hasLeft.get({ id }) !== undefined,
    /** such users or groups, newest first */
    left: (type: string, limit: number): ResourceRow[] =>
      runner.all(left(type).selectAll('resource').orderBy('seq', 'desc').limit(limit)),
    countLeft: (type: string): number => runner.all(left(type).select((e) => e.fn.countAll<number>().as('n')))[0]?.n ?? 0,
  };
}

function touched(how: ReturnType<typeof sql>) {
  return sql<boolean>`exists (select 1 from change join exchange on exchange.id = change.exchange_id
    where change.resource_id = resource.id and exchange.made_by ${how})`;
}

export type OwnTrafficRepository = ReturnType<typeof createOwnTraffic>;
