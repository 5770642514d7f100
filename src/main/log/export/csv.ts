import type { LogFileExchange } from '../format/schema.ts';

const COLUMNS = [
  'id',
  'time',
  'who',
  'token',
  'what happened',
  'method',
  'path',
  'status',
  'ms',
  'verdict',
  'resource',
  'resource id',
  'tags',
  'note',
];

/** The list of the log for a spreadsheet (RFC 4180), without bodies. */
export function* writeCsv(entries: Iterable<LogFileExchange>): Generator<string, void> {
  // Without this mark Excel reads the file in the system's own code page.
  yield `\uFEFF${row(COLUMNS)}`;
  for (const entry of entries) {
    yield row([
      String(entry.id),
      entry.at,
      entry.client,
      entry.token?.name ?? '',
      entry.sentence,
      entry.request.method,
      entry.request.path,
      entry.response.status === 0 ? '' : String(entry.response.status),
      String(entry.durationMs),
      entry.verdict,
      entry.resource.name ?? '',
      entry.resource.id ?? '',
      entry.tags.join(' '),
      entry.note ?? '',
    ]);
  }
}

function row(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

/** A name that begins like a formula would be run by a spreadsheet; an apostrophe makes it a text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
