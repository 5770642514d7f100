import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AccountSettings } from '#shared/contract/accounts.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Choice } from './choice.tsx';
import { useSaveSettings } from './use-save-settings.ts';
import classes from './settings.module.css';

/** Is SAML on? Nearly everything about log-in follows from it. */
export function SsoSection({ settings }: { settings: AccountSettings }) {
  const { t } = useTranslation();
  const { save, chosen, error } = useSaveSettings();
  const singleSignOn = chosen.singleSignOn ?? settings.singleSignOn;
  return (
    <section className={classes['section']} aria-labelledby="settings-sso">
      <h2 id="settings-sso">{t('settings.sso.title')}</h2>
      <p className={classes['prose']}>{t('settings.sso.text')}</p>
      <Choice
        label={t('settings.sso.title')}
        value={singleSignOn}
        options={AccountSettings.shape.singleSignOn.options.map((value) => ({
          value,
          label: t(`settings.sso.${value}.label`),
          meaning: t(`settings.sso.${value}.meaning`),
        }))}
        onChange={(value) => save({ singleSignOn: value })}
      />
      {singleSignOn === 'off' ? (
        <p className={classes['after']}>
          <Link to="/directory/users" search={{ show: 'cannot-log-in' }}>
            {t('settings.sso.whoCannot')}
          </Link>
        </p>
      ) : null}
      <p className={classes['after']}>
        <Link to="/rules/$id" params={{ id: 'single-sign-on' }}>
          {t('settings.sso.rule')}
        </Link>
      </p>
      {error === null ? null : <FailureNote error={error} />}
    </section>
  );
}
