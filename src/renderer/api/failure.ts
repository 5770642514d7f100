import { t } from 'i18next';
import { ConsoleErrorBody, type ConsoleErrorCode } from '#shared/contract/errors.ts';

/** The service's own codes, and the two that only the page can know. */
export type FailureCode = ConsoleErrorCode | 'offline' | 'bad_answer';

/** A console operation that did not work; `message` is the sentence about it: the service's own, or the page's where the service said none. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;
  readonly reference: string | null;

  constructor(code: FailureCode, message: string, options: { reference?: string | undefined; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.reference = options.reference ?? null;
  }
}

/** Reads an answer that is not 2xx. */
export async function failureOf(response: Response): Promise<Failure> {
  const text = await response.text();
  const body = ConsoleErrorBody.safeParse(parseJson(text));
  if (body.success) return new Failure(body.data.code, body.data.message, { reference: body.data.reference });
  return new Failure('bad_answer', t('failure.said.noReason', { status: response.status }));
}

/** Anything that was thrown, as a failure that a screen can tell. */
export function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  return new Failure('bad_answer', error instanceof Error ? error.message : String(error), { cause: error });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is an answer too: the caller then tells the status alone.
    return null;
  }
}
