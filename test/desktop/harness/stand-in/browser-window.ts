import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { app, preventable } from './app.ts';
import { line } from './line.ts';
import { protocol, session, toAppUrl } from './session.ts';
import { ipcMain } from './system.ts';

interface WindowOptions {
  readonly webPreferences: Readonly<Record<string, unknown>> & { readonly preload?: string };
}

type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' };

/** What the pages may ask for, in Electron's words; the test translates them into Chromium's. */
const PERMISSIONS = ['geolocation', 'notifications', 'media', 'midi', 'clipboard-read', 'clipboard-sanitized-write'];

class WebContents extends EventEmitter {
  readonly id: number;
  readonly mainFrame = { url: '' };
  readonly #preferences: WindowOptions['webPreferences'];
  openHandler: OpenHandler = () => ({ action: 'allow' });

  constructor(id: number, preferences: WindowOptions['webPreferences']) {
    super();
    this.id = id;
    this.#preferences = preferences;
  }

  getURL(): string {
    return this.mainFrame.url;
  }

  getLastWebPreferences(): Readonly<Record<string, unknown>> {
    return this.#preferences;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  reload(): void {
    void line.call('window.reload', { id: this.id });
  }

  /** Chromium prints it, as in Electron. */
  async printToPDF(options: { preferCSSPageSize: boolean; printBackground: boolean }): Promise<Buffer> {
    const base64 = await line.call('window.print', { id: this.id, options });
    return Buffer.from(String(base64), 'base64');
  }
}

const windows = new Map<number, BrowserWindow>();

export class BrowserWindow extends EventEmitter {
  readonly id = windows.size + 1;
  readonly webContents: WebContents;
  readonly options: WindowOptions;
  #visible = false;
  #focused = false;

  constructor(options: WindowOptions) {
    super();
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    this.options = options;
    this.webContents = new WebContents(this.id, options.webPreferences);
    windows.set(this.id, this);
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows.values()];
  }

  async loadURL(url: string): Promise<void> {
    const permissions = await Promise.all(
      PERMISSIONS.map(async (name) => [name, await session.defaultSession.allows(name, url)] as const),
    );
    this.webContents.mainFrame.url = url;
    const { preload } = this.options.webPreferences;
    if (preload === undefined) throw new Error('the stand-in shows the console only with its preload');
    await line.call('window.load', {
      id: this.id,
      url: await protocol.toBrowserUrl(url),
      preload: readFileSync(preload, 'utf8'),
      permissions: Object.fromEntries(permissions),
    });
    this.emit('ready-to-show');
  }

  /** A file of our own in a window without a preload: nothing of it asks the main process for anything. */
  async loadFile(path: string): Promise<void> {
    this.webContents.mainFrame.url = pathToFileURL(path).href;
    const { javascript = true } = this.options.webPreferences;
    await line.call('window.loadFile', { id: this.id, html: readFileSync(path, 'utf8'), javascript });
  }

  show(): void {
    this.#visible = true;
  }

  isVisible(): boolean {
    return this.#visible;
  }

  focus(): void {
    this.#focused = true;
  }

  isFocused(): boolean {
    return this.#focused;
  }

  isMinimized(): boolean {
    return false;
  }

  isDestroyed(): boolean {
    return !windows.has(this.id);
  }

  async destroy(): Promise<void> {
    windows.delete(this.id);
    await line.call('window.close', { id: this.id });
    this.emit('closed');
    if (windows.size === 0) app.emit('window-all-closed');
  }
}

app.closeWindows = async () => {
  app.removeAllListeners('window-all-closed');
  await Promise.all(BrowserWindow.getAllWindows().map((window) => window.destroy()));
};

/** The page wants to go elsewhere. @returns whether it may */
line.on('page.navigate', ({ id, url, isMainFrame }: { id: number; url: string; isMainFrame: boolean }): boolean => {
  const event = Object.assign(preventable(), { url: toAppUrl(url), isMainFrame });
  const contents = windows.get(id)?.webContents;
  if (isMainFrame) contents?.emit('will-navigate', event);
  contents?.emit('will-frame-navigate', event);
  return !event.defaultPrevented;
});

/** The page wants a new window. @returns whether it may have one */
line.on('page.open', ({ id, url }: { id: number; url: string }): boolean => {
  const action = windows.get(id)?.webContents.openHandler({ url: toAppUrl(url) }).action ?? 'deny';
  return action === 'allow';
});

/** `ipcRenderer.invoke` of the preload. */
line.on('page.invoke', ({ id, url, channel, args }: { id: number; url: string; channel: string; args: unknown[] }) => {
  const sender = windows.get(id)?.webContents;
  const handler = ipcMain._invokeHandlers.get(channel);
  if (sender === undefined || handler === undefined) throw new Error(`No handler registered for '${channel}'`);
  sender.mainFrame.url = toAppUrl(url);
  return handler({ sender, senderFrame: sender.mainFrame, type: 'frame' }, ...args);
});

/** The user closed the window. */
line.on('page.closed', ({ id }: { id: number }) => {
  windows.delete(id);
  if (windows.size === 0) app.emit('window-all-closed');
});
