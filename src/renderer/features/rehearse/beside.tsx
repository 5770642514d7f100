import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RehearsalDetail, RehearsalOutcome } from '#shared/contract/rehearsals.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { BesideFrame, BesideSelect } from '../../ui/run-parts.tsx';
import { exactTime } from '../../ui/time.ts';
import { comparisonQuery, rehearsalsQuery } from './queries.ts';
import classes from './rehearse.module.css';

/** Chooses another rehearsal to lay beside this one. */
export function BesideChoice({ run }: { run: RehearsalDetail }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { beside } = useSearch({ from: '/rehearse/$id' });
  const { data } = useQuery(rehearsalsQuery());
  const others = (data?.items ?? []).filter(({ id }) => id !== run.id);
  if (others.length === 0 || run.state === 'running') return null;
  return (
    <BesideSelect
      label={t('rehearse.beside.label')}
      none={t('rehearse.beside.none')}
      others={others.map(({ id, title, created }) => ({ id, name: t('rehearse.beside.one', { title, at: exactTime(created) }) }))}
      value={beside}
      onChange={(next) => void navigate({ to: '.', search: (previous) => ({ ...previous, beside: next }), replace: true })}
    />
  );
}

/** The steps that came out otherwise. */
export function BesideResult({ run, beside }: { run: RehearsalDetail; beside: number }) {
  const { t } = useTranslation();
  const { data, isError, error } = useQuery(comparisonQuery(beside, run.id));
  const word = (side: { outcome: RehearsalOutcome } | null) =>
    side === null ? t('rehearse.beside.absent') : t(`rehearse.outcome.${side.outcome}`);
  return (
    <BesideFrame label={t('rehearse.beside.result')}>
      {isError ? <FailureNote error={error} /> : null}
      {data === undefined ? null : (
        <>
          <p>{t('rehearse.beside.words', { count: data.items.length, alike: data.alike })}</p>
          <ul>
            {data.items.map((item) => (
              <li key={`${item.story} ${item.sentence}`}>
                {item.sentence}{' '}
                <span className={classes['quiet']}>
                  {word(item.before)} → {word(item.now)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </BesideFrame>
  );
}
