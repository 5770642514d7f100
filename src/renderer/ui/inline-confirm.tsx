import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from './failure-note.tsx';
import classes from './inline-confirm.module.css';

/** An act that cannot be taken back: the first click tells what will happen, the second does it. Never a dialog. */
export function InlineConfirm({
  action,
  consequence,
  pending,
  error,
  onConfirm,
}: {
  action: string;
  consequence: string;
  pending: boolean;
  error: unknown;
  onConfirm: () => void;
}) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  if (!asked) {
    return (
      <Button variant="default" data-danger onClick={() => setAsked(true)}>
        {action}
      </Button>
    );
  }
  return (
    <div className={classes['ask']}>
      <p>{consequence}</p>
      <div className={classes['buttons']}>
        <Button variant="default" data-danger loading={pending} onClick={onConfirm} data-autofocus>
          {action}
        </Button>
        <Button variant="subtle" color="gray" onClick={() => setAsked(false)}>
          {t('keep')}
        </Button>
      </div>
      {error === null ? null : <FailureNote error={error} />}
    </div>
  );
}
