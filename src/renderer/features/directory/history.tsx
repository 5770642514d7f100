import { Link } from '@tanstack/react-router';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Change } from '#shared/contract/exchanges.ts';
import { Ago } from '../../ui/ago.tsx';
import { ChangeView } from '../../ui/changes.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import classes from './directory.module.css';

/** Every change, newest first; the newest is open. Each leads to the exchange that made it. */
export function History({ changes }: { changes: readonly Change[] }) {
  const { t } = useTranslation();
  if (changes.length === 0) return <p className={classes['quiet']}>{t('directory.noHistory')}</p>;
  return (
    <ol className={classes['history']}>
      {changes.map((change, index) => (
        <Entry key={change.id} change={change} initiallyOpen={index === 0} />
      ))}
    </ol>
  );
}

function Entry({ change, initiallyOpen }: { change: Change; initiallyOpen: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(initiallyOpen);
  return (
    <li className={classes['entry']}>
      <button type="button" className={classes['entryHead']} aria-expanded={open} onClick={() => setOpen(!open)}>
        <IconChevronRight size={14} stroke={1.75} aria-hidden />
        <span className={classes['entryText']}>
          <Sentence text={change.sentence} />
        </span>
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
        </div>
      ) : null}
    </li>
  );
}
