import type { Right } from '#shared/contract/tokens.ts';
import type { OpenDatabase } from '../open-database.ts';
import { prepare } from '../statement.ts';

/** A thousand groups with all three rights. */
const MOST_GRANTS = 3000;

/** Rights hang on groups; a user has those of all its groups together (product brief, rule 9). */
export function createRightRepository({ sqlite, db }: OpenDatabase) {
  const insert = prepare<{ group: number; right: Right }>(sqlite, (p) =>
    db
      .insertInto('group_right')
      .values({ group_seq: p.group, right: p.right })
      .onConflict((c) => c.doNothing()),
  );
  const ofGroup = prepare<{ group: number }, { right: Right }>(sqlite, (p) =>
    db.selectFrom('group_right').select('right').$narrowType<{ right: Right }>().where('group_seq', '=', p.group),
  );
  const ofUser = prepare<{ user: number }, { right: Right }>(sqlite, (p) =>
    db
      .selectFrom('member')
      .innerJoin('group_right', 'group_right.group_seq', 'member.group_seq')
      .select('group_right.right')
      .$narrowType<{ right: Right }>()
      .distinct()
      .where('member.member_seq', '=', p.user)
      .orderBy('group_right.right'),
  );

  const remove = prepare<{ group: number; right: Right }>(sqlite, (p) =>
    db.deleteFrom('group_right').where('group_seq', '=', p.group).where('right', '=', p.right),
  );
  const all = prepare<object, { seq: number; id: string; doc: string; origin: 'scim' | 'local'; right: Right }>(sqlite, () =>
    db
      .selectFrom('group_right')
      .innerJoin('resource', 'resource.seq', 'group_right.group_seq')
      .select(['resource.seq', 'resource.id', 'resource.doc', 'resource.origin', 'group_right.right'])
      .$narrowType<{ right: Right }>()
      .orderBy('resource.seq')
      .limit(MOST_GRANTS),
  );
  const sourcesOf = prepare<{ user: number }, { seq: number; id: string; doc: string; right: Right }>(sqlite, (p) =>
    db
      .selectFrom('member')
      .innerJoin('group_right', 'group_right.group_seq', 'member.group_seq')
      .innerJoin('resource', 'resource.seq', 'member.group_seq')
      .select(['resource.seq', 'resource.id', 'resource.doc', 'group_right.right'])
      .$narrowType<{ right: Right }>()
      .where('member.member_seq', '=', p.user)
      .orderBy('resource.seq'),
  );

  return {
    /** every grant, by group in order of creation; at most 3,000 */
    all: () => all.all({}),
    /** which of a user's groups gives which right */
    sourcesOf: (user: number) => sourcesOf.all({ user }),
    /** @returns false when the group did not have it */
    revoke: (group: number, right: Right): boolean => remove.run({ group, right }) > 0,
    grant: (group: number, right: Right): void => void insert.run({ group, right }),
    ofGroup: (group: number): Right[] => ofGroup.all({ group }).map((row) => row.right),
    ofUser: (user: number): Right[] => ofUser.all({ user }).map((row) => row.right),
  };
}

export type RightRepository = ReturnType<typeof createRightRepository>;
