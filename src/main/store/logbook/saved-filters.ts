import type { OpenDatabase } from '../open-database.ts';

export interface SavedFilterRow {
  readonly id: number;
  readonly name: string;
  readonly query: string;
}

export function createSavedFilterRepository({ sqlite }: OpenDatabase) {
  const all = sqlite.prepare<[], SavedFilterRow>('select id, name, query from saved_filter order by name');
  const save = sqlite.prepare<[string, string], SavedFilterRow>(
    'insert into saved_filter (name, query) values (?, ?) on conflict (name) do update set query = excluded.query returning id, name, query',
  );
  const remove = sqlite.prepare('delete from saved_filter where id = ?');
  return {
    all: (): SavedFilterRow[] => all.all(),
    /** One that has the name already gets the new query. */
    save(name: string, query: string): SavedFilterRow {
      const row = save.get(name, query);
      if (row === undefined) throw new Error('a saved filter was not returned');
      return row;
    },
    remove: (id: number): boolean => remove.run(id).changes > 0,
  };
}

export type SavedFilterRepository = ReturnType<typeof createSavedFilterRepository>;
