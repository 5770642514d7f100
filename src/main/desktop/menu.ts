import { Menu, type MenuItemConstructorOptions, app, nativeTheme } from 'electron';
import type { Logger } from '../service/ports.ts';
import type { Settings, SettingsStore } from '../service/settings.ts';
import { openKnownLink } from './external-links.ts';
import { revealFolder } from './shell.ts';

const HELP_CENTER = 'https://help.meisterplan.com/';
const PROTOCOL_RFC = 'https://www.rfc-editor.org/rfc/rfc7644.html';

interface MenuDependencies {
  readonly dataFolder: string;
  readonly settings: SettingsStore;
  readonly logger: Logger;
}

/** Sets the application's menu. The console itself has every function; the menu holds what belongs to a window of the system. */
export function setApplicationMenu(dependencies: MenuDependencies): void {
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    fileMenu(dependencies),
    { role: 'editMenu' },
    viewMenu(dependencies.settings),
    helpMenu(dependencies.logger),
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function fileMenu({ dataFolder, logger }: MenuDependencies): MenuItemConstructorOptions {
  return {
    label: '&File',
    submenu: [
      { label: 'Show Data Folder', click: () => attempt(revealFolder(dataFolder), 'the data folder cannot be shown', logger) },
      { type: 'separator' },
      { label: 'Quit', accelerator: 'CmdOrCtrl+Q', click: () => app.quit() },
    ],
  };
}

function viewMenu(settings: SettingsStore): MenuItemConstructorOptions {
  const chosen = settings.read().colorScheme;
  const scheme = (label: string, colorScheme: Settings['colorScheme']): MenuItemConstructorOptions => ({
    label,
    type: 'radio',
    checked: chosen === colorScheme,
    click: () => {
      settings.write({ colorScheme });
      nativeTheme.themeSource = colorScheme;
    },
  });
  return {
    label: '&View',
    submenu: [
      { label: 'Appearance', submenu: [scheme('As the System', 'system'), scheme('Light', 'light'), scheme('Dark', 'dark')] },
      { type: 'separator' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
      { type: 'separator' },
      { role: 'reload' },
      { role: 'toggleDevTools' },
    ],
  };
}

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
