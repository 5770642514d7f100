import type { Selectable } from 'kysely';
import type { OpenDatabase } from '../open-database.ts';
import { prepare } from '../statement.ts';
import type { ChangeTable } from '../tables/directory.ts';

export type ChangeRow = Selectable<ChangeTable>;

/** In the place of an exchange: the admin did it in the console. */
export const NO_EXCHANGE = 0;

/** So many are read of what one exchange or act changed. */
export const CHANGES_READ = 1000;

/** More than the operations of the largest bulk request can make. */
const CHANGES_PER_EXCHANGE = 10_000;

export function createChangeRepository({ sqlite, db }: OpenDatabase) {
  const insert = prepare<ChangeRow>(sqlite, (p) =>
    db.insertInto('change').values({
      id: p.id,
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
  const between = prepare<{ from: number; to: number }, ChangeRow>(sqlite, (p) =>
    db.selectFrom('change').selectAll().where('id', '>=', p.from).where('id', '<', p.to).orderBy('id').limit(CHANGES_READ),
  );
  const ofResource = prepare<{ id: string; limit: number }, ChangeRow>(sqlite, (p) =>
    db.selectFrom('change').selectAll().where('resource_id', '=', p.id).orderBy('id', 'desc').limit(p.limit),
  );
  const byId = prepare<{ id: number }, ChangeRow>(sqlite, (p) => db.selectFrom('change').selectAll().where('id', '=', p.id));
  const lastId = prepare<object, { id: number | null }>(sqlite, () =>
    db.selectFrom('change').select((e) => e.fn.max('id').as('id')),
  );
  return {
    /** of the newest exchange or act that changed something; the log may have been emptied since */
    lastNumber: (): number => Math.floor((lastId.get({})?.id ?? 0) / CHANGES_PER_EXCHANGE),
    /**
     * @param place of the change among those of its exchange or act, from 0
     * @param number of the act, where there is no exchange
     * @returns the id that it got
     */
    insert(row: Omit<ChangeRow, 'id'>, place: number, number = row.exchange_id): number {
      const id = number * CHANGES_PER_EXCHANGE + place;
      insert.runLater({ ...row, id });
      return id;
    },
    byId: (id: number): ChangeRow | undefined => byId.get({ id }),
    /** what one exchange or act changed, of which `id` is one; oldest first, at most `CHANGES_READ` */
    togetherWith(id: number): ChangeRow[] {
      const from = id - (id % CHANGES_PER_EXCHANGE);
      return between.all({ from, to: from + CHANGES_PER_EXCHANGE });
    },
    /** oldest first */
    ofExchange: (exchange: number): ChangeRow[] =>
      between.all({ from: exchange * CHANGES_PER_EXCHANGE, to: (exchange + 1) * CHANGES_PER_EXCHANGE }),
    /** newest first */
    ofResource: (id: string, limit: number): ChangeRow[] => ofResource.all({ id, limit }),
  };
}

export type ChangeRepository = ReturnType<typeof createChangeRepository>;
