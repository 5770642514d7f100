import type { Selectable } from 'kysely';
import type { OpenDatabase } from '../open-database.ts';
import { prepare } from '../statement.ts';
import type { ChangeTable } from '../tables.ts';

export type ChangeRow = Selectable<ChangeTable>;
export type NewChange = Omit<ChangeRow, 'id'>;

export function createChangeRepository({ sqlite, db }: OpenDatabase) {
  const insert = prepare<NewChange>(sqlite, (p) =>
    db.insertInto('change').values({
      exchange_id: p.exchange_id,
      at: p.at,
      sentence: p.sentence,
      resource_type: p.resource_type,
      resource_id: p.resource_id,
      resource_name: p.resource_name,
      kind: p.kind,
      version: p.version,
      before: p.before,
      after: p.after,
    }),
  );
  const ofExchange = prepare<{ exchange: number }, ChangeRow>(sqlite, (p) =>
    db.selectFrom('change').selectAll().where('exchange_id', '=', p.exchange).orderBy('id').limit(1000),
  );
  const ofResource = prepare<{ id: string; limit: number }, ChangeRow>(sqlite, (p) =>
    db.selectFrom('change').selectAll().where('resource_id', '=', p.id).orderBy('id', 'desc').limit(p.limit),
  );
  return {
    insert: (row: NewChange): void => void insert.run(row),
    /** oldest first */
    ofExchange: (exchange: number): ChangeRow[] => ofExchange.all({ exchange }),
    /** newest first */
    ofResource: (id: string, limit: number): ChangeRow[] => ofResource.all({ id, limit }),
  };
}

export type ChangeRepository = ReturnType<typeof createChangeRepository>;
