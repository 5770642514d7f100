import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UndoClash, UndoOutcome } from '#shared/contract/history.ts';
import { ChangeView } from './changes.tsx';
import { Sentence } from './sentence.tsx';
import classes from './undo.module.css';

const SHOWN = 5;

/** What came after the change and would be undone with it, what undoing sets, and the choice. */
export function UndoClashes({
  outcome,
  pending,
  action,
  onConfirm,
  onLeave,
}: {
  outcome: Extract<UndoOutcome, { done: false }>;
  pending: boolean;
  action: string;
  onConfirm: () => void;
  onLeave: () => void;
}) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const { clashes, changes, notes } = outcome;
  const [shownClashes, shownChanges] = all ? [clashes, changes] : [clashes.slice(0, SHOWN), changes.slice(0, SHOWN)];
  const left = clashes.length - shownClashes.length + changes.length - shownChanges.length;
  return (
    <section className={`${classes['undo'] ?? ''} ${classes['ask'] ?? ''}`} aria-label={t('undo.clashes')}>
      <p className={classes['title']} role="alert">
        <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
        {t('undo.clashes')}
      </p>
      <ul className={classes['lines']}>
        {shownClashes.map((clash) => (
          <li key={`${clash.resourceName} ${clash.path ?? ''}`}>
            <ClashLine clash={clash} />
          </li>
        ))}
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      {shownChanges.map((change, index) => (
        <div key={index} className={classes['set']}>
          <h3>{t('undo.wouldSet', { name: change.resourceName })}</h3>
          <ChangeView change={change} />
        </div>
      ))}
      {left === 0 ? null : (
        <button type="button" className={classes['more']} onClick={() => setAll(true)}>
          {t('change.more', { count: left })}
        </button>
      )}
      <div className={classes['buttons']}>
        <Button variant="default" loading={pending} onClick={onConfirm}>
          {action}
        </Button>
        <Button variant="subtle" color="gray" onClick={onLeave}>
          {t('undo.leave')}
        </Button>
      </div>
    </section>
  );
}

function ClashLine({ clash: { resourceName, path, now, back, by } }: { clash: UndoClash }) {
  const { t } = useTranslation();
  const nothing = t('undo.nothing');
  return (
    <p>
      <Sentence
        own
        text={
          path === null
            ? t('undo.clash.whole', { name: resourceName })
            : t('undo.clash.path', { path, now: now ?? nothing, back: back ?? nothing })
        }
      />{' '}
      {by === null ? t('undo.by.unknown') : <Sentence text={t('undo.by.change', { sentence: by.sentence })} own />}
      {by === null || by.exchangeId === null ? null : (
        <>
          {' '}
          <Link to="/log/$id" params={{ id: String(by.exchangeId) }}>
            {t('log.exchange', { id: by.exchangeId })}
          </Link>
        </>
      )}
    </p>
  );
}
