import { type Cell, type CellValue, type Sheet, readXlsx as readWorkbook } from 'hucre/xlsx';
import type { Table, TableRemark, TableRow } from './table.ts';
import { TableFileError } from './table-file-error.ts';
import { readZipDirectory } from './zip-directory.ts';

/*
 * A workbook comes from anywhere. How much its parts unpack to is added up before anything is unpacked; the library stops each part at
 * the size that the archive claims (docs/decisions/019).
 */

const MOST_UNPACKED = 100 * 1024 * 1024;
const MOST_ROWS = 200_000;
/** A1 notation of the area that is read; what lies beyond it no list needs. */
const AREA = `A1:SF${MOST_ROWS}`;

/**
 * The first visible sheet with anything in it, as text: values as they were last computed, dates as `2026-11-24`, truth as `true` or `false`.
 * @param expected one sentence that says what the file should hold
 * @throws TableFileError
 */
export async function readXlsx(bytes: Uint8Array, expected: string): Promise<Table> {
  checkParts(bytes, expected);
  const names: string[] = [];
  const hidden = new Set<string>();
  await open(bytes, (info) => {
    names.push(info.name);
    if (info.hidden === true || info.veryHidden === true) hidden.add(info.name);
    return false;
  });
  for (const [place, name] of names.entries()) {
    if (hidden.has(name)) continue;
    const [sheet] = await open(bytes, ({ index }) => index === place);
    const rows = sheet === undefined ? [] : rowsOf(sheet);
    if (sheet === undefined || rows.length === 0) continue;
    const otherSheets = names.filter((_, other) => other !== place);
    return { source: { kind: 'xlsx', sheet: name, otherSheets }, rows, remarks: remarksOn(sheet) };
  }
  throw new TableFileError(
    names.length === 0
      ? `The workbook has no sheet. ${expected}`
      : `No sheet of the workbook holds anything that is shown: ${names
          .slice(0, 8)
          .map((name) => `"${name}"`)
          .join(', ')}. ${expected}`,
  );
}

function checkParts(bytes: Uint8Array, expected: string): void {
  const entries = readZipDirectory(bytes);
  const has = (pattern: RegExp) => entries.some(({ name }) => pattern.test(name));
  if (has(/^xl\/workbook\.bin$/)) {
    throw new TableFileError(
      'The file is a binary Excel workbook (.xlsb). Open it in Excel and choose File > Save As > Excel Workbook (.xlsx).',
    );
  }
  if (has(/^content\.xml$/)) {
    throw new TableFileError(
      'The file is an OpenDocument file. Open it in LibreOffice and choose File > Save As > Excel 2007-365 (.xlsx), or CSV.',
    );
  }
  if (!has(/workbook\.xml$/)) throw new TableFileError(`The file is a zip archive and no Excel workbook. ${expected}`);
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  if (unpacked > MOST_UNPACKED) {
    throw new TableFileError(
      'The workbook unpacks to more than 100 MiB, which no list needs. Copy the columns that matter into a new workbook, or save the sheet as CSV.',
    );
  }
}

type SheetFilter = (sheet: { name: string; index: number; hidden?: boolean; veryHidden?: boolean }) => boolean;

/** Whatever the library cannot read is a damaged file: it is given bytes alone, so nothing else can go wrong. */
async function open(bytes: Uint8Array, sheets: SheetFilter): Promise<readonly Sheet[]> {
  try {
    return (await readWorkbook(bytes, { sheets, range: AREA })).sheets;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TableFileError(
      `The workbook is damaged: ${reason.slice(0, 200)}. Open it in Excel, save it as a new file, and choose that.`,
      {
        cause: error,
      },
    );
  }
}

function rowsOf({ rows, cells }: Sheet): TableRow[] {
  const isError = (row: number, column: number) => cells?.get(`${row},${column}`)?.type === 'error';
  return rows
    .map((values, row) => ({
      line: row + 1,
      fields: withoutTail(values.map((value, column) => (isError(row, column) ? '' : textOf(value)))),
    }))
    .filter(({ fields }) => fields.length > 0);
}

/** A sheet is as wide as its widest row; the others end where their text does. */
function withoutTail(fields: string[]): string[] {
  return fields.slice(0, fields.findLastIndex((field) => field !== '') + 1);
}

function textOf(value: CellValue): string {
  if (value === null) return '';
  if (value instanceof Date) return dateText(value);
  return typeof value === 'number' ? numberText(value) : String(value).trim();
}

/** As a person would type it: the time only where there is one. A date that the file has wrong is no date. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const text = date.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
}

/** With the 15 digits that Excel keeps, and never with an exponent: numbers of employees are long. */
function numberText(value: number): string {
  const rounded = Number(value.toPrecision(15));
  return Number.isInteger(rounded) ? BigInt(rounded).toString() : String(rounded);
}

function remarksOn({ cells = new Map() }: Sheet): TableRemark[] {
  const remarks: TableRemark[] = [];
  for (const [place, cell] of cells) {
    const [row = 0, column = 0] = place.split(',').map(Number);
    const fault = faultOf(cell);
    if (fault !== null) remarks.push({ line: row + 1, what: `Cell ${columnName(column)}${row + 1} ${fault}` });
  }
  return remarks;
}

function faultOf({ type, value, formula }: Cell): string | null {
  if (type === 'error') return `shows the error ${String(value)}; it is read as empty.`;
  return formula !== undefined && value === null
    ? 'is a formula that was never computed; it is read as empty. Open the file in Excel and save it, and the value is there.'
    : null;
}

function columnName(column: number): string {
  return (column < 26 ? '' : columnName(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
}
