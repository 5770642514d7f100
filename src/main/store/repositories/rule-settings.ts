import type { OpenDatabase } from '../open-database.ts';
import { prepare } from '../statement.ts';

/** What the admin switched; a rule that is not here has the profile's value. */
export function createRuleSettingRepository({ sqlite, db }: OpenDatabase) {
  const all = prepare<object, { id: string; value: string }>(sqlite, () => db.selectFrom('rule_setting').selectAll());
  const set = prepare<{ id: string; value: string }>(sqlite, (p) =>
    db
      .insertInto('rule_setting')
      .values({ id: p.id, value: p.value })
      .onConflict((c) => c.column('id').doUpdateSet({ value: p.value })),
  );
  return {
    all: (): Record<string, string> => Object.fromEntries(all.all({}).map((row) => [row.id, row.value])),
    set: (id: string, value: string): void => void set.run({ id, value }),
  };
}

export type RuleSettingRepository = ReturnType<typeof createRuleSettingRepository>;
