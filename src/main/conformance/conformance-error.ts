/** A run that cannot be started; the message says why and what to do. */
export class ConformanceError extends Error {
  override readonly name = 'ConformanceError';
  readonly kind: 'invalid_input' | 'not_found' | 'conflict';

  constructor(kind: ConformanceError['kind'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}
