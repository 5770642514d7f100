import type { Locator, Page } from '@playwright/test';

/** The switcher at the top of the navigation, and the list of sandboxes with its panes. */
export class SandboxesPage {
  readonly pane: Locator;
  readonly switcher: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.pane = page.getByRole('complementary', { name: 'Detail' });
    this.switcher = page.getByRole('button', { name: /^Sandbox / });
  }

  row(name: string): Locator {
    return this.#page.getByRole('row').filter({ hasText: name });
  }

  snapshot(name: string): Locator {
    return this.pane.getByRole('listitem').filter({ hasText: name });
  }

  async choose(item: string | RegExp): Promise<void> {
    await this.switcher.click();
    await this.#page.getByRole('menuitem', { name: item }).click();
  }

  async create(name: string, idp: string): Promise<void> {
    await this.choose('New sandbox');
    await this.pane.getByLabel('Name').fill(name);
    await this.pane.getByLabel('Identity provider').fill(idp);
    await this.pane.getByRole('button', { name: 'Create sandbox' }).click();
    await this.pane.getByRole('heading', { name, exact: true }).waitFor();
  }

  /** Opens the form of a new sandbox and chooses what it begins with. */
  async beginWith(name: string, what: string): Promise<void> {
    await this.choose('New sandbox');
    await this.pane.getByLabel('Name').fill(name);
    await this.pane.getByRole('combobox', { name: 'Begin with' }).click();
    await this.#page.getByRole('option', { name: what }).click();
  }

  async chooseList(name: string, content: Buffer): Promise<void> {
    const mimeType = 'application/octet-stream';
    await this.pane.locator('input[type="file"]').setInputFiles({ name, mimeType, buffer: content });
  }

  async finishCreating(name: string): Promise<void> {
    await this.pane.getByRole('button', { name: 'Create sandbox' }).click();
    await this.pane.getByRole('heading', { name, exact: true }).waitFor();
  }

  async takeSnapshot(name: string): Promise<void> {
    await this.pane.getByLabel('Name of the snapshot').fill(name);
    await this.pane.getByRole('button', { name: 'Take snapshot' }).click();
    await this.snapshot(name).waitFor();
  }

  async restore(name: string): Promise<void> {
    await this.pane.getByRole('button', { name: `Restore or delete ${name}` }).click();
    await this.pane.getByRole('button', { name: 'Restore snapshot' }).click();
    await this.snapshot('Before a restore').waitFor();
  }
}
