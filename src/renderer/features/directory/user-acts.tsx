import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { client } from '../../api/client.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Section } from '../../ui/pane.tsx';
import classes from './log-in.module.css';

/** What an admin does by hand to a user who is there. Deleting can be taken back, so it does not ask. */
export function UserActs({ userId, active }: { userId: string; active: boolean }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['directory'] });
  const setActive = useMutation({
    mutationFn: () => client.accounts.setActive({ id: userId, active: !active }),
    onSuccess: refresh,
  });
  const remove = useMutation({ mutationFn: () => client.accounts.deleteUser({ id: userId }), onSuccess: refresh });
  const error = setActive.error ?? remove.error;
  return (
    <Section title={t('userActs.title')}>
      <p className={classes['quiet']}>{t('userActs.note')}</p>
      <div className={classes['buttons']}>
        <Button variant="default" loading={setActive.isPending} onClick={() => setActive.mutate()}>
          {active ? t('userActs.deactivate') : t('userActs.activate')}
        </Button>
        <Button variant="default" data-danger loading={remove.isPending} onClick={() => remove.mutate()}>
          {t('userActs.delete')}
        </Button>
      </div>
      {error === null ? null : <FailureNote error={error} />}
    </Section>
  );
}
