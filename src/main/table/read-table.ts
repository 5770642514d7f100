import { decodeText, startsWith } from './decode-text.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import type { Expected, Table, TableRow } from './table.ts';
import { TableFileError } from './table-file-error.ts';

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const EMPTY_ZIP = [0x50, 0x4b, 0x05, 0x06];
/** OLE compound file ([MS-CFB] §2.2): workbooks before 2007, and every workbook that has a password. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
/** The stream that holds a workbook with a password ([MS-OFFCRYPTO] §2.3.4.4). */
const ENCRYPTED = 'EncryptedPackage';
const TITLE_LINES = 20;

/**
 * The table in a file: CSV, or the first sheet of an Excel workbook that holds anything. What a file is, its bytes say, not its name.
 * @throws TableFileError that says what the file is instead, or where it is broken
 */
export async function readTable(bytes: Uint8Array, expected: Expected): Promise<Table> {
  if (bytes.length === 0) throw new TableFileError(`The file is empty. ${expected.sentence}`);
  if (startsWith(bytes, OLE)) throw oldWorkbook(bytes);
  const isWorkbook = startsWith(bytes, ZIP) || startsWith(bytes, EMPTY_ZIP);
  const table = isWorkbook ? await readXlsx(bytes, expected.sentence) : readText(bytes, expected);
  return withoutTitle(table);
}

function readText(bytes: Uint8Array, expected: Expected): Table {
  const { text, encoding } = decodeText(bytes, expected.sentence);
  const { separator, rows } = readCsv(text, expected);
  const [first] = rows;
  if (first === undefined) throw new TableFileError(`The file has no line with text. ${expected.sentence}`);
  const remarks =
    encoding === 'Windows-1252' ? [{ line: first.line, what: 'The file is not UTF-8; it was read as Windows-1252.' }] : [];
  return { source: { kind: 'csv', encoding, separator }, rows, remarks };
}

/** Lines above the headings with text in one cell only, such as a title over merged columns, are no part of the table. */
function withoutTitle({ source, rows, remarks }: Table): Table {
  const start = rows.slice(0, TITLE_LINES).findIndex((row) => filled(row) > 1);
  if (start <= 0) return { source, rows, remarks };
  const titles = rows.slice(0, start).map(({ line, fields }) => {
    const text = fields.find((field) => field !== '') ?? '';
    return { line, what: `"${text.slice(0, 60)}" stands above the headings as a title; it is passed over.` };
  });
  return { source, rows: rows.slice(start), remarks: [...titles, ...remarks] };
}

function filled({ fields }: TableRow): number {
  return fields.filter((field) => field !== '').length;
}

function oldWorkbook(bytes: Uint8Array): TableFileError {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(ENCRYPTED, 0, 'utf16le')
    ? new TableFileError(
        'The workbook has a password. Open it in Excel, choose File > Info > Protect Workbook > Encrypt with Password, empty the field, and save it.',
      )
    : new TableFileError(
        'The file is an Excel workbook of the time before 2007 (.xls). Open it in Excel and choose File > Save As > Excel Workbook (.xlsx).',
      );
}
