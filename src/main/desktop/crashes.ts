import { type BrowserWindow, app, dialog } from 'electron';
import type { Logger } from '../service/ports.ts';

/** Two crashes within this time are one that comes back. */
const AGAIN_MS = 60_000;

/** A page that crashes is loaded again, once; when it crashes again, the user decides. The SCIM service runs on meanwhile. */
export function surviveCrashes(window: BrowserWindow, logger: Logger): void {
  let last = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    logger.error(`the console's page ended: ${reason}, exit code ${exitCode}`);
    const now = Date.now();
    const again = now - last < AGAIN_MS;
    last = now;
    if (again) askAfterCrash(window, logger);
    else window.webContents.reload();
  });
}

function askAfterCrash(window: BrowserWindow, logger: Logger): void {
  dialog
    .showMessageBox(window, {
      type: 'error',
      message: 'The console crashed twice.',
      detail: 'The SCIM service still runs and logs. Load the console again, or quit, which stops the service too.',
      buttons: ['Load again', 'Quit'],
      defaultId: 0,
      cancelId: 0,
    })
    .then(
      ({ response }) => (response === 1 ? app.quit() : window.webContents.reload()),
      (error: unknown) => logger.error('the crash dialog could not be shown', error),
    );
}

/** Whatever nobody caught ends the host: after it, nothing is sure. Helper processes that end are only noted. */
export function endOnUnknownError(logger: Logger): void {
  const end = (error: unknown) => {
    logger.error('the desktop failed', error);
    dialog.showErrorBox(
      'SCIM Rehearsal must close',
      'An unexpected error happened. The file desktop.log in the data folder has more.',
    );
    app.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit') logger.error(`a helper process (${type}) ended: ${reason}, exit code ${exitCode}`);
  });
}
