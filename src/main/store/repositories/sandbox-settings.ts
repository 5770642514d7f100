import type { OpenDatabase } from '../open-database.ts';
import { prepare } from '../statement.ts';

/** What the admin set for this sandbox beside the rules: JSON by name. Who reads it checks its shape. */
export function createSandboxSettingRepository({ sqlite, db }: OpenDatabase) {
  const get = prepare<{ name: string }, { value: string }>(sqlite, (p) =>
    db.selectFrom('sandbox_setting').select('value').where('name', '=', p.name),
  );
  const set = prepare<{ name: string; value: string }>(sqlite, (p) =>
    db
      .insertInto('sandbox_setting')
      .values({ name: p.name, value: p.value })
      .onConflict((c) => c.column('name').doUpdateSet({ value: p.value })),
  );
  return {
    /** @returns undefined when it was never set */
    get(name: string): unknown {
      const row = get.get({ name });
      return row === undefined ? undefined : (JSON.parse(row.value) as unknown);
    },
    set: (name: string, value: unknown): void => void set.run({ name, value: JSON.stringify(value) }),
  };
}

export type SandboxSettingRepository = ReturnType<typeof createSandboxSettingRepository>;
