import type { Locator, Page } from '@playwright/test';

/** The list of tokens with its panes. */
export class TokensPage {
  readonly pane: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.pane = page.getByRole('complementary', { name: 'Detail' });
  }

  async open(origin: string): Promise<void> {
    await this.#page.goto(`${origin}/tokens`);
  }

  row(name: string): Locator {
    return this.#page.getByRole('row').filter({ hasText: name });
  }

  async create(name: string): Promise<string> {
    await this.#page.getByRole('link', { name: 'Create token' }).first().click();
    await this.pane.getByLabel('Name').fill(name);
    await this.pane.getByRole('button', { name: 'Create token' }).click();
    return this.pane.getByText(/^api-[0-9a-f]{32}$/).innerText();
  }

  async choose(name: string): Promise<void> {
    await this.row(name).click();
  }

  /** The first press tells what will happen; the second does it. */
  async revoke(): Promise<void> {
    await this.pane.getByRole('button', { name: 'Revoke token' }).click();
    await this.pane.getByText('is answered 401').waitFor();
    await this.pane.getByRole('button', { name: 'Revoke token' }).click();
  }
}
