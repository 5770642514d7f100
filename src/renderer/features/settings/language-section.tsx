import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../api/store.ts';
import { LANGUAGE_CHOICES, languageOf } from '../../locales/language.ts';
import { chooseLanguage, languageChoice } from '../../locales/translations.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Choice } from './choice.tsx';
import classes from './settings.module.css';

/** The language of the console itself. It holds in every sandbox, and at once. */
export function LanguageSection() {
  const { t, i18n } = useTranslation();
  const choice = useStore(languageChoice);
  const choose = useMutation({ mutationFn: chooseLanguage, networkMode: 'always' });
  return (
    <section className={classes['language']} aria-labelledby="settings-language">
      <h2 id="settings-language">{t('settings.language.title')}</h2>
      <p className={classes['prose']}>{t('settings.language.text')}</p>
      <Choice
        label={t('settings.language.title')}
        value={choice}
        options={LANGUAGE_CHOICES.map((value) => ({ value, label: t(`settings.language.${value}`) }))}
        onChange={(value) => choose.mutate(value)}
      />
      {languageOf(i18n.language) === 'en' ? null : <p className={classes['note']}>{t('settings.language.service')}</p>}
      {choose.isError ? <FailureNote error={choose.error} /> : null}
    </section>
  );
}
