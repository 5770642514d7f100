import { readFile } from 'node:fs/promises';
import { type Locator, type Page, expect } from '@playwright/test';

/** The mappings: of a file, or as they were sent. */
export class MappingsPage {
  readonly pane: Locator;
  readonly grid: Locator;
  readonly verdict: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.pane = page.getByRole('complementary', { name: 'Detail' });
    this.grid = page.getByRole('grid', { name: 'Mappings' });
    this.verdict = page.getByRole('main').getByRole('heading', { level: 2 }).first();
  }

  async open(origin: string, place: 'file' | 'sent' = 'file'): Promise<void> {
    await this.#page.goto(`${origin}/mappings/${place}`);
  }

  async giveFile(file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    const chooser = this.#page.waitForEvent('filechooser');
    await this.#page.getByRole('button', { name: 'Choose file' }).click();
    await (await chooser).setFiles(file);
  }

  async answerSingleSignOn(answer: 'Yes' | 'No'): Promise<void> {
    await this.#page
      .getByRole('radiogroup', { name: /single sign-on/ })
      .getByText(answer, { exact: true })
      .click();
  }

  /** Reads the corrections, and gives the corrected file that is downloaded. */
  async downloadCorrected(): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
    await this.#page.getByRole('link', { name: /Review \d+ corrections/ }).click();
    const started = this.#page.waitForEvent('download');
    await this.pane.getByRole('button', { name: 'Download corrected file' }).click();
    const download = await started;
    return {
      name: download.suggestedFilename(),
      mimeType: 'application/json',
      buffer: await readFile(await download.path()),
    };
  }

  /** In the place of the mapping that is there. */
  async giveAnother(file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.#page.getByRole('button', { name: 'Give another mapping' }).click();
    await this.giveFile(file);
  }

  row(attribute: string): Locator {
    return this.grid.getByRole('row').filter({ hasText: attribute }).first();
  }

  /** Opens a row and reads what is said of it, what to do about it, and where to click. */
  async expectFinding(attribute: string, finding: { what: RegExp; fix: RegExp; place: string }): Promise<void> {
    await this.row(attribute).click();
    const problem = this.pane.getByRole('heading', { level: 3, name: finding.what }).locator('..');
    await expect(problem).toBeVisible();
    // Behind the reason why.
    const fix = problem.getByRole('definition').nth(1);
    await expect(fix).toContainText(finding.fix);
    await expect(fix).toContainText(finding.place);
  }
}
