import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type BrowserWindow, app, clipboard, dialog, shell } from 'electron';
import { z } from 'zod';
import { SHELL_CHANNELS } from '#shared/shell/shell-bridge.ts';
import { openKnownLink } from './external-links.ts';
import { answerChannel } from './ipc.ts';

const MAX_COPY = 1024 * 1024;
/** A whole exported log fits; what is larger comes from the command line. */
const MAX_FILE = 64 * 1024 * 1024;

/** Answers the verbs of the ShellBridge for one window. */
export function answerShell(window: BrowserWindow, dataFolder: string): void {
  const { webContents } = window;
  answerChannel(webContents, SHELL_CHANNELS.copyText, z.tuple([z.string().max(MAX_COPY)]), (text) => clipboard.writeText(text));
  answerChannel(webContents, SHELL_CHANNELS.openExternal, z.tuple([z.string().max(2048)]), openKnownLink);
  answerChannel(webContents, SHELL_CHANNELS.revealDataFolder, z.tuple([]), () => revealFolder(dataFolder));
  answerChannel(
    webContents,
    SHELL_CHANNELS.saveTextFile,
    z.tuple([z.string().min(1).max(200), z.string().max(MAX_FILE)]),
    (suggestedName, text) => saveFile(window, suggestedName, text),
  );
  answerChannel(
    webContents,
    SHELL_CHANNELS.saveBinaryFile,
    z.tuple([z.string().min(1).max(200), z.base64().max(MAX_FILE)]),
    (suggestedName, base64) => saveFile(window, suggestedName, Buffer.from(base64, 'base64')),
  );
}

/**
 * Shows a folder in the file manager.
 * @throws when the system cannot
 */
export async function revealFolder(folder: string): Promise<void> {
  const problem = await shell.openPath(folder);
  if (problem !== '') throw new Error(`The folder cannot be shown: ${problem}`);
}

/** The page proposes a name; where it goes is the user's choice alone, made in the system's own dialog. */
async function saveFile(window: BrowserWindow, suggestedName: string, content: string | Uint8Array): Promise<string | null> {
  const name = basename(suggestedName.replaceAll('\\', '/'));
  const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: join(app.getPath('downloads'), name) });
  if (canceled || filePath === '') return null;
  // It may hold personal data of the log, so it is for this user alone.
  await writeFile(filePath, content, { mode: 0o600 });
  return filePath;
}
