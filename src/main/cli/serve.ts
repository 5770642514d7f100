import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createConsoleHandler } from '../http/console-handler.ts';
import { type ConsoleListener, startConsoleListener } from '../http/console-listener.ts';
import { forgetConsoleLink, noteConsoleLink } from '../service/console-link.ts';
import { prepareDataFolder } from '../service/data-folder.ts';
import type { Logger } from '../service/ports.ts';
import { type RunningService, createService } from '../service/service.ts';
import { openSettingsFile } from '../service/settings-file.ts';
import { StartupError } from '../service/startup-error.ts';
import { stderrLogger } from './stderr-logger.ts';
import { onStopSignal } from './stop-signals.ts';

export interface ServeOptions {
  data: string;
  port?: number;
  consolePort: number;
  profile?: string;
  sandbox: string;
  bootstrapToken?: string;
  console: boolean;
  json?: boolean;
}

/** Shorter ones can be tried out through a tunnel. */
const SHORTEST_SAFE_SECRET = 16;

/** @returns what somebody should know of the secret before it is used; null: nothing */
function doubtOf(secret: string | undefined): string | null {
  // A pipeline whose secret is not set would else wonder about 401.
  if (secret === '') return 'No token was made: the secret of --bootstrap-token or REHEARSAL_TOKEN is empty.';
  if (secret === undefined || secret.length >= SHORTEST_SAFE_SECRET) return null;
  return `The bootstrap token has ${secret.length} characters and can be guessed. Use ${SHORTEST_SAFE_SECRET} or more before anything outside this machine can call.`;
}

/** The headless host: runs until it is told to stop (Ctrl+C, a polite kill, a closed terminal). */
export async function serve(options: ServeOptions): Promise<void> {
  const logger = stderrLogger;
  const dataFolder = resolve(options.data);
  prepareDataFolder(dataFolder);
  const doubt = doubtOf(options.bootstrapToken);
  if (doubt !== null) process.stderr.write(`${doubt}\n`);
  const service = await createService({
    dataFolder,
    scimPort: options.port ?? openSettingsFile(dataFolder).read().scimPort,
    profile: options.profile,
    sandbox: options.sandbox,
    host: 'headless',
    bootstrapToken: options.bootstrapToken,
    logger,
  });
  let consoleListener: ConsoleListener | undefined;
  try {
    if (options.console) {
      consoleListener = await startConsole(options.consolePort, service, logger);
      noteConsoleLink(dataFolder, consoleListener.startUrl);
    }
  } catch (error) {
    await consoleListener?.close();
    await service.close();
    throw error;
  }
  stopOnSignal(logger, async () => {
    if (consoleListener !== undefined) forgetConsoleLink(dataFolder);
    await consoleListener?.close();
    await service.close();
  });
  announce(options.json === true, service, consoleListener?.startUrl ?? null);
}

function startConsole(port: number, service: RunningService, logger: Logger): Promise<ConsoleListener> {
  const handler = createConsoleHandler({ api: (request) => service.handle(request), assetsFolder: rendererFolder() });
  return startConsoleListener({ port, handler, logger });
}

/** The built renderer stands beside the built entry: `out/renderer` beside `out/main`. */
function rendererFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  // From source, `../../renderer` is the renderer's source, which no browser takes: what is built comes before it.
  const candidates = [join(here, '../../../out/renderer'), join(here, '../renderer'), join(here, '../../renderer')];
  const found = candidates.find((folder) => existsSync(join(folder, 'index.html')));
  if (found === undefined) {
    throw new StartupError('The console is not built. Run "npm run build" first, or start with --no-console.');
  }
  return found;
}

function announce(asJson: boolean, service: RunningService, consoleUrl: string | null): void {
  if (asJson) {
    const ready = {
      event: 'ready',
      scim: service.scimUrl,
      console: consoleUrl,
      data: service.dataFolder,
      pid: process.pid,
    };
    process.stdout.write(`${JSON.stringify(ready)}\n`);
    return;
  }
  const lines = [
    `SCIM service  ${service.scimUrl}`,
    ...(consoleUrl === null ? [] : [`Console       ${consoleUrl}`]),
    `Data folder   ${service.dataFolder}`,
    'Stop with Ctrl+C.',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function stopOnSignal(logger: Logger, close: () => Promise<void>): void {
  onStopSignal(() => {
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error('could not stop cleanly', error);
        process.exit(1);
      },
    );
  });
}
