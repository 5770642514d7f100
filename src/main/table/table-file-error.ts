/** A file in which no table can be read, or not the one that is meant; the message says what it looks like and what to do. */
export class TableFileError extends Error {
  override readonly name = 'TableFileError';
}
