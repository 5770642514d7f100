import { Menu, type MenuItemConstructorOptions, app } from 'electron';
import type { Logger } from '../service/ports.ts';
import { openKnownLink } from './external-links.ts';
import { revealFolder } from './shell.ts';

const HELP_CENTER = 'https://help.meisterplan.com/';
const PROTOCOL_RFC = 'https://www.rfc-editor.org/rfc/rfc7644.html';

/** Sets the application's menu. The console itself has every function; the menu holds what belongs to a window of the system. */
export function setApplicationMenu(dataFolder: string, logger: Logger): void {
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    fileMenu(dataFolder, logger),
    { role: 'editMenu' },
    viewMenu,
    helpMenu(logger),
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function fileMenu(dataFolder: string, logger: Logger): MenuItemConstructorOptions {
  return {
    label: '&File',
    submenu: [
      { label: 'Show Data Folder', click: () => attempt(revealFolder(dataFolder), 'the data folder cannot be shown', logger) },
      { type: 'separator' },
      { label: 'Quit', accelerator: 'CmdOrCtrl+Q', click: () => app.quit() },
    ],
  };
}

const viewMenu: MenuItemConstructorOptions = {
  label: '&View',
  submenu: [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
    { type: 'separator' },
    { role: 'reload' },
    { role: 'toggleDevTools' },
  ],
};

function helpMenu(logger: Logger): MenuItemConstructorOptions {
  const link = (label: string, url: string): MenuItemConstructorOptions => ({
    label,
    click: () => attempt(openKnownLink(url), 'a link could not be opened', logger),
  });
  return {
    role: 'help',
    submenu: [link('Meisterplan Help Center', HELP_CENTER), link('SCIM Protocol (RFC 7644)', PROTOCOL_RFC)],
  };
}

function attempt(work: Promise<unknown>, problem: string, logger: Logger): void {
  work.catch((error: unknown) => logger.error(problem, error));
}
