import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron } from '@playwright/test';
import type { Desktop, Ending } from './desktop.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PACKAGE = join(ROOT, 'node_modules/electron');

/** @returns the Electron executable, or null where npm's package came without its runtime; nothing is downloaded to find out */
export function findElectron(): string | null {
  const named = process.env['APP_EXECUTABLE'];
  if (named !== undefined && named !== '') return named;
  const pathFile = join(PACKAGE, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const executable = join(PACKAGE, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(executable) ? executable : null;
}

/** Starts the desktop in the real runtime and waits for its page. */
export async function launchElectron(
  executablePath: string,
  dataFolder: string,
  args: readonly string[],
): Promise<Desktop & Ending> {
  const noSandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({
    executablePath,
    cwd: ROOT,
    locale: 'en-US',
    args: ['.', '--data', dataFolder, ...args, ...noSandbox],
  });
  const child = app.process();
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? -1)));
  const page = await app.firstWindow();
  await page.waitForLoadState();
  return {
    page,
    origin: 'app://console',
    dataFolder,
    evaluate: (run, argument) => app.evaluate(run as never, argument),
    quit: async () => {
      await app.evaluate(({ app: electronApp }) => electronApp.quit());
      return ended;
    },
    dispose: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
