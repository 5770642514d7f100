import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FailureNote } from './failure-note.tsx';
import classes from './clear-panel.module.css';

/** Says what emptying a list takes away and what it leaves, then does it. */
export function ClearPanel({
  consequence,
  action,
  clear,
  onDone,
}: {
  consequence: string;
  action: string;
  clear: () => Promise<unknown>;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const clearing = useMutation({ mutationFn: clear, onSuccess: onDone });
  return (
    <section className={classes['panel']} aria-label={action}>
      <p>{consequence}</p>
      <Button variant="default" data-danger loading={clearing.isPending} onClick={() => clearing.mutate()} autoFocus>
        {action}
      </Button>
      <Button variant="subtle" color="gray" onClick={onDone}>
        {t('keep')}
      </Button>
      {clearing.isError ? <FailureNote error={clearing.error} /> : null}
    </section>
  );
}
