/** A replay that cannot be planned or started; the message says why and what to do. */
export class ReplayError extends Error {
  override readonly name = 'ReplayError';
  readonly kind: 'not_found' | 'invalid_input' | 'conflict' | 'unreachable';

  constructor(kind: ReplayError['kind'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}
