import SqliteDatabase, { type Database as Sqlite } from 'better-sqlite3';

const TOLD = 500;
const MEMBERS_TOLD = 20;

export interface FileDifference {
  readonly kind: 'added' | 'changed' | 'removed' | 'recreated';
  readonly type: string;
  readonly id: string;
  /** folded userName or displayName */
  readonly key: string;
  /** canonical JSON */
  readonly before: string | null;
  readonly after: string | null;
  readonly joined: readonly string[];
  readonly left: readonly string[];
}

interface Row {
  kind: FileDifference['kind'];
  type: string;
  id: string;
  key: string;
  before: string | null;
  after: string | null;
}

/** Who is in one, who in the other; the same person under another id is one who was made again. */
const DIFFERENCES = `
  with gone as (select * from main.resource a where not exists (select 1 from later.resource b where b.id = a.id)),
       come as (select * from later.resource b where not exists (select 1 from main.resource a where a.id = b.id)),
       moved as (
         select a.seq as old_seq, b.seq as new_seq, a.id as old_id, b.id as new_id
         from main.resource a join later.resource b on b.id = a.id),
       joined as (
         select m.new_seq, r.id as member from moved m join later.member lm on lm.group_seq = m.new_seq join later.resource r on r.seq = lm.member_seq),
       was as (
         select m.new_seq, r.id as member from moved m join main.member mm on mm.group_seq = m.old_seq join main.resource r on r.seq = mm.member_seq),
       regrouped as (
         select new_seq from (select * from joined except select * from was)
         union select new_seq from (select * from was except select * from joined))
  select 'changed' as kind, b.type, b.id, b.key, a.doc as before, b.doc as after
    from moved join main.resource a on a.seq = old_seq join later.resource b on b.seq = new_seq
    where a.doc <> b.doc or new_seq in regrouped
  union all
  select 'recreated', come.type, come.id, come.key, gone.doc, come.doc
    from come join gone on gone.type = come.type and gone.key = come.key
  union all
  select 'added', type, id, key, null, doc from come
    where not exists (select 1 from gone where gone.type = come.type and gone.key = come.key)
  union all
  select 'removed', type, id, key, doc, null from gone
    where not exists (select 1 from come where gone.type = come.type and gone.key = come.key)`;

const MEMBERS = (schema: 'main' | 'later') => `
  select r.key from ${schema}.resource g join ${schema}.member m on m.group_seq = g.seq join ${schema}.resource r on r.seq = m.member_seq
  where g.id = ?`;

/** Lays two sandbox files side by side, both at rest or open elsewhere: users, groups and other resources, and who is in which group. */
export function compareFiles(
  before: string,
  after: string,
): { counts: Record<FileDifference['kind'], number>; items: FileDifference[] } {
  const sqlite = new SqliteDatabase(before, { readonly: true, fileMustExist: true });
  try {
    sqlite.prepare('attach ? as later').run(after);
    return sqlite.transaction(() => read(sqlite)).deferred();
  } finally {
    sqlite.close();
  }
}

function read(sqlite: Sqlite): ReturnType<typeof compareFiles> {
  const counts = { added: 0, changed: 0, removed: 0, recreated: 0 };
  const items: FileDifference[] = [];
  const joined = sqlite.prepare<[string, string], string>(`${MEMBERS('later')} except ${MEMBERS('main')}`).pluck();
  const left = sqlite.prepare<[string, string], string>(`${MEMBERS('main')} except ${MEMBERS('later')}`).pluck();
  const rows = sqlite.prepare<[], Row>(`${DIFFERENCES} order by 2 desc, 4`).all();
  for (const row of rows) {
    counts[row.kind] += 1;
    if (items.length >= TOLD) continue;
    const isGroup = row.type === 'Group' && row.kind === 'changed';
    items.push({
      ...row,
      joined: isGroup ? joined.all(row.id, row.id).slice(0, MEMBERS_TOLD) : [],
      left: isGroup ? left.all(row.id, row.id).slice(0, MEMBERS_TOLD) : [],
    });
  }
  return { counts, items };
}
