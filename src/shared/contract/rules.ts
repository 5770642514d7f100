import { z } from 'zod';
import { command, query } from './operation.ts';
import { Fidelity } from './findings.ts';

export const RuleAlternative = z.object({ value: z.string(), label: z.string(), meaning: z.string() });
export type RuleAlternative = z.infer<typeof RuleAlternative>;

export const RuleView = z.object({
  /** kebab-case, stable: `unlisted-attributes` */
  id: z.string(),
  title: z.string(),
  statement: z.string(),
  fidelity: Fidelity,
  source: z.string(),
  alternatives: z.array(RuleAlternative),
  defaultValue: z.string(),
  value: z.string(),
  /** documented rules are shown, not switched */
  switchable: z.boolean(),
  /** exchanges whose findings name this rule */
  touched: z.number().int(),
});
export type RuleView = z.infer<typeof RuleView>;

export const RulePreset = z.enum(['as-documented', 'literal', 'lenient', 'strict-rfc']);
export type RulePreset = z.infer<typeof RulePreset>;

export const rules = {
  list: query(
    z.object({}),
    z.object({
      items: z.array(RuleView),
      /** the preset whose values are all in force, if any */
      preset: RulePreset.nullable(),
    }),
  ),
  set: command(z.object({ id: z.string(), value: z.string() }), RuleView),
  applyPreset: command(z.object({ preset: RulePreset }), z.object({ changed: z.number().int() })),
};
