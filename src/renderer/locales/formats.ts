import i18next from 'i18next';

/**
 * A formatter of `Intl` in the language of the console: made when it is first needed, and again after a change of language.
 * @param make takes the locale, such as `de-AT`
 */
export function inLanguage<T>(make: (locale: string) => T): () => T {
  let made: { readonly locale: string; readonly formatter: T } | undefined;
  return () => {
    const locale = i18next.language;
    if (made?.locale !== locale) made = { locale, formatter: make(locale) };
    return made.formatter;
  };
}
