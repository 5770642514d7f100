import { contextBridge, ipcRenderer } from 'electron';
import { SHELL_CHANNELS, type ShellBridge } from '#shared/shell/shell-bridge.ts';

/*
 * All that the page gets of the desktop: one function per verb. It never sees ipcRenderer, an event object or a channel name.
 */
contextBridge.exposeInMainWorld('shell', {
  platform: 'desktop',
  copyText: (text) => ipcRenderer.invoke(SHELL_CHANNELS.copyText, text),
  openExternal: (url) => ipcRenderer.invoke(SHELL_CHANNELS.openExternal, url),
  revealDataFolder: () => ipcRenderer.invoke(SHELL_CHANNELS.revealDataFolder),
  saveTextFile: (suggestedName, text) => ipcRenderer.invoke(SHELL_CHANNELS.saveTextFile, suggestedName, text),
  saveBinaryFile: (suggestedName, base64) => ipcRenderer.invoke(SHELL_CHANNELS.saveBinaryFile, suggestedName, base64),
} satisfies ShellBridge);
