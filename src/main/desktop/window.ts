import { BrowserWindow, nativeTheme } from 'electron';

/**
 * What the page may do, all of it stated, so that no default of a later Electron decides. A test compares it with a literal.
 */
export const WEB_PREFERENCES = Object.freeze({
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  webSecurity: true,
  webviewTag: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  navigateOnDragDrop: false,
  spellcheck: false,
});

/** The page's own ground (`--ground` in tokens.css), so that the window does not flash before the first paint. */
const GROUND = { light: '#f6f6f7', dark: '#121316' };

/**
 * Makes the one window, hidden until it has something to show. Electron itself remembers its place under its name.
 * @param preload absolute path of the built preload
 */
export function createConsoleWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    name: 'console',
    windowStatePersistence: true,
    title: 'SCIM Rehearsal',
    width: 1280,
    height: 860,
    minWidth: 720,
    minHeight: 480,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light,
    webPreferences: { ...WEB_PREFERENCES, preload },
  });
  window.once('ready-to-show', () => window.show());
  return window;
}
