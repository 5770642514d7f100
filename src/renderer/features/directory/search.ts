import { z } from 'zod';

/** What of the directory's lists lives in the address. What does not fit is dropped, never an error page. */
export const DirectorySearch = z.object({
  text: z.coerce.string().max(200).optional().catch(undefined),
  show: z.enum(['active', 'inactive', 'warnings', 'cannot-log-in']).optional().catch(undefined),
  tab: z.enum(['history', 'json']).optional().catch(undefined),
});
export type DirectorySearch = z.infer<typeof DirectorySearch>;
