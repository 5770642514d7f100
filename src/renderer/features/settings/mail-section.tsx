import { useTranslation } from 'react-i18next';
import { AccountSettings } from '#shared/contract/accounts.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Choice } from './choice.tsx';
import { useSaveSettings } from './use-save-settings.ts';
import classes from './settings.module.css';

/** How the mails are that a rehearsal writes. */
export function MailSection({ settings }: { settings: AccountSettings }) {
  const { t } = useTranslation();
  const { save, chosen, error } = useSaveSettings();
  return (
    <section className={classes['section']} aria-labelledby="settings-mail">
      <h2 id="settings-mail">{t('settings.mail.title')}</h2>
      <p className={classes['prose']}>{t('settings.mail.text')}</p>
      <Choice
        label={t('settings.mail.title')}
        value={chosen.mailLanguage ?? settings.mailLanguage}
        options={AccountSettings.shape.mailLanguage.options.map((value) => ({ value, label: t(`settings.mail.${value}`) }))}
        onChange={(mailLanguage) => save({ mailLanguage })}
      />
      {error === null ? null : <FailureNote error={error} />}
    </section>
  );
}
