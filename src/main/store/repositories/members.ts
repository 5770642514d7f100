import { sql } from 'kysely';
import type { OpenDatabase } from '../open-database.ts';
import { prepare } from '../statement.ts';

/** A resource seen from a membership. */
export interface MemberRow {
  readonly seq: number;
  readonly id: string;
  readonly type: string;
  readonly doc: string;
}

/** Who is in which group. Every act costs what it changes, whatever the size of the group. */
export function createMemberRepository({ sqlite, db }: OpenDatabase) {
  const insert = prepare<{ group: number; member: number }>(sqlite, (p) =>
    db
      .insertInto('member')
      .values({ group_seq: p.group, member_seq: p.member })
      .onConflict((c) => c.doNothing()),
  );
  const remove = prepare<{ group: number; member: number }>(sqlite, (p) =>
    db.deleteFrom('member').where('group_seq', '=', p.group).where('member_seq', '=', p.member),
  );
  const membersOf = prepare<{ group: number; limit: number }, MemberRow>(sqlite, (p) =>
    db
      .selectFrom('member')
      .innerJoin('resource', 'resource.seq', 'member.member_seq')
      .select(['resource.seq', 'resource.id', 'resource.type', 'resource.doc'])
      .where('member.group_seq', '=', p.group)
      .orderBy('member.member_seq')
      .limit(p.limit),
  );
  const seqsOf = prepare<{ group: number }, { member_seq: number }>(sqlite, (p) =>
    db.selectFrom('member').select('member_seq').where('group_seq', '=', p.group).orderBy('member_seq'),
  );
  const groupsOf = prepare<{ member: number }, MemberRow>(sqlite, (p) =>
    db
      .selectFrom('resource')
      .select(['seq', 'id', 'type', 'doc'])
      .where('seq', 'in', (e) => e.selectFrom('member').select('group_seq').where('member_seq', '=', p.member)),
  );
  const groupsOfMany = prepare<{ members: string }, MemberRow & { member_seq: number }>(sqlite, (p) =>
    db
      .selectFrom('member')
      .innerJoin('resource', 'resource.seq', 'member.group_seq')
      .select(['resource.seq', 'resource.id', 'resource.type', 'resource.doc', 'member.member_seq'])
      .where('member.member_seq', 'in', sql<number>`(select value from json_each(${p.members}))`)
      .orderBy('member.member_seq')
      .orderBy('member.group_seq'),
  );
  const countOf = prepare<{ group: number }, { n: number }>(sqlite, (p) =>
    db
      .selectFrom('member')
      .select((e) => e.fn.countAll<number>().as('n'))
      .where('group_seq', '=', p.group),
  );
  const inAnyGroup = prepare<{ member: number }, { group_seq: number }>(sqlite, (p) =>
    db.selectFrom('member').select('group_seq').where('member_seq', '=', p.member).limit(sql.lit(1)),
  );

  return {
    /** @returns true when it was not in yet */
    add: (group: number, member: number): boolean => insert.run({ group, member }) > 0,
    /** @returns true when it was in */
    remove: (group: number, member: number): boolean => remove.run({ group, member }) > 0,
    list: (group: number, limit = Number.MAX_SAFE_INTEGER): MemberRow[] => membersOf.all({ group, limit }),
    seqs: (group: number): number[] => seqsOf.all({ group }).map((row) => row.member_seq),
    groupsOf: (member: number): MemberRow[] => groupsOf.all({ member }).toSorted((a, b) => a.seq - b.seq),
    /** groups of several members at once, by the member's sequence number */
    groupsOfMany(members: readonly number[]): Map<number, MemberRow[]> {
      const groups = new Map<number, MemberRow[]>();
      for (const row of groupsOfMany.all({ members: JSON.stringify(members) })) {
        const of = groups.get(row.member_seq);
        if (of === undefined) groups.set(row.member_seq, [row]);
        else of.push(row);
      }
      return groups;
    },
    count: (group: number): number => countOf.get({ group })?.n ?? 0,
    isInAnyGroup: (member: number): boolean => inAnyGroup.get({ member }) !== undefined,
  };
}

export type MemberRepository = ReturnType<typeof createMemberRepository>;
