import type { TableSource } from '#shared/contract/table-file.ts';

/** What the reader of a file hopes for. */
export interface Expected {
  /** what the file should hold */
  readonly sentence: string;
  /** fewer columns than these are no table */
  readonly columns: 1 | 2;
}

/** One record of a file with the line, or the row of the sheet, on which it begins. */
export interface TableRow {
  readonly line: number;
  readonly fields: readonly string[];
}

/** Something in a file that is read in another way than it looks. */
export interface TableRemark {
  readonly line: number;
  readonly what: string;
}

/** A table as text, whatever kind of file it came in. Rows without any text are left out. */
export interface Table {
  readonly source: TableSource;
  readonly rows: readonly TableRow[];
  readonly remarks: readonly TableRemark[];
}
