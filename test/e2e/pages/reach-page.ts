import type { Locator, Page } from '@playwright/test';

/** The way in from outside, and the bar that is above every screen while it is open. */
export class ReachPage {
  readonly bar: Locator;
  readonly standing: Locator;
  readonly checks: Locator;
  readonly tenant: Locator;
  readonly verdict: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.bar = page.getByRole('complementary', { name: 'Exposure', exact: true });
    this.standing = page.getByTestId('reach-standing');
    this.checks = page.getByRole('region', { name: /The way, from outside in/ });
    this.tenant = page.getByRole('region', { name: /The tenant URL to enter/ });
    this.verdict = this.checks.getByRole('status');
  }

  async open(origin: string): Promise<void> {
    await this.#page.goto(`${origin}/connect/reach`);
    await this.standing.waitFor();
  }

  program(name: string): Locator {
    return this.#page.getByRole('listitem').filter({ has: this.#page.getByRole('heading', { name, level: 3 }) });
  }

  /** Names the program's file by hand. */
  async setPath(name: string, path: string): Promise<void> {
    const row = this.program(name);
    await row.getByRole('button', { name: `Set path ${name}` }).click();
    await row.getByRole('textbox', { name: `Path of ${name}` }).fill(path);
    await row.getByRole('button', { name: 'Save path' }).click();
    await row.getByRole('textbox').waitFor({ state: 'detached' });
  }

  startTunnel(name: string): Locator {
    return this.program(name).getByRole('button', { name: `Start tunnel ${name}` });
  }

  output(program: string): Locator {
    return this.#page.getByRole('log', { name: `Output of ${program}` });
  }

  check(title: string): Locator {
    return this.checks.getByRole('listitem').filter({ has: this.#page.getByRole('heading', { name: title }) });
  }

  async checkAddress(address: string): Promise<void> {
    await this.#page.getByRole('textbox', { name: 'Public address' }).fill(address);
    await this.#page.getByRole('button', { name: 'Check address' }).click();
  }
}
