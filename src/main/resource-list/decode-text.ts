/** What a file's bytes turned out to be. */
export interface DecodedText {
  readonly text: string;
  /** its name as a spreadsheet shows it when saving */
  readonly encoding: 'UTF-8' | 'UTF-16' | 'Windows-1252';
}

/** A file that cannot be read as a list of resources, or of users; the message says what it looks like and what is expected. */
export class ResourceFileError extends Error {
  override readonly name = 'ResourceFileError';
}

/**
 * Bytes as text. A byte order mark decides; without one it is UTF-8 if it can be, and else what Excel saves as plain CSV.
 * @param expected one sentence that says what the file should be
 * @throws ResourceFileError for an empty file, a workbook, or another file that is no text
 */
export function decodeText(bytes: Uint8Array, expected: string = EXPECTED): DecodedText {
  if (bytes.length === 0) throw new ResourceFileError(`The file is empty. ${expected}`);
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    throw new ResourceFileError('The file is a workbook or an archive, not CSV. In Excel choose File > Save As > CSV UTF-8.');
  }
  if (startsWith(bytes, [0xff, 0xfe])) return { text: decode('utf-16le', bytes), encoding: 'UTF-16' };
  if (startsWith(bytes, [0xfe, 0xff])) return { text: decode('utf-16be', bytes), encoding: 'UTF-16' };
  if (bytes.includes(0)) throw new ResourceFileError(`The file holds bytes that no text has. ${expected}`);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    // Not UTF-8, which is how Excel saves "CSV (separator-delimited)" in Western Europe.
    return { text: decode('windows-1252', bytes), encoding: 'Windows-1252' };
  }
}

export const EXPECTED = 'A CSV file with two columns is expected: the id of each resource, and its name.';

function decode(encoding: string, bytes: Uint8Array): string {
  return new TextDecoder(encoding).decode(bytes);
}

function startsWith(bytes: Uint8Array, beginning: readonly number[]): boolean {
  return beginning.every((byte, index) => bytes[index] === byte);
}
