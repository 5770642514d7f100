/**
 * The verbs that need the desktop. `window.shell` is absent in a browser, and each verb there has a fallback
 * in `src/renderer/platform`, so that no screen asks which host it runs in.
 */
export interface ShellBridge {
  readonly platform: 'desktop';
  /** Puts plain text on the clipboard. */
  copyText(text: string): Promise<void>;
  /** Opens an https link of the allow-list in the system's browser; false when it is not on the list. */
  openExternal(url: string): Promise<boolean>;
  /** Shows the folder in the file manager. */
  revealDataFolder(): Promise<void>;
  /** Asks where to save, writes the text, returns the path or null when the dialog was closed. */
  saveTextFile(suggestedName: string, text: string): Promise<string | null>;
  /** The same for bytes, as base64. */
  saveBinaryFile(suggestedName: string, base64: string): Promise<string | null>;
}

/** IPC channels behind the bridge; one per verb. */
export const SHELL_CHANNELS = {
  copyText: 'shell:copy-text',
  openExternal: 'shell:open-external',
  revealDataFolder: 'shell:reveal-data-folder',
  saveTextFile: 'shell:save-text-file',
  saveBinaryFile: 'shell:save-binary-file',
} as const;
