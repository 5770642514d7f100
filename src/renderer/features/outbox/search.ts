import { z } from 'zod';

/** What of a mail's pane lives in the address. What does not fit is dropped, never an error page. */
export const OutboxSearch = z.object({
  tab: z.enum(['text', 'source']).optional().catch(undefined),
});
