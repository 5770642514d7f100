import type { Locator, Page } from '@playwright/test';

/** Rehearsals: their list, the form that begins one, one rehearsal with its steps. */
export class RehearsePage {
  readonly pane: Locator;
  readonly steps: Locator;
  readonly standing: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.pane = page.getByRole('complementary', { name: 'Detail' });
    this.steps = page.getByRole('grid', { name: 'Steps of the rehearsal' });
    this.standing = page.getByRole('region', { name: 'How the rehearsal came out' });
  }

  async open(): Promise<void> {
    await this.#page.getByRole('link', { name: 'Rehearse', exact: true }).click();
  }

  async begin(): Promise<void> {
    await this.#page.getByRole('link', { name: 'Begin a rehearsal' }).first().click();
    await this.pane.getByRole('combobox', { name: 'Identity provider' }).waitFor();
  }

  async chooseIdp(name: string): Promise<void> {
    await this.pane.getByRole('combobox', { name: 'Identity provider' }).click();
    await this.#page.getByRole('option', { name }).click();
  }

  async chooseMapping(name: string): Promise<void> {
    await this.pane.getByRole('combobox', { name: 'Mappings' }).click();
    await this.#page.getByRole('option', { name }).click();
  }

  async start(name: string): Promise<void> {
    await this.pane.getByRole('button', { name: `Rehearse with ${name}` }).click();
  }

  step(sentence: string): Locator {
    return this.steps.getByRole('row').filter({ hasText: sentence });
  }
}
