/** The way in from outside cannot be set up as asked; the message says why and what to do. */
export class ReachError extends Error {
  override readonly name = 'ReachError';
  readonly kind: 'invalid_input' | 'not_possible';

  constructor(kind: ReachError['kind'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}
