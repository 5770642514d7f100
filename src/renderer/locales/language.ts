/** The languages that the console speaks. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What an admin may choose: `auto` is the language of the system. */
export const LANGUAGE_CHOICES = ['auto', ...LANGUAGES] as const;
export type LanguageChoice = (typeof LANGUAGE_CHOICES)[number];

/** The choice that was stored; null for what is none, as when a later version of the console stored it. */
export function parseLanguageChoice(stored: string): LanguageChoice | null {
  return LANGUAGE_CHOICES.find((choice) => choice === stored) ?? null;
}

/** The language of a BCP 47 tag such as `de-AT`; null when the console does not speak it, or the tag is none. */
export function languageOf(tag: string): Language | null {
  const language = primaryLanguage(tag);
  return LANGUAGES.find((one) => one === language) ?? null;
}

/**
 * The locale for texts, dates and numbers: the chosen language, in the region for which the system asks for that language.
 * @param wanted the system's languages, the preferred one first
 */
export function localeFor(choice: LanguageChoice, wanted: readonly string[]): string {
  if (choice === 'auto') return wanted.find((tag) => languageOf(tag) !== null) ?? 'en';
  return wanted.find((tag) => languageOf(tag) === choice) ?? choice;
}

function primaryLanguage(tag: string): string | null {
  try {
    return new Intl.Locale(tag).language;
  } catch {
    // Systems hand over names that are no tags, such as "C" or "en-US@posix"; Intl would refuse them at each date as well.
    return null;
  }
}
