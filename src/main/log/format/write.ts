import { LOG_FORMAT, LOG_FORMAT_VERSION, type LogFileEnd, type LogFileEntry, type LogFileHeader } from './schema.ts';

/** What a file says about itself besides its format. */
export type LogFileFacts = Omit<LogFileHeader, 'format' | 'version'>;

/** The file line by line, each with its line break: the header, the entries as they are asked for, and the end. */
export function* writeLogFile(facts: LogFileFacts, entries: Iterable<LogFileEntry>): Generator<string, void> {
  yield line({ format: LOG_FORMAT, version: LOG_FORMAT_VERSION, ...facts } satisfies LogFileHeader);
  const written = { exchange: 0, event: 0 };
  for (const entry of entries) {
    written[entry.kind] += 1;
    yield line(entry);
  }
  yield line({ kind: 'end', exchanges: written.exchange, events: written.event } satisfies LogFileEnd);
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
