/** A file that cannot be imported; the message says why, and which files can be. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
}
