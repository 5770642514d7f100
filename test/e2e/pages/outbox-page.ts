import { readFile } from 'node:fs/promises';
import type { FrameLocator, Locator, Page } from '@playwright/test';

/** The outbox with the pane of a mail. */
export class OutboxPage {
  readonly pane: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.pane = page.getByRole('complementary', { name: 'Detail' });
  }

  async open(origin: string): Promise<void> {
    await this.#page.goto(`${origin}/outbox`);
  }

  row(name: string): Locator {
    return this.#page.getByRole('row').filter({ hasText: name });
  }

  get preview(): FrameLocator {
    return this.pane.frameLocator('iframe');
  }

  async link(): Promise<string> {
    return (await this.pane.getByRole('link', { name: 'Open link' }).getAttribute('href')) ?? '';
  }

  async download(): Promise<{ name: string; text: string }> {
    const started = this.#page.waitForEvent('download');
    await this.pane.getByRole('button', { name: 'Download .eml' }).click();
    const download = await started;
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
  }
}

/** The page behind the link of an invitation. */
export class InvitationPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async choose(password: string, repeat = password): Promise<void> {
    await this.#page.getByLabel('New password').fill(password);
    await this.#page.getByLabel('Repeat it').fill(repeat);
    await this.#page.getByRole('button', { name: 'Set password' }).click();
  }
}
