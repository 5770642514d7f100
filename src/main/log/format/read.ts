import { z } from 'zod';
import { LineSplitter } from './line-splitter.ts';
import { LogFileError } from './log-file-error.ts';
import { LOG_FORMAT, LOG_FORMAT_VERSION, LogFileEnd, LogFileEntry, LogFileHeader } from './schema.ts';

const Claim = z.object({ format: z.literal(LOG_FORMAT), version: z.number(), createdBy: z.string().optional() });

/**
 * Reads a log file of our own in pieces of any size. A file that ends early is read as far as it goes, with a `warning`; anything else
 * that is wrong is a `LogFileError` that names the line.
 */
export class LogFileReader {
  readonly #lines = new LineSplitter();
  #header: LogFileHeader | null = null;
  #end: LogFileEnd | null = null;
  #entries = 0;

  /** null until the first line has come */
  get header(): LogFileHeader | null {
    return this.#header;
  }

  /**
   * @returns the entries that this piece completed
   * @throws LogFileError
   */
  push(text: string): LogFileEntry[] {
    return this.#read(this.#lines.push(text));
  }

  /**
   * Call it once, after the last piece.
   * @returns the entry of a last line without line break, and what is to be said of a file that ends early
   * @throws LogFileError when there is no header
   */
  end(): { entries: LogFileEntry[]; warning: string | null } {
    const rest = this.#lines.end();
    const entries: LogFileEntry[] = [];
    let cut: number | null = null;
    for (const last of rest) {
      // Half a line is what a full disk or a broken download leaves; everything before it is complete.
      if (this.#header !== null && !isJson(last.text)) cut = last.number;
      else entries.push(...this.#read([last]));
    }
    if (this.#header === null) throw new LogFileError(1, 'The file is empty.');
    return { entries, warning: this.#earlyEnd(cut) };
  }

  #earlyEnd(cut: number | null): string | null {
    if (cut !== null) {
      return `The file ends in the middle of line ${cut}. What stands before it was read (${counted(this.#entries)}). Export it again if the rest matters.`;
    }
    if (this.#end === null) {
      return `The file ends after line ${this.#lines.count}, without the line that says it is whole. What stands before was read (${counted(this.#entries)}).`;
    }
    const promised = this.#end.exchanges + this.#end.events;
    if (promised === this.#entries) return null;
    return `The last line speaks of ${counted(promised)}, but the file has ${this.#entries}. It was read as it is.`;
  }

  #read(lines: readonly { number: number; text: string }[]): LogFileEntry[] {
    const entries: LogFileEntry[] = [];
    for (const { number, text } of lines) {
      if (text.trim() === '') continue;
      const value = parseLine(number, text);
      if (this.#header === null) this.#header = readHeader(number, value);
      else if (isEnd(value)) this.#end = check(LogFileEnd, number, value);
      else {
        entries.push(check(LogFileEntry, number, value));
        this.#entries += 1;
      }
    }
    return entries;
  }
}

function counted(entries: number): string {
  return `${entries} ${entries === 1 ? 'entry' : 'entries'}`;
}

/** Whether the first line of a file is one of ours, of whatever version. */
export function isLogFileStart(firstLine: string): boolean {
  return Claim.safeParse(parseOrNull(firstLine)).success;
}

/** @throws LogFileError */
function readHeader(line: number, value: unknown): LogFileHeader {
  const claim = Claim.safeParse(value);
  if (!claim.success) {
    throw new LogFileError(
      line,
      `This is not a log of SCIM Rehearsal: its first line does not say {"format":"${LOG_FORMAT}", …}.`,
    );
  }
  if (claim.data.version > LOG_FORMAT_VERSION) {
    const by = claim.data.createdBy === undefined ? '' : ` by ${claim.data.createdBy}`;
    throw new LogFileError(
      line,
      `This log was written${by} in format ${claim.data.version}, and this version reads format ${LOG_FORMAT_VERSION}. Update SCIM Rehearsal to read it.`,
    );
  }
  return check(LogFileHeader, line, value);
}

function isEnd(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'end';
}

function check<T extends z.ZodType>(schema: T, line: number, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const where = first === undefined || first.path.length === 0 ? '' : ` at ${first.path.join('.')}`;
  throw new LogFileError(line, `This line is no entry of a log${where}: ${first?.message ?? 'it has another shape'}.`);
}

function parseLine(line: number, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new LogFileError(line, `This line is not JSON (${error instanceof Error ? error.message : String(error)}).`);
  }
}

function isJson(text: string): boolean {
  return parseOrNull(text) !== null;
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The question is only whether it is JSON; the reason is found when the line is parsed.
    return null;
  }
}
