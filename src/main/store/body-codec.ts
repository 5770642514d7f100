import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

const COMPRESS_FROM = 4096;
const OPTIONS = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** Keeps a body whole but small: text as it is, from 4 KiB on a zstd frame. */
export function encodeBody(text: string | null): string | Uint8Array | null {
  if (text === null || text.length < COMPRESS_FROM) return text;
  return zstdCompressSync(text, OPTIONS);
}

/** The inverse of `encodeBody`. */
export function bodyToText(stored: string | Uint8Array | null): string | null {
  if (stored === null || typeof stored === 'string') return stored;
  return zstdDecompressSync(stored).toString('utf8');
}
