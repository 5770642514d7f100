import { Menu, type MenuItemConstructorOptions, app } from 'electron';
import type { MenuLanguage } from '#shared/shell/shell-bridge.ts';
import type { Logger } from '../service/ports.ts';
import { openKnownLink } from './external-links.ts';
import { MENU_WORDS, type MenuWords } from './menu-words.ts';
import { revealFolder } from './shell.ts';

const HELP_CENTER = 'https://help.meisterplan.com/';
const PROTOCOL_RFC = 'https://www.rfc-editor.org/rfc/rfc7644.html';

/** Sets the application's menu. The console itself has every function; the menu holds what belongs to a window of the system. */
export function setApplicationMenu(dataFolder: string, logger: Logger, language: MenuLanguage): void {
  const words = MENU_WORDS[language];
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    fileMenu(words, dataFolder, logger),
    editMenu(words),
    viewMenu(words),
    helpMenu(words, logger),
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function fileMenu(words: MenuWords, dataFolder: string, logger: Logger): MenuItemConstructorOptions {
  const showDataFolder = () => attempt(revealFolder(dataFolder), 'the data folder cannot be shown', logger);
  return {
    label: words.file,
    submenu: [
      { label: words.showDataFolder, click: showDataFolder },
      { type: 'separator' },
      { label: words.quit, accelerator: 'CmdOrCtrl+Q', click: () => app.quit() },
    ],
  };
}

function editMenu(words: MenuWords): MenuItemConstructorOptions {
  return {
    label: words.edit,
    submenu: [
      { role: 'undo', label: words.undo },
      { role: 'redo', label: words.redo },
      { type: 'separator' },
      { role: 'cut', label: words.cut },
      { role: 'copy', label: words.copy },
      { role: 'paste', label: words.paste },
      { role: 'selectAll', label: words.selectAll },
    ],
  };
}

function viewMenu(words: MenuWords): MenuItemConstructorOptions {
  return {
    label: words.view,
    submenu: [
      { role: 'resetZoom', label: words.resetZoom },
      { role: 'zoomIn', label: words.zoomIn },
      { role: 'zoomOut', label: words.zoomOut },
      { role: 'togglefullscreen', label: words.fullScreen },
      { type: 'separator' },
      { role: 'reload', label: words.reload },
      { role: 'toggleDevTools', label: words.developerTools },
    ],
  };
}

function helpMenu(words: MenuWords, logger: Logger): MenuItemConstructorOptions {
  const link = (label: string, url: string): MenuItemConstructorOptions => ({
    label,
    click: () => attempt(openKnownLink(url), 'a link could not be opened', logger),
  });
  return {
    role: 'help',
    label: words.help,
    submenu: [link(words.helpCenter, HELP_CENTER), link(words.protocol, PROTOCOL_RFC)],
  };
}

function attempt(work: Promise<unknown>, problem: string, logger: Logger): void {
  work.catch((error: unknown) => logger.error(problem, error));
}
