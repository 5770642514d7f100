import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Change } from '#shared/contract/exchanges.ts';
import { client } from '../api/client.ts';
import { Ago } from './ago.tsx';
import { attributeChanges } from './attribute-changes.ts';
import { FailureNote } from './failure-note.tsx';
import { UndoClashes } from './undo-clashes.tsx';
import classes from './undo.module.css';

/** The change that took another back. */
export interface Undone {
  readonly by: number;
  readonly at: string;
}

/** A password is no part of a user, and a right none of a group: such a change leaves nothing to set back. */
export function canBeUndone(change: Change): boolean {
  return change.kind !== 'updated' || attributeChanges(change.before, change.after).length > 0;
}

/**
 * Takes a change back at once, and offers to do it again. Only where later changes would go with it, it first tells of them.
 * @param props.together with all else that the same exchange or act changed
 * @param props.undone null: it stands
 */
export function Undo({
  changeId,
  together = false,
  undone,
  labels,
}: {
  changeId: number;
  together?: boolean;
  undone: Undone | null;
  labels: { readonly undo: string; readonly redo: string };
}) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const undo = useMutation({
    mutationFn: (despite: number[]) => client.history.undo({ changeId: undone?.by ?? changeId, together, despite }),
    onSuccess: (outcome) => (outcome.done ? queryClient.invalidateQueries({ queryKey: ['directory'] }) : undefined),
  });
  const outcome = undo.data;
  if (outcome?.done === false) {
    return (
      <UndoClashes
        outcome={outcome}
        pending={undo.isPending}
        action={undone === null ? t('undo.allTheSame') : t('undo.redoAllTheSame')}
        onConfirm={() => undo.mutate(outcome.despite)}
        onLeave={() => undo.reset()}
      />
    );
  }
  return (
    <div className={classes['undo']}>
      <div className={classes['line']}>
        <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate([])}>
          {undone === null ? labels.undo : labels.redo}
        </Button>
        <span className={classes['quiet']} role="status">
          {undone === null ? null : (
            <>
              {t('undo.undone')} <Ago at={undone.at} />
            </>
          )}
        </span>
      </div>
      {outcome === undefined || outcome.notes.length === 0 ? null : (
        <ul className={classes['lines']}>
          {outcome.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {undo.isError ? <FailureNote error={undo.error} /> : null}
    </div>
  );
}
