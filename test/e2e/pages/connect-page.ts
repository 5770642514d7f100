import type { Locator, Page } from '@playwright/test';

/** The start page. */
export class ConnectPage {
  readonly state: Locator;
  readonly refusal: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.state = page.getByTestId('connection-state');
    this.refusal = page.getByRole('region', { name: 'Latest refused call' });
  }

  /** Comes in by the start link, as npm start prints it. */
  async open(startUrl: string): Promise<void> {
    await this.#page.goto(startUrl);
    await this.#page.getByRole('heading', { name: 'Connect', level: 1 }).waitFor();
  }

  /** Makes a token and reads its secret, which is there this once. */
  async createToken(): Promise<string> {
    await this.#page.getByRole('button', { name: 'Create token' }).click();
    return this.#page
      .getByText(/^api-[0-9a-f]{32}$/)
      .first()
      .innerText();
  }

  tenantUrl(): Promise<string> {
    return this.#page
      .getByText(/^http:\/\/127\.0\.0\.1:\d+\/scim\/v2$/)
      .first()
      .innerText();
  }
}
