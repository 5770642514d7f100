import type { Locator, Page } from '@playwright/test';

/** The drills, and the bar that is above every screen while one is on. */
export class DrillsPage {
  readonly bar: Locator;
  readonly main: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.bar = page.getByRole('complementary', { name: 'Drill', exact: true });
    this.main = page.getByRole('main');
  }

  async open(origin: string): Promise<void> {
    await this.#page.goto(`${origin}/drills`);
  }

  startPreset(name: string): Locator {
    return this.#page.getByRole('button', { name: `Start drill “${name}”` });
  }

  field(label: string): Locator {
    return this.#page.getByRole('textbox', { name: label, exact: true });
  }

  async choose(label: string, option: string): Promise<void> {
    await this.#page.getByRole('combobox', { name: label, exact: true }).click();
    await this.#page.getByRole('option', { name: option, exact: true }).click();
  }

  /** starts the drill of the form */
  get startOwn(): Locator {
    return this.#page.getByRole('button', { name: 'Start drill', exact: true });
  }
}
