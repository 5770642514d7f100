import { TableFileError } from './table-file-error.ts';

export interface ZipEntry {
  readonly name: string;
  readonly packed: number;
  /** what the archive claims; whoever unpacks must stop there */
  readonly unpacked: number;
}

const ENTRY = 0x02014b50;
const END = 0x06054b50;
const ZIP64 = 0xffffffff;
const MOST_ENTRIES = 10_000;

/**
 * What lies in a zip file, by its central directory (APPNOTE 6.3.10 §4.3.12), without unpacking anything.
 * @throws TableFileError when the directory is cut off or damaged
 */
export function readZipDirectory(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > MOST_ENTRIES) throw damaged();
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== ENTRY) throw damaged();
    const nameLength = view.getUint16(at + 28, true);
    // Behind the name lie an extra field and a comment.
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end) throw damaged();
    const packed = view.getUint32(at + 20, true);
    const unpacked = view.getUint32(at + 24, true);
    // A size that needs 64 bits is none of a list that is read here.
    if (packed === ZIP64) throw damaged();
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    // Without a size nothing would tell whoever unpacks where to stop.
    entries.push({ name, packed, unpacked: unpacked === 0 && packed > 2 ? Number.POSITIVE_INFINITY : unpacked });
    at = next;
  }
  return entries;
}

/** The record that a zip file ends with; a comment of up to 64 KiB may follow it. */
function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at--) {
    if (view.getUint32(at, true) === END) return at;
  }
  throw damaged();
}

function damaged(): TableFileError {
  return new TableFileError('The file begins as an Excel workbook and is damaged or cut off. Copy or export it once more.');
}
