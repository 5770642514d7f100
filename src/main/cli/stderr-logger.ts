import { inspect } from 'node:util';
import type { Logger } from '../service/ports.ts';

/** The log of a host without a window. */
export const stderrLogger: Logger = {
  info: (message) => void process.stderr.write(`${message}\n`),
  error: (message, cause) => void process.stderr.write(cause === undefined ? `${message}\n` : `${message}\n${inspect(cause)}\n`),
};

/** For a command that ends by itself: reports only what goes wrong. */
export const errorLogger: Logger = { ...stderrLogger, info: () => undefined };
