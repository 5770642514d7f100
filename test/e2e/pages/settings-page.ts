import type { Locator, Page } from '@playwright/test';

/** The words of the settings that a spec needs to find its way, in the language in which they stand. */
const WORDS = {
  en: { link: 'Settings', language: 'Language' },
  de: { link: 'Einstellungen', language: 'Sprache' },
} as const;

/** Settings, in either language of the console. */
export class SettingsPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async open(language: keyof typeof WORDS): Promise<void> {
    await this.#page.getByRole('link', { name: WORDS[language].link }).click();
    await this.language(language).waitFor();
  }

  /** The section in which the console's own language is chosen. */
  language(language: keyof typeof WORDS): Locator {
    return this.#page.getByRole('region', { name: WORDS[language].language, exact: true });
  }
}
