import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../api/client.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import classes from './log-in.module.css';

/** Rehearses the password form of the product: would it let the user in with this password? */
export function TryPassword({ userId, onCancel }: { userId: string; onCancel: () => void }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const trial = useMutation({ mutationFn: () => client.accounts.tryPassword({ id: userId, password }) });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    trial.mutate();
  };
  const type = (text: string) => {
    setPassword(text);
    trial.reset();
  };
  return (
    <form onSubmit={submit} className={classes['whole']}>
      <TextInput
        label={t('logIn.password.tryLabel')}
        className={classes['field'] ?? ''}
        autoComplete="off"
        value={password}
        onChange={(event) => type(event.currentTarget.value)}
        autoFocus
      />
      <div className={classes['buttons']}>
        <Button type="submit" loading={trial.isPending}>
          {t('logIn.password.try')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          {t('logIn.password.tryDone')}
        </Button>
      </div>
      <p className={classes['trial']} role="status" data-opens={trial.data?.opens}>
        {trial.data === undefined ? null : trial.data.opens ? (
          <IconCheck size={15} stroke={1.75} aria-hidden />
        ) : (
          <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
        )}
        {trial.data?.explanation}
      </p>
      {trial.isError ? <FailureNote error={trial.error} /> : null}
    </form>
  );
}
