/** Time, so that tests can stop it. */
export interface Clock {
  now(): Date;
}

/** The host's own log: start, stop, and errors that no client is told about. Never personal data. */
export interface Logger {
  info(message: string): void;
  error(message: string, cause?: unknown): void;
}

/** Seals secrets that are needed in the clear again, such as the password of a mail server, so that they may be written down. */
export interface SecretBox {
  seal(secret: string): Promise<string>;
  /** @returns the secret; null when it was sealed elsewhere or tampered with */
  open(sealed: string): Promise<string | null>;
}

/** Makes a PDF of a self-contained page: no script, nothing to load. */
export interface PdfPrinter {
  /** @throws PdfError that says what is missing and what to do instead */
  print(html: string): Promise<Uint8Array>;
}

/** There is no PDF, for a reason that the admin can do something about. */
export class PdfError extends Error {
  override readonly name = 'PdfError';
}

export const systemClock: Clock = { now: () => new Date() };
