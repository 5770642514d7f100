import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { relayQuery } from '../../api/queries.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { RelayForm } from './relay-form.tsx';
import classes from './settings.module.css';

/** Whether mails stay here, or go out through a real mail server too. */
export function RelaySection() {
  const { t } = useTranslation();
  const relay = useQuery(relayQuery());
  return (
    <section className={classes['section']} aria-labelledby="settings-relay">
      <h2 id="settings-relay">{t('settings.relay.title')}</h2>
      <p className={classes['prose']}>{t('settings.relay.text')}</p>
      {relay.isPending ? <RowsSkeleton rows={2} /> : null}
      {relay.isError ? <FailureNote error={relay.error} onRetry={() => void relay.refetch()} /> : null}
      {relay.data === undefined ? null : <RelayForm saved={relay.data} />}
    </section>
  );
}
