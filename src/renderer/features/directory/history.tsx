import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Change } from '#shared/contract/exchanges.ts';
import { undoneQuery } from '../../api/queries.ts';
import { Ago } from '../../ui/ago.tsx';
import { ChangeView } from '../../ui/changes.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { Undo, type Undone, canBeUndone } from '../../ui/undo.tsx';
import classes from './directory.module.css';

/** Every change, newest first; the newest is open. Each leads to the exchange that made it, and can be undone. */
export function History({ changes }: { changes: readonly Change[] }) {
  const { t } = useTranslation();
  const undone = useQuery({ ...undoneQuery(changes.map(({ id }) => id)), enabled: changes.length > 0 });
  const undoneBy = new Map(undone.data?.items.map((one) => [one.changeId, one]));
  if (changes.length === 0) return <p className={classes['quiet']}>{t('directory.noHistory')}</p>;
  return (
    <ol className={classes['history']}>
      {changes.map((change, index) => (
        <Entry key={change.id} change={change} undone={undoneBy.get(change.id) ?? null} initiallyOpen={index === 0} />
      ))}
    </ol>
  );
}

function Entry({ change, undone, initiallyOpen }: { change: Change; undone: Undone | null; initiallyOpen: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(initiallyOpen);
  return (
    <li className={classes['entry']}>
      <button type="button" className={classes['entryHead']} aria-expanded={open} onClick={() => setOpen(!open)}>
        <IconChevronRight size={14} stroke={1.75} aria-hidden />
        <span className={classes['entryText']} data-undone={undone !== null || undefined}>
          <Sentence text={change.sentence} />
        </span>
        {undone === null ? null : <span className={classes['quiet']}>{t('undo.undone')}</span>}
        <span className={classes['quiet']}>
          <Ago at={change.at} short />
        </span>
      </button>
      {open ? (
        <div className={classes['entryBody']}>
          <ChangeView change={change} />
          {change.exchangeId === null ? (
            <p className={classes['quiet']}>{t('directory.madeHere')}</p>
          ) : (
            <p>
              <Link to="/log/$id" params={{ id: String(change.exchangeId) }}>
                {t('directory.openExchange', { id: change.exchangeId })}
              </Link>
            </p>
          )}
          {canBeUndone(change) ? (
            <Undo changeId={change.id} undone={undone} labels={{ undo: t('undo.change'), redo: t('undo.redoChange') }} />
          ) : null}
        </div>
      ) : null}
    </li>
  );
}
