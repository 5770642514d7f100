import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { StartupError } from '../service/startup-error.ts';

export interface DesktopOptions {
  readonly data?: string;
  readonly port?: number;
  readonly profile: string | undefined;
  readonly sandbox: string;
}

/**
 * Reads `--data DIR --port N --profile NAME --sandbox NAME`, as `serve` of the command line has them. Everything else is left to
 * Electron and Chromium, which share the command line.
 * @throws StartupError when the port is no port
 */
export function parseDesktopOptions(argv: readonly string[]): DesktopOptions {
  const { values } = parseArgs({
    args: argv.slice(1),
    strict: false,
    allowPositionals: true,
    options: { data: { type: 'string' }, port: { type: 'string' }, profile: { type: 'string' }, sandbox: { type: 'string' } },
  });
  return {
    ...(typeof values.data === 'string' ? { data: resolve(values.data) } : {}),
    ...(values.port === undefined ? {} : { port: parsePort(values.port) }),
    profile: typeof values.profile === 'string' ? values.profile : undefined,
    sandbox: typeof values.sandbox === 'string' ? values.sandbox : 'default',
  };
}

function parsePort(given: string | boolean): number {
  const port = Number(given);
  if (typeof given !== 'string' || !/^\d{1,5}$/.test(given) || port > 65_535) {
    throw new StartupError(`"${given}" is no port: --port takes a number from 0 to 65535.`);
  }
  return port;
}
