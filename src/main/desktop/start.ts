import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserWindow, app, dialog, session } from 'electron';
import { createConsoleHandler } from '../http/console-handler.ts';
import { defaultDataFolder, prepareDataFolder } from '../service/data-folder.ts';
import { type RunningService, createService } from '../service/service.ts';
import { StartupError } from '../service/startup-error.ts';
import { CONSOLE_URL } from './console-address.ts';
import { endOnUnknownError, surviveCrashes } from './crashes.ts';
import { createFileLogger } from './log-file.ts';
import { setApplicationMenu } from './menu.ts';
import { guardNavigation } from './navigation.ts';
import { type DesktopOptions, parseDesktopOptions } from './options.ts';
import { createWindowPrinter } from './pdf.ts';
import { denyPermissions } from './permissions.ts';
import { serveConsole } from './protocol.ts';
import { createDesktopSecrets } from './secrets.ts';
import { openDesktopSettings } from './settings.ts';
import { answerShell } from './shell.ts';
import { createConsoleWindow } from './window.ts';

/** Set-up problem; the same code as of the command line. */
const EXIT_SETUP = 2;

/**
 * Runs the desktop host. The part before Electron is ready happens at once; the rest is not awaited by the entry, because
 * Electron gets ready only after the entry's own top-level awaits are done.
 * @param out where the built host stands: `main` with the entry, `preload` and `renderer`
 */
export function startDesktop(argv: readonly string[], out: string): void {
  try {
    const options = parseDesktopOptions(argv);
    const dataFolder = options.data ?? defaultDataFolder();
    prepareDataFolder(dataFolder);
    // Chromium's own files stay out of the sandboxes' folder, and the lock below is then one per data folder.
    const ownFolder = join(dataFolder, 'desktop');
    mkdirSync(ownFolder, { recursive: true, mode: 0o700 });
    app.setPath('userData', ownFolder);
    app.setPath('sessionData', ownFolder);
    if (!app.requestSingleInstanceLock()) {
      app.exit(0);
      return;
    }
    run(options, dataFolder, out).catch(endWithProblem);
  } catch (error) {
    endWithProblem(error);
  }
}

async function run(options: DesktopOptions, dataFolder: string, out: string): Promise<void> {
  const logger = createFileLogger(dataFolder);
  endOnUnknownError(logger);
  await app.whenReady();
  const settings = openDesktopSettings(dataFolder);
  const service = await createService({
    dataFolder,
    scimPort: options.port ?? settings.read().scimPort,
    profile: options.profile,
    sandbox: options.sandbox,
    host: 'desktop',
    secrets: createDesktopSecrets(dataFolder, logger),
    pdf: createWindowPrinter(logger),
    logger,
  });
  closeOnQuit(service);
  // A port given once is kept, because the tenant URL that the IdP knows carries it. 0 is for one start alone.
  if (options.port !== undefined && options.port > 0) settings.write({ scimPort: options.port });
  logger.info(`SCIM service at ${service.scimUrl}`);

  denyPermissions(session.defaultSession);
  const handler = createConsoleHandler({
    api: (request) => service.handle(request),
    assetsFolder: join(out, 'renderer'),
  });
  serveConsole(session.defaultSession.protocol, handler);
  setApplicationMenu(dataFolder, logger);

  const window = createConsoleWindow(join(out, 'preload', 'index.cjs'));
  guardNavigation(window.webContents, logger);
  surviveCrashes(window, logger);
  answerShell(window, dataFolder);
  app.on('second-instance', () => bringToFront(window));
  await window.loadURL(CONSOLE_URL);
}

/** Closing the window quits, on macOS too: a port that stays open behind no window would be a surprise. */
function closeOnQuit(service: RunningService): void {
  app.on('window-all-closed', () => app.quit());
  app.once('will-quit', (event) => {
    event.preventDefault();
    service.close().then(
      () => app.exit(0),
      (error: unknown) => endWithProblem(error),
    );
  });
}

function bringToFront(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}

/** Says in one sentence what is wrong, then ends. What is not known goes to the one place for the unknown (`endOnUnknownError`). */
function endWithProblem(error: unknown): void {
  if (!(error instanceof StartupError)) throw error;
  app.whenReady().then(
    () => {
      dialog.showErrorBox('SCIM Rehearsal cannot start', error.message);
      app.exit(EXIT_SETUP);
    },
    () => app.exit(EXIT_SETUP),
  );
}
