import type { Locator, Page } from '@playwright/test';

/** How users log in: the settings it follows from, the list of those who cannot, and what an admin does about it. */
export class AccountsPage {
  readonly pane: Locator;
  readonly question: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.pane = page.getByRole('complementary', { name: 'Detail' });
    this.question = page.getByRole('region', { name: 'Single sign-on' });
  }

  async openUsers(origin: string): Promise<void> {
    await this.#page.goto(`${origin}/directory/users`);
    await this.#page.getByRole('grid', { name: 'Users' }).waitFor();
  }

  async openSettings(): Promise<void> {
    await this.#page.getByRole('link', { name: 'Settings' }).click();
    await this.#page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
  }

  /** On the Settings screen */
  option(group: string, label: string): Locator {
    return this.#page.getByRole('radiogroup', { name: group }).getByRole('radio', { name: label, exact: true });
  }

  row(userName: string): Locator {
    return this.#page.getByRole('row').filter({ hasText: userName });
  }

  /** Of the list */
  async show(filter: string): Promise<void> {
    await this.#page.getByRole('radiogroup', { name: 'Which users to show' }).getByText(filter, { exact: true }).click();
  }

  async choose(userName: string): Promise<void> {
    await this.row(userName).click();
    await this.pane.getByRole('heading', { name: userName, level: 2 }).waitFor();
  }

  async createLocalUser(userName: string, givenName: string): Promise<void> {
    await this.#page.getByRole('link', { name: 'Create local user' }).click();
    await this.pane.getByLabel('User name').fill(userName);
    await this.pane.getByLabel('Given name').fill(givenName);
    await this.pane.getByRole('button', { name: 'Create local user' }).click();
    await this.pane.getByRole('heading', { name: userName, level: 2 }).waitFor();
  }

  async tryPassword(password: string): Promise<void> {
    const field = this.pane.getByLabel('Password to try');
    if (!(await field.isVisible())) await this.act('Try password');
    await field.fill(password);
    await this.act('Try password');
  }

  act(name: string): Promise<void> {
    return this.pane.getByRole('button', { name, exact: true }).click();
  }
}
