import type { Locator, Page } from '@playwright/test';

/** The list of checks with its panes. */
export class ConformancePage {
  readonly result: Locator;
  readonly pane: Locator;
  readonly search: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.result = page.getByRole('region', { name: 'Result' });
    this.pane = page.getByRole('complementary', { name: 'Detail' });
    this.search = page.getByRole('textbox', { name: 'Search checks' });
  }

  async open(origin: string, path = ''): Promise<void> {
    await this.#page.goto(`${origin}/conformance${path}`);
  }

  button(name: string): Locator {
    return this.#page.getByRole('button', { name, exact: true });
  }

  row(title: string): Locator {
    return this.#page.getByRole('row').filter({ hasText: title });
  }

  show(which: 'All' | 'Problems' | 'Not offered'): Locator {
    return this.#page.getByRole('radiogroup', { name: 'Which checks to show' }).getByText(which, { exact: true });
  }
}
