import { z } from 'zod';

/** Closed list: the console has a text for each (what happened, what to do). */
export const ConsoleErrorCode = z.enum([
  'invalid_input',
  'not_found',
  'token_limit_reached',
  'not_signed_in',
  'forbidden_origin',
  'unknown_operation',
  'conflict',
  'not_possible',
  'unreachable',
  'internal',
]);
export type ConsoleErrorCode = z.infer<typeof ConsoleErrorCode>;

/** The JSON body of every console answer that is not 2xx. `reference` finds an internal error in the host's own log. */
export const ConsoleErrorBody = z.object({
  code: ConsoleErrorCode,
  message: z.string(),
  reference: z.string().optional(),
});
export type ConsoleErrorBody = z.infer<typeof ConsoleErrorBody>;
