import { z } from 'zod';

/** Whether the tokens of past runs are listed too. */
export const TokensSearch = z.object({ runs: z.literal(true).optional().catch(undefined) });
export type TokensSearch = z.infer<typeof TokensSearch>;
