import type { Locator, Page } from '@playwright/test';

/** The traps with their evidence. */
export class TrapsPage {
  readonly pane: Locator;
  /** beside the way to them, in the navigation */
  readonly link: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.pane = page.getByRole('complementary', { name: 'Detail' });
    this.link = page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: /^Traps/ });
  }

  async open(origin: string): Promise<void> {
    await this.#page.goto(`${origin}/traps`);
  }

  row(title: string): Locator {
    return this.#page.getByRole('row').filter({ hasText: title });
  }
}
