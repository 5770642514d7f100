import { test as base } from '@playwright/test';
import { makeDataFolder } from '../../support/host.ts';
import type { Desktop } from './desktop.ts';
import { findElectron, launchElectron } from './launch-electron.ts';
import { launchStandIn } from './launch-stand-in.ts';

type Runtime = 'stand-in' | 'Electron';

interface Fixtures {
  runtime: Runtime;
  /** started before the test, ended after it, with a data folder of its own */
  desktop: Desktop;
}

export const test = base.extend<Fixtures>({
  runtime: ['stand-in', { option: true }],
  desktop: async ({ runtime, browser }, provide) => {
    const data = makeDataFolder();
    const executable = findElectron();
    const args = ['--port', '0'];
    const desktop =
      runtime === 'Electron' && executable !== null
        ? await launchElectron(executable, data.folder, args)
        : await launchStandIn(browser, data.folder, args);
    await provide(desktop);
    await desktop.dispose();
    data.remove();
  },
});

export { expect } from '@playwright/test';

/** Declares the same specs for the stand-in and, where it is installed, for the real runtime (runtime.spec.ts says where it is not). */
export function describeOnEachRuntime(declare: () => void): void {
  const runtimes: readonly Runtime[] = findElectron() === null ? ['stand-in'] : ['stand-in', 'Electron'];
  for (const runtime of runtimes) {
    test.describe(`on ${runtime}`, () => {
      test.use({ runtime });
      declare();
    });
  }
}
