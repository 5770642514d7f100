/** Something cannot be done with a sandbox as a whole; the message says why and what to do. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
  readonly kind: 'not_found' | 'invalid_input' | 'not_possible';

  constructor(kind: SandboxError['kind'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

const FULL = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL', 'SQLITE_IOERR_WRITE']);

/**
 * Puts a failed copy into words.
 * @param what could not be done, as a beginning: `The snapshot could not be taken`
 * @returns a SandboxError for a full or protected disk; any other error as it is
 */
export function diskError(error: unknown, what: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (FULL.has(code)) {
    return new SandboxError(
      'not_possible',
      `${what}: the disk is full. Nothing was changed. Make room, for example by deleting snapshots, and try again.`,
      { cause: error },
    );
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'SQLITE_CANTOPEN' || code === 'SQLITE_READONLY') {
    return new SandboxError(
      'not_possible',
      `${what}: this user may not write to the data folder (${code}). Nothing was changed. Give it the right, and try again.`,
      { cause: error },
    );
  }
  return error;
}
