import type { Locator, Page } from '@playwright/test';

/** The rules with their settings. */
export class RulesPage {
  readonly pane: Locator;
  readonly search: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.pane = page.getByRole('complementary', { name: 'Detail' });
    this.search = page.getByRole('textbox', { name: 'Search rules' });
  }

  async open(origin: string, id?: string): Promise<void> {
    await this.#page.goto(id === undefined ? `${origin}/rules` : `${origin}/rules/${id}`);
  }

  row(title: string): Locator {
    return this.#page.getByRole('row').filter({ hasText: title });
  }

  option(label: string): Locator {
    return this.pane.getByRole('radio', { name: label });
  }

  preset(name: string): Locator {
    return this.#page.getByRole('group', { name: 'Preset' }).getByRole('button', { name, exact: true });
  }
}
