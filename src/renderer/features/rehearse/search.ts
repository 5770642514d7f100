import { z } from 'zod';

/** Which steps of a rehearsal are listed, and which other one lies beside it. */
export const RehearsalSearch = z.object({
  show: z.enum(['failed', 'unexpected', 'skipped', 'ok']).optional().catch(undefined),
  beside: z.number().int().optional().catch(undefined),
});
export type RehearsalSearch = z.infer<typeof RehearsalSearch>;
