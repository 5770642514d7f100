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

  async savePdf(): Promise<{ name: string; bytes: Buffer }> {
    const started = this.#page.waitForEvent('download');
    await this.#page.getByRole('button', { name: 'Save the report as PDF' }).click();
    const download = await started;
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }

  /**
   * Prints, and gives what the print dialog would be shown. No dialog opens in a test: asking for it is seen in its place.
   * @returns the document in the frame, with the number of its styles that hold
   */
  async print(): Promise<{ title: string; text: string; styles: number }> {
    const printed = this.#page.evaluate(
      () =>
        new Promise<{ title: string; text: string; styles: number }>((resolve) => {
          const frames = new MutationObserver((records) => {
            const frame = records.flatMap(({ addedNodes }) => [...addedNodes]).find((node) => node instanceof HTMLIFrameElement);
            // Before the page's own listener, which prints.
            const replacePrint = () => {
              const view = frame?.contentWindow ?? null;
              if (view === null) return;
              view.print = () => {
                const { title, body, styleSheets } = view.document;
                resolve({ title, text: body.textContent, styles: styleSheets[0]?.cssRules.length ?? 0 });
                view.dispatchEvent(new Event('afterprint'));
              };
            };
            frame?.addEventListener('load', replacePrint, { capture: true });
          });
          frames.observe(document.body, { childList: true });
        }),
    );
    await this.#page.getByRole('button', { name: 'Print the report' }).click();
    return printed;
  }

  async saveReport(): Promise<{ name: string; text: string }> {
    const started = this.#page.waitForEvent('download');
    await this.#page.getByRole('button', { name: 'Save report' }).click();
    const download = await started;
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
  }
}
