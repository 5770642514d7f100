import { z } from 'zod';

/** What of a list of mappings lives in the address. */
export const MappingsSearch = z.object({
  text: z.coerce.string().max(200).optional().catch(undefined),
  show: z.enum(['attention']).optional().catch(undefined),
});
export type MappingsSearch = z.infer<typeof MappingsSearch>;
