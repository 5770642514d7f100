import type { MenuLanguage, ShellBridge } from '#shared/shell/shell-bridge.ts';

declare global {
  interface Window {
    /** Present on the desktop only. */
    readonly shell?: ShellBridge;
  }
}

/** Words the desktop's menu as the console is. A browser has a menu of its own. */
export function tellMenuLanguage(language: MenuLanguage): void {
  window.shell?.setMenuLanguage(language).catch((error: unknown) => console.warn('the menu keeps its language', error));
}

/** Puts text on the clipboard; rejects when the browser does not allow it. */
export async function copyText(text: string): Promise<void> {
  if (window.shell !== undefined) return window.shell.copyText(text);
  await navigator.clipboard.writeText(text);
}
