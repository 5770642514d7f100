import { z } from 'zod';

/** What of the list of rules lives in the address. */
export const RulesSearch = z.object({
  text: z.coerce.string().max(200).optional().catch(undefined),
  show: z.enum(['switchable', 'changed', 'touched']).optional().catch(undefined),
});
export type RulesSearch = z.infer<typeof RulesSearch>;
