import { findElectron } from './harness/launch-electron.ts';
import { describeOnEachRuntime, expect, test } from './harness/test.ts';

/* So that nobody takes the stand-in's word for Electron's: here it is said which of the two spoke. */
const MISSING = findElectron() === null;

test('the specs of the desktop also run on Electron itself', () => {
  if (MISSING) process.stderr.write('\nDESKTOP SPECS RUN ON THE STAND-IN ALONE: the Electron runtime is not installed here.\n');
  test.skip(MISSING, 'the Electron runtime is not installed: the specs of the desktop run on the stand-in alone');
});

describeOnEachRuntime(() => {
  test('is the runtime that its name says', async ({ desktop, runtime }) => {
    const isElectron = await desktop.evaluate(() => process.versions['electron'] !== undefined, null);
    expect(isElectron).toBe(runtime === 'Electron');
  });
});
