import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../api/client.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import classes from './settings.module.css';

/** Tries the mail server as saved, and tells what it said. */
export function TestMail({ blocked }: { blocked: boolean }) {
  const { t } = useTranslation();
  const [to, setTo] = useState('');
  const test = useMutation({ mutationFn: () => client.mails.sendTest({ to }) });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    test.mutate();
  };
  return (
    <div className={classes['test']}>
      <form onSubmit={submit} className={classes['testRow']}>
        <TextInput
          label={t('settings.relay.test.to')}
          type="email"
          required
          withAsterisk={false}
          maxLength={320}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={blocked} loading={test.isPending}>
          {t('settings.relay.test.send')}
        </Button>
      </form>
      {blocked ? <p className={classes['prose']}>{t('settings.relay.test.saveFirst')}</p> : null}
      {test.data === undefined || test.isPending ? null : (
        <div role="status" className={classes['testResult']} data-sent={test.data.sent}>
          <p className={classes['testWord']}>
            {test.data.sent ? t('settings.relay.test.sent') : t('settings.relay.test.failed')}
          </p>
          <p>{test.data.detail}</p>
          <p>
            <Link to="/outbox/$id" params={{ id: String(test.data.mailId) }}>
              {t('settings.relay.test.open')}
            </Link>
          </p>
        </div>
      )}
      {test.isError ? <FailureNote error={test.error} /> : null}
    </div>
  );
}
