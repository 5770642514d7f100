import type { Locator, Page } from '@playwright/test';

/** The log with its filter and the detail of an exchange. */
export class LogPage {
  readonly grid: Locator;
  readonly pane: Locator;
  readonly search: Locator;
  readonly newLine: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.grid = page.getByRole('grid', { name: 'Log' });
    this.pane = page.getByRole('complementary', { name: 'Detail' });
    this.search = page.getByRole('combobox', { name: /^Search/ });
    this.newLine = page.getByRole('button', { name: /\d+ new$/ });
  }

  async open(origin: string): Promise<void> {
    await this.#page.goto(`${origin}/log`);
  }

  row(text: string | RegExp): Locator {
    return this.grid.getByRole('row').filter({ hasText: text });
  }

  /** The first row under the head, which is the newest. */
  newest(): Locator {
    return this.grid.locator('[aria-rowindex="2"]');
  }

  /** Chooses from the menu of the log as a whole. */
  async choose(item: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'More for the log' }).click();
    await this.#page.getByRole('menuitem', { name: item }).click();
  }

  async filterBy(verdict: 'Refused' | 'Warning' | 'Forgiven'): Promise<void> {
    await this.#page.getByRole('group', { name: 'Verdicts to show' }).getByRole('button', { name: verdict }).click();
  }
}
