import { CsvError, parse } from 'csv-parse/sync';
import type { Separator } from '#shared/contract/table-file.ts';
import type { Expected, TableRow } from './table.ts';
import { TableFileError } from './table-file-error.ts';

const COMMA = { character: ',', name: 'comma' } as const;
const SEPARATORS = [
  { character: ';', name: 'semicolon' },
  COMMA,
  { character: '\t', name: 'tab' },
  { character: '|', name: 'vertical bar' },
] as const;

interface CsvFile {
  readonly separator: Separator;
  readonly rows: readonly TableRow[];
}

/**
 * Text as records (RFC 4180), whatever separates their fields. A first line `sep=;`, as Excel knows it, is heeded.
 * @throws TableFileError that names the line of a quote that is not closed, or says that nothing separates the columns
 */
export function readCsv(text: string, { sentence, columns }: Expected): CsvFile {
  const told = /^sep=(.)\r?\n/i.exec(text);
  const body = told === null ? text : text.slice(told[0].length);
  const skipped = told === null ? 0 : 1;
  const separator = SEPARATORS.find(({ character }) => character === told?.[1]) ?? guessSeparator(body, sentence, columns);
  try {
    const records = parse(body, {
      delimiter: separator.character,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    });
    const rows = records.map((record) => toRow(record, skipped)).filter(({ fields }) => fields.some((field) => field !== ''));
    return { separator: separator.name, rows };
  } catch (error) {
    if (error instanceof CsvError) throw brokenQuote(error, body, skipped);
    throw error;
  }
}

/** The parser counts the lines up to the end of a record; its fields tell how many of them are its own. */
function toRow(parsed: unknown, skipped: number): TableRow {
  const { record, info } = parsed as { record: string[]; info: { lines: number } };
  const within = record.reduce((sum, field) => sum + (field.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
  return { line: info.lines - within + skipped, fields: record };
}

/** The character that the first line with text has most of, outside quotes. */
function guessSeparator(text: string, expected: string, columns: number): (typeof SEPARATORS)[number] {
  const first = text.split(/\r\n|\r|\n/, 50).find((line) => line.trim() !== '') ?? '';
  const outside = first.replace(/"[^"]*"/g, '');
  const counted = SEPARATORS.map((one) => ({ one, count: outside.split(one.character).length - 1 }));
  const best = counted.toSorted((a, b) => b.count - a.count)[0];
  if (best !== undefined && best.count > 0) return best.one;
  const looks = /^\s*[{[]/.test(first) ? ' It looks like JSON.' : /^\s*</.test(first) ? ' It looks like XML or HTML.' : '';
  if (columns === 1 && first !== '' && looks === '') return COMMA;
  throw new TableFileError(
    first === ''
      ? `The file has no line with text. ${expected}`
      : `Line 1 has one column only: no semicolon, comma or tab separates the columns.${looks} ${expected}`,
  );
}

function brokenQuote(error: CsvError, body: string, skipped: number): TableFileError {
  const complete: unknown = error['bytes_records'];
  const bytes = typeof complete === 'number' ? complete : 0;
  const before = Buffer.from(body, 'utf8').subarray(0, bytes).toString('utf8');
  const line = (before.match(/\r\n|\r|\n/g)?.length ?? 0) + 1 + skipped;
  const what =
    error.code === 'CSV_QUOTE_NOT_CLOSED'
      ? 'a quote is opened and never closed'
      : 'something follows a closing quote before the next separator';
  return new TableFileError(`Line ${line}: ${what}. Write a quote inside quotes twice, or take the quotes off.`);
}
