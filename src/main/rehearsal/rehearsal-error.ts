/** A rehearsal that cannot be started or found; the message says why and what to do. */
export class RehearsalError extends Error {
  override readonly name = 'RehearsalError';
  readonly kind: 'not_found' | 'invalid_input' | 'conflict';

  constructor(kind: RehearsalError['kind'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}
