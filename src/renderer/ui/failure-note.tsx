import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { toFailure } from '../api/failure.ts';
import classes from './failure-note.module.css';

/** What could not be done, in the place where it was asked for: the service's own sentence, what to do, and a way to try again. */
export function FailureNote({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const failure = toFailure(error);
  return (
    <div className={classes['note']} role="alert">
      <p className={classes['what']}>{failure.message}</p>
      <p className={classes['fix']}>{t(`failure.${failure.code}`)}</p>
      {onRetry === undefined ? null : (
        <Button variant="default" onClick={onRetry} className={classes['retry'] ?? ''}>
          {t('failure.retry')}
        </Button>
      )}
    </div>
  );
}
