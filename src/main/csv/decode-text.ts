/** What a file's bytes turned out to be. */
export interface DecodedText {
  readonly text: string;
  /** its name as a spreadsheet shows it when saving */
  readonly encoding: 'UTF-8' | 'UTF-16' | 'Windows-1252';
}

export interface Decoding {
  /** what file is expected instead, in a sentence */
  readonly expected: string;
  /** makes the error of a file that cannot be read */
  readonly refuse: (message: string) => Error;
}

/**
 * Bytes as text. A byte order mark decides; without one it is UTF-8 if it can be, and else what Excel saves as plain CSV.
 * @throws what `refuse` makes, for an empty file, a workbook, or another file that is no text
 */
export function decodeText(bytes: Uint8Array, { expected, refuse }: Decoding): DecodedText {
  if (bytes.length === 0) throw refuse(`The file is empty. ${expected}`);
  const looks = looksLike(bytes);
  if (looks !== null) throw refuse(`The file is ${looks}, not CSV. In Excel choose File > Save As > CSV UTF-8.`);
  if (startsWith(bytes, [0xff, 0xfe])) return { text: decode('utf-16le', bytes), encoding: 'UTF-16' };
  if (startsWith(bytes, [0xfe, 0xff])) return { text: decode('utf-16be', bytes), encoding: 'UTF-16' };
  if (bytes.includes(0)) throw refuse(`The file holds bytes that no text has. ${expected}`);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    // Not UTF-8, which is how Excel saves "CSV (separator-delimited)" in Western Europe.
    return { text: decode('windows-1252', bytes), encoding: 'Windows-1252' };
  }
}

function looksLike(bytes: Uint8Array): string | null {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return 'a workbook or an archive';
  return startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]) ? 'an old workbook or a workbook with a password' : null;
}

function decode(encoding: string, bytes: Uint8Array): string {
  return new TextDecoder(encoding).decode(bytes);
}

function startsWith(bytes: Uint8Array, beginning: readonly number[]): boolean {
  return beginning.every((byte, index) => bytes[index] === byte);
}
