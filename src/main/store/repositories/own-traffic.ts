import { sql } from 'kysely';
import type { OpenDatabase } from '../open-database.ts';
import { prepare } from '../statement.ts';

/** What of log and directory is this program's own doing. Where nothing is, each question costs one look into an empty index. */
export function createOwnTraffic({ sqlite, db }: OpenDatabase) {
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
  return {
    hasAny: (): boolean => any.get({}) !== undefined,
    /** whether a recognised identity provider has called from outside with a token that holds, among the newest calls */
    providerHasCalled: (newest: number): boolean => provider.get({ limit: newest }) !== undefined,
    /** users or groups that this program changed, and nobody who called from outside, as far as the log goes back */
    onlyItsOwn: (type: 'User' | 'Group', limit: number): string[] => only.all({ type, limit }).map(({ id }) => id),
  };
}

function touched(how: ReturnType<typeof sql>) {
  return sql<boolean>`exists (select 1 from change join exchange on exchange.id = change.exchange_id
    where change.resource_id = resource.id and exchange.made_by ${how})`;
}

export type OwnTrafficRepository = ReturnType<typeof createOwnTraffic>;
