/** Something of the way in cannot be done as it was asked for; the message says why and what to do. */
export class ReachError extends Error {
  override readonly name = 'ReachError';
  readonly kind: 'invalid_input' | 'not_possible';

  constructor(kind: ReachError['kind'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}
