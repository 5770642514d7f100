/** A file that cannot be read in; the message says why, and what could be. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
}
