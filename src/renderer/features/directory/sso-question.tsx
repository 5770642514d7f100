import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { client } from '../../api/client.ts';
import { accountSettingsQuery } from '../../api/queries.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import classes from './log-in.module.css';

/** The one thing about log-in that only the admin knows, asked where its answer is missed. Gone once it is answered. */
export function SsoQuestion() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const settings = useQuery(accountSettingsQuery());
  const answer = useMutation({
    mutationFn: (singleSignOn: 'on' | 'off') => client.accounts.saveSettings({ singleSignOn }),
    onSuccess: (saved) => {
      queryClient.setQueryData(accountSettingsQuery().queryKey, saved);
      return queryClient.invalidateQueries({ queryKey: ['directory'] });
    },
  });
  if (settings.data?.singleSignOn !== 'unanswered') return null;
  return (
    <section className={classes['question']} aria-label={t('logIn.question.label')}>
      <p>
        {t('logIn.question.text')} <span className={classes['quiet']}>{t('logIn.question.why')}</span>
      </p>
      <div className={classes['buttons']}>
        <Button variant="default" loading={answer.isPending && answer.variables === 'on'} onClick={() => answer.mutate('on')}>
          {t('logIn.question.on')}
        </Button>
        <Button variant="default" loading={answer.isPending && answer.variables === 'off'} onClick={() => answer.mutate('off')}>
          {t('logIn.question.off')}
        </Button>
      </div>
      {answer.isError ? <FailureNote error={answer.error} /> : null}
    </section>
  );
}
