import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { client } from '../../api/client.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import classes from './log.module.css';

/** Says what emptying the log takes away and what it leaves, then does it. */
export function ClearLog({ count, onDone }: { count: number; onDone: () => void }) {
  const { t } = useTranslation();
  const clear = useMutation({ mutationFn: () => client.exchanges.clear({}), onSuccess: onDone });
  return (
    <div className={classes['clear']}>
      <p>{t('log.clearConsequence', { count })}</p>
      <Button
        variant="default"
        className={classes['danger'] ?? ''}
        loading={clear.isPending}
        onClick={() => clear.mutate()}
        autoFocus
      >
        {t('log.clearDo', { count })}
      </Button>
      <Button variant="subtle" color="gray" onClick={onDone}>
        {t('keep')}
      </Button>
      {clear.isError ? <FailureNote error={clear.error} /> : null}
    </div>
  );
}
