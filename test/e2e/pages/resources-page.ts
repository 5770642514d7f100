import type { Locator, Page } from '@playwright/test';

/** The list of resources that users may be linked to, and its import. */
export class ResourcesPage {
  readonly pane: Locator;
  readonly search: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.pane = page.getByRole('complementary', { name: 'Detail' });
    this.search = page.getByRole('textbox', { name: 'Search resources' });
  }

  async open(origin: string): Promise<void> {
    await this.#page.goto(`${origin}/directory/resources`);
  }

  async openImport(): Promise<void> {
    await this.#page.getByRole('link', { name: 'Import resources' }).click();
    await this.pane.getByRole('heading', { name: 'Import a list of resources' }).waitFor();
  }

  async choose(name: string, content: string | Buffer): Promise<void> {
    const buffer = typeof content === 'string' ? Buffer.from(content) : content;
    await this.pane.locator('input[type="file"]').setInputFiles({ name, mimeType: 'text/csv', buffer });
  }

  async paste(text: string): Promise<void> {
    await this.pane.getByRole('textbox', { name: 'Or paste the lines' }).fill(text);
    await this.pane.getByRole('button', { name: 'Read pasted lines' }).click();
  }

  async drop(name: string, content: string): Promise<void> {
    const transfer = await this.#page.evaluateHandle(
      ({ file, text }) => {
        const data = new DataTransfer();
        data.items.add(new File([text], file, { type: 'text/csv' }));
        return data;
      },
      { file: name, text: content },
    );
    await this.pane.getByText('or drop it here').dispatchEvent('drop', { dataTransfer: transfer });
  }

  do(label: string): Locator {
    return this.pane.getByRole('button', { name: label });
  }

  row(name: string): Locator {
    return this.#page.getByRole('row').filter({ hasText: name });
  }
}
