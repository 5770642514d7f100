import { z } from 'zod';
import { BlastCategory } from '#shared/contract/user-list.ts';

/** What of the blast radius lives in the address. What does not fit is dropped, never an error page. */
export const BlastSearch = z.object({
  text: z.coerce.string().max(200).optional().catch(undefined),
  show: BlastCategory.optional().catch(undefined),
});
