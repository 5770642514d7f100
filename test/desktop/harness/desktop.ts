import type * as Electron from 'electron';
import type { Page } from '@playwright/test';
import type { ShellBridge } from '#shared/shell/shell-bridge.ts';

declare global {
  interface Window {
    readonly shell?: ShellBridge;
  }
}

/** The desktop, running, whichever runtime carries it. */
export interface Desktop {
  /** the console's page */
  readonly page: Page;
  /** where that page lives: `app://console`, or what stands for it */
  readonly origin: string;
  readonly dataFolder: string;
  /** Runs a function in the main process with the `electron` module, as Playwright's `ElectronApplication.evaluate` does. */
  evaluate<Result, Argument>(
    run: (electron: typeof Electron, argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result>;
  /** Asks the app to quit as its menu does. @returns its exit code */
  quit(): Promise<number>;
}

/** Ends it, whatever state it is in. */
export interface Ending {
  dispose(): Promise<void>;
}
