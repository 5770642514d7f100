import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NODE } from './host.ts';

const SCRIPT = fileURLToPath(new URL('stand-in-program.ts', import.meta.url));

/** `dies` with a refusal, or says nothing that is an address (`silent`); the others end once a path that ends in `/Break` was asked for */
export type StandInMode = 'cloudflared' | 'ngrok' | 'devtunnel' | 'dies' | 'silent';

/**
 * Puts a program of that kind into a folder.
 * @returns its path
 */
export function putStandIn(folder: string, mode: StandInMode): string {
  const path = join(folder, `stand-in-${mode}`);
  writeFileSync(path, `#!/bin/sh\nexec "${NODE}" "${SCRIPT}" ${mode} "$@"\n`, { mode: 0o755 });
  return path;
}
