import { TableFileError } from './table-file-error.ts';

/** What a file's bytes turned out to be. */
export interface DecodedText {
  readonly text: string;
  /** its name as a spreadsheet shows it when saving */
  readonly encoding: 'UTF-8' | 'UTF-16' | 'Windows-1252';
}

/**
 * Bytes as text. A byte order mark decides; without one it is UTF-8 if it can be, and else what Excel saves as plain CSV.
 * @param expected one sentence that says what the file should be
 * @throws TableFileError for a file that is no text
 */
export function decodeText(bytes: Uint8Array, expected: string): DecodedText {
  if (startsWith(bytes, [0xff, 0xfe])) return { text: decode('utf-16le', bytes), encoding: 'UTF-16' };
  if (startsWith(bytes, [0xfe, 0xff])) return { text: decode('utf-16be', bytes), encoding: 'UTF-16' };
  if (bytes.includes(0)) throw new TableFileError(`The file holds bytes that no text has. ${expected}`);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    // Not UTF-8, which is how Excel saves "CSV (separator-delimited)" in Western Europe.
    return { text: decode('windows-1252', bytes), encoding: 'Windows-1252' };
  }
}

function decode(encoding: string, bytes: Uint8Array): string {
  return new TextDecoder(encoding).decode(bytes);
}

/** @returns whether a file begins with these bytes */
export function startsWith(bytes: Uint8Array, beginning: readonly number[]): boolean {
  return beginning.every((byte, index) => bytes[index] === byte);
}
