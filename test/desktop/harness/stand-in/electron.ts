/*
 * What the built bundles get when they import `electron` in the stand-in process: the parts that they use, with the rules of
 * Electron that they depend on (what must happen before ready, what a missing handler means). Not a simulation of Electron.
 */
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { net, protocol, session } from './session.ts';
import { Menu, clipboard, dialog, ipcMain, nativeTheme, safeStorage, shell } from './system.ts';

export { BrowserWindow, Menu, app, clipboard, dialog, ipcMain, nativeTheme, net, protocol, safeStorage, session, shell };
const whole: object = {
  BrowserWindow,
  Menu,
  app,
  clipboard,
  dialog,
  ipcMain,
  nativeTheme,
  net,
  protocol,
  safeStorage,
  session,
  shell,
};
// oxlint-disable-next-line import/no-default-export -- electron-store imports the module as a whole
export default whole;
