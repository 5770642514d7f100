import type { ConsoleErrorCode } from '#shared/contract/errors.ts';

const STATUS: Readonly<Record<ConsoleErrorCode, number>> = {
  invalid_input: 400,
  not_found: 404,
  token_limit_reached: 409,
  not_signed_in: 401,
  forbidden_origin: 403,
  unknown_operation: 404,
  conflict: 409,
  not_possible: 409,
  unreachable: 503,
  internal: 500,
};

/** A console operation that cannot be done; the message says to the admin what happened and what to do. */
export class ConsoleError extends Error {
  override readonly name = 'ConsoleError';
  readonly code: ConsoleErrorCode;

  constructor(code: ConsoleErrorCode, message: string) {
    super(message);
    this.code = code;
  }

  get status(): number {
    return STATUS[this.code];
  }
}
