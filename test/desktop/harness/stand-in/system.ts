import { EventEmitter } from 'node:events';

/** `ipcMain`: its handlers can be reached under the name that Electron's own has, which specs use to speak as a foreign sender. */
class IpcMain extends EventEmitter {
  readonly _invokeHandlers = new Map<string, (event: object, ...args: unknown[]) => unknown>();

  handle(channel: string, handler: (event: object, ...args: unknown[]) => unknown): void {
    if (this._invokeHandlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this._invokeHandlers.set(channel, handler);
  }
}

export const ipcMain = new IpcMain();

/** `shell` without a desktop behind it: it only remembers. Specs replace what they want to see. */
export const shell = {
  openExternal: (_url: string): Promise<void> => Promise.resolve(),
  openPath: (_path: string): Promise<string> => Promise.resolve(''),
};

let clipboardText = '';
export const clipboard = {
  writeText: async (text: string) => {
    clipboardText = text;
  },
  readText: async () => clipboardText,
};

/** Dialogs answer at once as if the user had closed them; an error box is written where the test reads it. */
export const dialog = {
  showErrorBox: (title: string, content: string) => void process.stderr.write(`[error box] ${title}: ${content}\n`),
  showMessageBox: (): Promise<{ response: number }> => Promise.resolve({ response: 0 }),
  showSaveDialog: (): Promise<{ canceled: boolean; filePath: string }> => Promise.resolve({ canceled: true, filePath: '' }),
};

/** No keychain, as on a server. */
export const safeStorage = {
  getSelectedStorageBackend: () => 'basic_text',
  isAsyncEncryptionAvailable: () => Promise.resolve(false),
};

export const nativeTheme = { themeSource: 'system', shouldUseDarkColors: false };

interface MenuItem {
  readonly label?: string;
  readonly role?: string;
  readonly submenu?: readonly MenuItem[];
  click?(): void;
}

let applicationMenu: { items: readonly MenuItem[] } | null = null;
export const Menu = {
  buildFromTemplate: (items: readonly MenuItem[]) => ({ items }),
  setApplicationMenu: (menu: { items: readonly MenuItem[] }) => {
    applicationMenu = menu;
  },
  getApplicationMenu: () => applicationMenu,
};
