import { Button, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountSettings } from '#shared/contract/accounts.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Choice } from './choice.tsx';
import { useSaveSettings } from './use-save-settings.ts';
import classes from './settings.module.css';

const USUAL_DAYS = '90';

/** What the product asks of a password, and whether it ends by itself. */
export function PasswordSection({ settings }: { settings: AccountSettings }) {
  const { t } = useTranslation();
  const { save, isPending, error } = useSaveSettings();
  const { passwordExpiryDays } = settings;
  const [expires, setExpires] = useState(passwordExpiryDays !== null);
  const [days, setDays] = useState(String(passwordExpiryDays ?? USUAL_DAYS));
  const [told, setTold] = useState(passwordExpiryDays);
  // It was saved, or changed in another window: follow it.
  if (passwordExpiryDays !== told) {
    setTold(passwordExpiryDays);
    setExpires(passwordExpiryDays !== null);
    if (passwordExpiryDays !== null) setDays(String(passwordExpiryDays));
  }
  const read = AccountSettings.shape.passwordExpiryDays.safeParse(/^\d+$/.test(days.trim()) ? Number(days) : Number.NaN);
  const isChanged = expires && (!read.success || read.data !== passwordExpiryDays);
  const choose = (value: 'never' | 'days') => {
    setExpires(value === 'days');
    if (value === 'never' && passwordExpiryDays !== null) save({ passwordExpiryDays: null });
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (read.success) save({ passwordExpiryDays: read.data });
  };
  return (
    <section className={classes['section']} aria-labelledby="settings-password">
      <h2 id="settings-password">{t('settings.password.title')}</h2>
      <p className={classes['prose']}>{t('settings.password.text')}</p>
      <Choice
        label={t('settings.password.title')}
        value={expires ? 'days' : 'never'}
        options={[
          { value: 'never', label: t('settings.password.never') },
          { value: 'days', label: t('settings.password.days'), meaning: t('settings.password.wins') },
        ]}
        onChange={choose}
      />
      {expires ? (
        <form onSubmit={submit} className={classes['days']}>
          <TextInput
            label={t('settings.password.after')}
            inputMode="numeric"
            classNames={{ error: classes['error'] ?? '' }}
            maxLength={4}
            value={days}
            error={read.success ? undefined : t('settings.password.range')}
            onChange={(event) => setDays(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={!isChanged || !read.success} loading={isPending}>
            {t('settings.password.save')}
          </Button>
        </form>
      ) : null}
      {error === null ? null : <FailureNote error={error} />}
    </section>
  );
}
