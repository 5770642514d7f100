import type { Locator, Page } from '@playwright/test';

/** Replays: the list, planning, one run with its exchanges, and edit and resend. */
export class ReplayPage {
  readonly runs: Locator;
  readonly steps: Locator;
  readonly standing: Locator;
  readonly pane: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.runs = page.getByRole('grid', { name: 'Replays' });
    this.steps = page.getByRole('grid', { name: 'Exchanges of the replay' });
    this.standing = page.getByRole('region', { name: 'How the replay stands' });
    this.pane = page.getByRole('complementary', { name: 'Detail' });
  }

  async open(origin: string): Promise<void> {
    await this.#page.goto(`${origin}/log/runs`);
  }

  async plan(origin: string): Promise<void> {
    await this.#page.goto(`${origin}/log/runs/new`);
  }

  async sendTo(target: 'An empty copy' | 'A copy of this sandbox' | 'This sandbox' | 'Another SCIM endpoint'): Promise<void> {
    await this.pane.getByRole('radio', { name: target }).check();
  }

  async choosePreset(name: string): Promise<void> {
    await this.pane.getByRole('combobox', { name: 'Rules' }).click();
    await this.#page.getByRole('option', { name }).click();
  }

  async press(name: string | RegExp): Promise<void> {
    await this.#page.getByRole('button', { name }).click();
  }

  step(text: string | RegExp): Locator {
    return this.steps.getByRole('row').filter({ hasText: text });
  }
}
