import { z } from 'zod';
import { ExchangeFilter } from '#shared/contract/exchanges.ts';
import { RulePreset } from '#shared/contract/rules.ts';

/** What is to be replayed, as it stands in the address: chosen exchanges, what a filter finds, or neither: the latest session. */
export const PlanSearch = z.object({
  ids: z.array(z.number().int()).max(10_000).optional().catch(undefined),
  /** a file that was read in */
  importId: z.number().int().optional().catch(undefined),
  filter: ExchangeFilter.optional().catch(undefined),
  preset: RulePreset.optional().catch(undefined),
  /** one rule to put to one value */
  rule: z.string().max(100).optional().catch(undefined),
  value: z.string().max(100).optional().catch(undefined),
});
export type PlanSearch = z.infer<typeof PlanSearch>;

/** Which steps of a run are listed. */
export const RunSearch = z.object({
  show: z.enum(['differs', 'cannot', 'in-doubt', 'same', 'waiting']).optional().catch(undefined),
  /** another run to lay beside this one */
  beside: z.number().int().optional().catch(undefined),
});
export type RunSearch = z.infer<typeof RunSearch>;
