import { z } from 'zod';
import { query } from './operation.ts';

/** Which report to print; each is also there as HTML, from the noun that it belongs to. */
export const ReportChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('go-live'), pseudonymise: z.boolean().default(false) }),
  z.object({ kind: z.literal('rehearsal'), id: z.number().int() }),
  z.object({ kind: z.literal('conformance') }),
]);
export type ReportChoice = z.input<typeof ReportChoice>;

export const reports = {
  /**
   * A report as PDF, in base64. Error `not_possible` when this host has nothing to print with, or that does not print: with what to do
   * instead; and the errors of the report itself.
   */
  pdf: query(z.object({ report: ReportChoice }), z.object({ fileName: z.string(), content: z.base64() })),
};
