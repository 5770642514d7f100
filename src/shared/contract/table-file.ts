import { z } from 'zod';

/** Files in which people bring a list: their endings and media types, as a file picker takes them. */
export const TABLE_FILES =
  '.xlsx,.xlsm,.csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What separates the columns of a CSV file. */
export const Separator = z.enum(['semicolon', 'comma', 'tab', 'vertical bar']);
export type Separator = z.infer<typeof Separator>;

/** How a table was found in a file. */
export const TableSource = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('csv'),
    /** "UTF-8", "Windows-1252" */
    encoding: z.string(),
    separator: Separator,
  }),
  z.object({
    kind: z.literal('xlsx'),
    sheet: z.string(),
    /** names of the other sheets, which were not read */
    otherSheets: z.array(z.string()),
  }),
]);
export type TableSource = z.infer<typeof TableSource>;

/** The bytes of a file in base64, so that any encoding and any mistake in it reaches the service as it is. */
export const TableFile = z.object({ content: z.base64() });

/** @returns characters of JSON that a command with a file of so many bytes takes */
export function roomFor(bytes: number): { maxBody: number } {
  return { maxBody: Math.ceil((bytes * 4) / 3) + 8192 };
}
