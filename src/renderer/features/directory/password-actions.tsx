import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../api/client.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { SecretOnce } from '../../ui/secret-once.tsx';
import { TryPassword } from './try-password.tsx';
import classes from './log-in.module.css';

/** Sets a password, typed in or made here and shown once, or takes it away. */
export function PasswordActions({ userId, hasPassword }: { userId: string; hasPassword: boolean }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['directory'] });
  const [open, setOpen] = useState<'set' | 'try' | null>(null);
  const set = useMutation({
    mutationFn: (password: string) => client.accounts.setPassword({ id: userId, ...(password === '' ? {} : { password }) }),
    onSuccess: () => {
      setOpen(null);
      return refresh();
    },
  });
  const remove = useMutation({ mutationFn: () => client.accounts.removePassword({ id: userId }), onSuccess: refresh });
  const begin = (which: 'set' | 'try') => {
    set.reset();
    remove.reset();
    setOpen(which);
  };
  const generated = set.data?.password ?? null;
  if (open === 'try') return <TryPassword userId={userId} onCancel={() => setOpen(null)} />;
  if (open === 'set') {
    return (
      <PasswordForm
        pending={set.isPending}
        error={set.error}
        onSet={(password) => set.mutate(password)}
        onCancel={() => setOpen(null)}
      />
    );
  }
  return (
    <>
      <Button variant="default" onClick={() => begin('set')}>
        {hasPassword ? t('logIn.password.change') : t('logIn.password.set')}
      </Button>
      {hasPassword ? (
        <Button variant="default" onClick={() => begin('try')}>
          {t('logIn.password.try')}
        </Button>
      ) : null}
      {hasPassword ? (
        <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
          {t('logIn.password.remove')}
        </Button>
      ) : null}
      {remove.isError ? <FailureNote error={remove.error} /> : null}
      {hasPassword && generated !== null ? (
        <div className={classes['whole']}>
          <SecretOnce secret={generated} copyLabel={t('logIn.password.copy')} />
        </div>
      ) : null}
    </>
  );
}

function PasswordForm({
  pending,
  error,
  onSet,
  onCancel,
}: {
  pending: boolean;
  error: unknown;
  onSet: (password: string) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onSet(password);
  };
  return (
    <form onSubmit={submit} className={classes['whole']}>
      <TextInput
        label={t('logIn.password.new')}
        description={t('logIn.password.hint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        className={classes['field'] ?? ''}
        autoComplete="off"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoFocus
      />
      <div className={classes['buttons']}>
        <Button type="submit" loading={pending}>
          {password === '' ? t('logIn.password.generate') : t('logIn.password.set')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          {t('keep')}
        </Button>
      </div>
      {error === null ? null : <FailureNote error={error} />}
    </form>
  );
}
