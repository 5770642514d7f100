import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pdfFacts } from '../support/pdf.ts';
import { describeOnEachRuntime, expect, test } from './harness/test.ts';

describeOnEachRuntime(() => {
  test('saves a report as PDF where the user says, printed by the desktop itself', async ({ desktop }) => {
    const file = join(desktop.dataFolder, 'go live.pdf');
    await desktop.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    await desktop.page.goto(`${desktop.origin}/go-live/report`);
    await desktop.page.getByRole('button', { name: 'Save the report as PDF' }).click();
    await expect(desktop.page.getByText(/^Saved as go-live-\w+-[\d-]+\.pdf\.$/)).toBeVisible();
    expect(pdfFacts(await readFile(file))).toMatchObject({
      isWhole: true,
      title: expect.stringMatching(/^Go-live report/),
    });
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
    const windows = await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length, null);
    expect(windows).toBe(1);
  });
});
