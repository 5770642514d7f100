import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { createStore } from '../api/store.ts';
import { tellMenuLanguage } from '../platform/shell.ts';
import { readStored, writeStored } from '../platform/stored.ts';
import en from './en.json';
import { type Language, type LanguageChoice, languageOf, localeFor, parseLanguageChoice } from './language.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}

const STORED = 'language';

/** Each is a chunk of its own: the page begins with English alone. */
const TEXTS: Readonly<Record<Exclude<Language, 'en'>, () => Promise<{ readonly default: object }>>> = {
  de: () => import('./de.json'),
};

/** The language that was chosen; change it by `chooseLanguage`. */
export const languageChoice = createStore<LanguageChoice>(parseLanguageChoice(readStored(STORED) ?? '') ?? 'auto');

/** Makes every text of the console available, in the chosen language or else the system's; call it once, before anything is rendered. */
export async function startTranslations(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: localeFor('en', navigator.languages),
    fallbackLng: 'en',
    // The language finds the texts; the region, which `i18next.language` keeps, is for dates and numbers.
    load: 'languageOnly',
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  try {
    await speak(languageChoice.get());
  } catch (error) {
    // The page itself brings English only, and the service may have gone meanwhile: English texts are better than an empty page.
    console.warn('the texts of the chosen language cannot be loaded', error);
  }
  tellLanguage();
  i18next.on('languageChanged', tellLanguage);
}

/**
 * Shows the console in another language at once, and from now on.
 * @throws when the texts of that language cannot be loaded; the language stays as it was
 */
export async function chooseLanguage(choice: LanguageChoice): Promise<void> {
  const before = languageChoice.get();
  languageChoice.set(choice);
  try {
    await speak(choice);
  } catch (error) {
    if (languageChoice.get() === choice) languageChoice.set(before);
    throw error;
  }
  if (languageChoice.get() === choice) writeStored(STORED, choice);
}

async function speak(choice: LanguageChoice): Promise<void> {
  const locale = localeFor(choice, navigator.languages);
  await loadTexts(languageOf(locale) ?? 'en');
  // Whoever chose again while the texts were on their way gets the later choice.
  if (languageChoice.get() === choice) await i18next.changeLanguage(locale);
}

async function loadTexts(language: Language): Promise<void> {
  if (language === 'en' || i18next.hasResourceBundle(language, 'translation')) return;
  const { default: texts } = await TEXTS[language]();
  i18next.addResourceBundle(language, 'translation', texts);
}

/** What lies around the texts goes along: how the document is read out, and the menu of a desktop. */
function tellLanguage(): void {
  document.documentElement.lang = i18next.language;
  tellMenuLanguage(languageOf(i18next.language) ?? 'en');
}
