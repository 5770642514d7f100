import type { OpenDatabase } from '../open-database.ts';

export interface MarkRow {
  readonly pinned: boolean;
  readonly note: string | null;
  readonly tags: readonly string[];
}

/** Pins, notes and tags: beside the log, never in it. */
export function createMarkRepository({ sqlite }: OpenDatabase) {
  const markOf = sqlite.prepare<[number], { pinned: number; note: string | null }>(
    'select pinned, note from exchange_mark where exchange_id = ?',
  );
  const tagsOf = sqlite.prepare<[number], string>('select tag from exchange_tag where exchange_id = ? order by tag').pluck();
  const set = sqlite.prepare('insert or replace into exchange_mark (exchange_id, pinned, note) values (?, ?, ?)');
  const remove = sqlite.prepare('delete from exchange_mark where exchange_id = ?');
  const removeTags = sqlite.prepare('delete from exchange_tag where exchange_id = ?');
  const addTag = sqlite.prepare('insert or ignore into exchange_tag (tag, exchange_id) values (?, ?)');
  const allTags = sqlite.prepare<[], { tag: string; n: number }>(
    'select tag, count(*) as n from exchange_tag group by tag order by tag',
  );
  const pinnedIn = sqlite
    .prepare<[number, number], number>('select exchange_id from exchange_mark where pinned = 1 and exchange_id between ? and ?')
    .pluck();
  const countPinned = sqlite.prepare<[], number>('select count(*) from exchange_mark where pinned = 1').pluck();
  return {
    of: (id: number): MarkRow => {
      const mark = markOf.get(id);
      return { pinned: mark?.pinned === 1, note: mark?.note ?? null, tags: tagsOf.all(id) };
    },
    set(id: number, { pinned, note, tags }: MarkRow): void {
      if (pinned || note !== null) set.run(id, pinned ? 1 : 0, note);
      else remove.run(id);
      removeTags.run(id);
      for (const tag of tags) addTag.run(tag, id);
    },
    remove(id: number): void {
      remove.run(id);
      removeTags.run(id);
    },
    tags: (): { tag: string; n: number }[] => allTags.all(),
    /** ids of pinned exchanges, both ends included */
    pinnedBetween: (first: number, last: number): number[] => pinnedIn.all(first, last),
    countPinned: (): number => countPinned.get() ?? 0,
  };
}

export type MarkRepository = ReturnType<typeof createMarkRepository>;
