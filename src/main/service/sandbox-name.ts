import { isSandboxName } from '../sandbox/sandbox.ts';
import { StartupError } from './startup-error.ts';

/** @throws StartupError for a name that no sandbox, and so no file of one, can have */
export function mustNameSandbox(name: string): void {
  if (isSandboxName(name)) return;
  throw new StartupError(`"${name}" is no sandbox name. Use letters, digits, dash and underscore, at most 40.`);
}
