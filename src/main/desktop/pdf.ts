import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import { type Logger, PdfError, type PdfPrinter } from '../service/ports.ts';
import { guardNavigation } from './navigation.ts';
import { WEB_PREFERENCES } from './window.ts';

/**
 * Prints with Electron itself: in a window that nobody sees, with the settings of the console's own, no preload, and no scripts. The page
 * lies in a folder that only this user reads, for as long as the print takes.
 */
export function createWindowPrinter(logger: Logger): PdfPrinter {
  return {
    print: async (html) => {
      const folder = await mkdtemp(join(tmpdir(), 'scim-rehearsal-'));
      const file = join(folder, 'report.html');
      const window = new BrowserWindow({ show: false, webPreferences: { ...WEB_PREFERENCES, javascript: false } });
      guardNavigation(window.webContents, logger);
      try {
        await writeFile(file, html, { mode: 0o600 });
        await window.loadFile(file);
        return await window.webContents.printToPDF({ pageSize: 'A4', printBackground: true, preferCSSPageSize: true });
      } catch (error) {
        logger.error('a report could not be printed', error);
        throw new PdfError('The PDF could not be made. Print the report instead, and choose “Save as PDF” as the printer.', {
          cause: error,
        });
      } finally {
        window.destroy();
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}
