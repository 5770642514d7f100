import { PasswordPolicyError } from '../account/password.ts';
import { ConformanceError } from '../conformance/conformance-error.ts';
import { LogFileError } from '../log/format/log-file-error.ts';
import { ImportError } from '../log/import/import-error.ts';
import { MappingFileError } from '../mapping/read/mapping-file-error.ts';
import { ReachError } from '../reach/reach-error.ts';
import { RehearsalError } from '../rehearsal/rehearsal-error.ts';
import { ReplayError } from '../replay/replay-error.ts';
import { NoTokenError } from '../sandbox/own-token.ts';
import { SandboxError } from '../sandbox/sandbox-error.ts';
import { PdfError } from '../service/ports.ts';
import { TableFileError } from '../table/table-file-error.ts';
import { TokenLimitError } from '../token/tokens.ts';
import { ConsoleError } from './console-error.ts';

/**
 * Does something of another room. What that room refuses, in words that are meant for the admin, is told as it stands; any other error
 * stays an error of the service.
 * @throws ConsoleError for a refusal
 */
export async function told<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw refusalIn(error) ?? error;
  }
}

/** The same for what is done at once. @throws ConsoleError for a refusal */
export function toldAtOnce<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw refusalIn(error) ?? error;
  }
}

function refusalIn(error: unknown): ConsoleError | null {
  if (
    error instanceof ConformanceError ||
    error instanceof ReachError ||
    error instanceof RehearsalError ||
    error instanceof ReplayError ||
    error instanceof SandboxError
  ) {
    return new ConsoleError(error.kind, error.message);
  }
  if (
    error instanceof ImportError ||
    error instanceof LogFileError ||
    error instanceof MappingFileError ||
    error instanceof PasswordPolicyError ||
    error instanceof TableFileError
  ) {
    return new ConsoleError('invalid_input', error.message);
  }
  if (error instanceof NoTokenError) return new ConsoleError('conflict', error.message);
  if (error instanceof TokenLimitError) return new ConsoleError('token_limit_reached', error.message);
  return error instanceof PdfError ? new ConsoleError('not_possible', error.message) : null;
}
