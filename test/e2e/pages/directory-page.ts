import type { Locator, Page } from '@playwright/test';

/** Users and groups with their details. */
export class DirectoryPage {
  readonly pane: Locator;
  readonly search: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.pane = page.getByRole('complementary', { name: 'Detail' });
    this.search = page.getByRole('textbox', { name: /^Search/ });
  }

  async openUsers(origin: string): Promise<void> {
    await this.#page.goto(`${origin}/directory/users`);
  }

  async openGroups(origin: string): Promise<void> {
    await this.#page.goto(`${origin}/directory/groups`);
  }

  async openDeleted(origin: string): Promise<void> {
    await this.#page.goto(`${origin}/directory/deleted`);
  }

  /** An entry of the history that is open, or is opened. */
  async entry(sentence: RegExp): Promise<Locator> {
    const entry = this.pane.getByRole('listitem').filter({ has: this.#page.getByRole('button', { name: sentence }) });
    const head = entry.getByRole('button', { name: sentence });
    if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
    return entry;
  }

  row(name: string): Locator {
    return this.#page.getByRole('row').filter({ hasText: name });
  }

  async choose(name: string): Promise<void> {
    await this.row(name).click();
    await this.pane.getByRole('heading', { name, level: 2 }).waitFor();
  }

  async tab(name: RegExp): Promise<void> {
    await this.pane.getByRole('tab', { name }).click();
  }
}
