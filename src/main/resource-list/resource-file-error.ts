/** A file that cannot be read as a list of resources, or of users; the message says what it looks like and what is expected. */
export class ResourceFileError extends Error {
  override readonly name = 'ResourceFileError';
}

export const EXPECTED = 'A CSV file with two columns is expected: the id of each resource, and its name.';
