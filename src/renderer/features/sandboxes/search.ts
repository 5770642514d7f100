import { z } from 'zod';

/** Which two states are laid side by side: ids of snapshots; no `after` means now. */
export const CompareSearch = z.object({
  before: z.string().max(80).optional().catch(undefined),
  after: z.string().max(80).optional().catch(undefined),
});
export type CompareSearch = z.infer<typeof CompareSearch>;
