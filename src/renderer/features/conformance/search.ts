import { z } from 'zod';

/** What of the list of checks lives in the address. */
export const ConformanceSearch = z.object({
  text: z.coerce.string().max(200).optional().catch(undefined),
  show: z.enum(['problems', 'not-offered']).optional().catch(undefined),
});
export type ConformanceSearch = z.infer<typeof ConformanceSearch>;
