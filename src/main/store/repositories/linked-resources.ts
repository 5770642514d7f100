import type { LinkedResource } from '#shared/contract/resources.ts';
import { URN } from '#shared/scim/urns.ts';
import { sql } from 'kysely';
import { foldCase } from '../../scim/fold-case.ts';
import { contains } from '../like.ts';
import type { OpenDatabase } from '../open-database.ts';
import { type QueryRunner, prepare } from '../statement.ts';

const LINK = `$."${URN.meisterplanUser}".linkedResource.id`;

/** The resources of the rehearsed product that a user may be linked to (rules 11 and 20). */
export function createLinkedResourceRepository({ sqlite, db }: OpenDatabase, runner: QueryRunner) {
  const upsert = prepare<LinkedResource>(sqlite, (p) =>
    db
      .insertInto('linked_resource')
      .values({ id: p.id, name: p.name })
      .onConflict((c) => c.column('id').doUpdateSet({ name: p.name })),
  );
  const byId = prepare<{ id: string }, LinkedResource>(sqlite, (p) =>
    db.selectFrom('linked_resource').selectAll().where('id', '=', p.id),
  );
  const all = prepare<object, LinkedResource>(sqlite, () => db.selectFrom('linked_resource').selectAll());
  const countAll = prepare<object, { n: number }>(sqlite, () =>
    db.selectFrom('linked_resource').select((e) => e.fn.countAll<number>().as('n')),
  );
  const remove = prepare<{ id: string }>(sqlite, (p) => db.deleteFrom('linked_resource').where('id', '=', p.id));
  const clear = prepare(sqlite, () => db.deleteFrom('linked_resource'));

  return {
    /** inserts, or renames the one with this id */
    save: (resource: LinkedResource): void => void upsert.run(resource),
    byId: (id: string): LinkedResource | undefined => byId.get({ id }),
    all: (): LinkedResource[] => all.all({}),
    count: (): number => countAll.get({})?.n ?? 0,
    /** @returns false when there was none */
    remove: (id: string): boolean => remove.run({ id }) > 0,
    clear: (): number => clear.run({}),
    /** users whose `linkedResource.id` is this one, oldest first; every user is looked at */
    usersOf(id: string, limit: number): { rows: { id: string; key: string; doc: string }[]; total: number } {
      const users = db
        .selectFrom('resource')
        .where('type', '=', 'User')
        .where(sql`doc ->> ${LINK}`, '=', id);
      return {
        rows: runner.all(users.select(['id', 'key', 'doc']).orderBy('seq').limit(limit)),
        total: runner.get<{ n: number }>(users.select((e) => e.fn.countAll<number>().as('n')))?.n ?? 0,
      };
    },
    /** by name; a search looks at name and id */
    search({ text, offset, limit }: { text: string; offset: number; limit: number }): { rows: LinkedResource[]; total: number } {
      const pattern = foldCase(text);
      let rows = db.selectFrom('linked_resource');
      if (text !== '') rows = rows.where((e) => e.or([contains(sql`fold(name)`, pattern), contains(sql`fold(id)`, pattern)]));
      const total = runner.get<{ n: number }>(rows.select((e) => e.fn.countAll<number>().as('n')))?.n ?? 0;
      const page = rows
        .selectAll()
        .orderBy(sql`fold(name)`)
        .orderBy('id')
        .limit(limit)
        .offset(offset);
      return { rows: runner.all<LinkedResource>(page), total };
    },
  };
}

export type LinkedResourceRepository = ReturnType<typeof createLinkedResourceRepository>;
