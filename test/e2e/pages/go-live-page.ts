import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';

/** Checklist, blast radius, cut-over sheet and report. */
export class GoLivePage {
  readonly pane: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.pane = page.getByRole('complementary', { name: 'Detail' });
  }

  async open(origin: string): Promise<void> {
    await this.#page.goto(`${origin}/go-live`);
  }

  row(text: string): Locator {
    return this.#page.getByRole('row').filter({ hasText: text });
  }

  async part(name: 'Checklist' | 'Blast radius' | 'Cut-over' | 'Report'): Promise<void> {
    await this.#page.getByRole('navigation', { name: 'Parts of going live' }).getByRole('link', { name }).click();
  }

  async waive(reason: string): Promise<void> {
    await this.pane.getByRole('textbox', { name: 'Reason' }).fill(reason);
    await this.pane.getByRole('button', { name: 'Waive this check' }).click();
  }

  async chooseUsers(name: string, content: string | Buffer): Promise<void> {
    await this.pane
      .getByLabel('Choose file', { exact: true })
      .and(this.#page.locator('input'))
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
  }

  async saveReport(): Promise<{ name: string; text: string }> {
    const started = this.#page.waitForEvent('download');
    await this.#page.getByRole('button', { name: 'Save report' }).click();
    const download = await started;
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
  }
}
