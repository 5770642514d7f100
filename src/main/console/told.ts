import { ConformanceError } from '../conformance/conformance-error.ts';
import { ReachError } from '../reach/reach-error.ts';
import { RehearsalError } from '../rehearsal/rehearsal-error.ts';
import { ReplayError } from '../replay/replay-error.ts';
import { NoTokenError } from '../sandbox/own-token.ts';
import { SandboxError } from '../sandbox/sandbox-error.ts';
import { ConsoleError } from './console-error.ts';

/**
 * Runs an operation of another room. What that room refuses, in words that are meant for the admin, is told as it stands; any other
 * error stays an error of the service.
 * @throws ConsoleError for a refusal
 */
export async function told<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (
      error instanceof ConformanceError ||
      error instanceof ReachError ||
      error instanceof RehearsalError ||
      error instanceof ReplayError ||
      error instanceof SandboxError
    ) {
      throw new ConsoleError(error.kind, error.message);
    }
    if (error instanceof NoTokenError) throw new ConsoleError('conflict', error.message);
    throw error;
  }
}
