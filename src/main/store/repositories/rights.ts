import type { Right } from '#shared/contract/tokens.ts';
import type { OpenDatabase } from '../open-database.ts';
import { prepare } from '../statement.ts';

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

  return {
    grant: (group: number, right: Right): void => void insert.run({ group, right }),
    ofGroup: (group: number): Right[] => ofGroup.all({ group }).map((row) => row.right),
    ofUser: (user: number): Right[] => ofUser.all({ user }).map((row) => row.right),
  };
}

export type RightRepository = ReturnType<typeof createRightRepository>;
