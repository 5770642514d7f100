import { appendFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { Logger } from '../service/ports.ts';

const MAX_BYTES = 1024 * 1024;

/** The desktop has no terminal to write to, so its own log is `desktop.log` in the data folder; at 1 MiB it makes way, once. */
export function createFileLogger(dataFolder: string): Logger {
  const file = join(dataFolder, 'desktop.log');
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MAX_BYTES) renameSync(file, `${file}.old`);
  const write = (level: string, text: string) => {
    const line = `${new Date().toISOString()} ${level} ${text}\n`;
    process.stderr.write(line);
    try {
      // Written at once, because the next line may be the last one before the process ends. These lines are few.
      appendFileSync(file, line, { mode: 0o600 });
    } catch (error) {
      // A full disk must not turn a note into a failure of what was noted.
      process.stderr.write(`desktop.log cannot be written: ${String(error)}\n`);
    }
  };
  return {
    info: (message) => write('info', message),
    error: (message, cause) => {
      write('error', cause === undefined ? message : `${message}\n${inspect(cause)}`);
    },
  };
}
