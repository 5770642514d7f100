import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { sandboxFile } from '../sandbox/sandbox.ts';
import { mustNameSandbox } from '../service/sandbox-name.ts';
import { StartupError } from '../service/startup-error.ts';

/**
 * For commands that look at what is there: a mistyped name must not make an empty sandbox and then say that all is well in it.
 * @returns the data folder
 * @throws StartupError when it has no such sandbox
 */
export function mustHaveSandbox({ data, sandbox }: { readonly data: string; readonly sandbox: string }): string {
  mustNameSandbox(sandbox);
  const folder = resolve(data);
  if (existsSync(sandboxFile(folder, sandbox))) return folder;
  throw new StartupError(
    `The data folder ${folder} has no sandbox "${sandbox}". Name another with --data or --sandbox ("sandbox list" shows them), or make it with "serve" or "sandbox create".`,
  );
}
