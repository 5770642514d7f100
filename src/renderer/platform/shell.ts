import type { ShellBridge } from '#shared/shell/shell-bridge.ts';

declare global {
  interface Window {
    /** Present on the desktop only. */
    readonly shell?: ShellBridge;
  }
}

/** Puts text on the clipboard; rejects when the browser does not allow it. */
export async function copyText(text: string): Promise<void> {
  if (window.shell !== undefined) return window.shell.copyText(text);
  await navigator.clipboard.writeText(text);
}
