import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RunSummary } from '#shared/contract/replay.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { BesideFrame, BesideSelect } from '../../ui/run-parts.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { DifferenceTable } from './difference-table.tsx';
import { comparisonQuery, runsQuery } from './queries.ts';
import classes from './replay.module.css';

/** Chooses another run of the same exchanges to lay beside this one. */
export function BesideChoice({ run }: { run: RunSummary }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { beside } = useSearch({ from: '/log/runs/$id' });
  const { data } = useQuery(runsQuery());
  const others = (data?.items ?? []).filter(
    ({ id, total, title, state }) => id !== run.id && state !== 'ready' && total === run.total && title === run.title,
  );
  if (others.length === 0) return null;
  return (
    <BesideSelect
      label={t('replay.beside.label')}
      none={t('replay.beside.none')}
      others={others.map(({ id, targetName }) => ({ id, name: t('replay.beside.one', { id, target: targetName }) }))}
      value={beside}
      onChange={(next) => void navigate({ to: '.', search: (previous) => ({ ...previous, beside: next }), replace: true })}
    />
  );
}

/** Where the two came out otherwise. */
export function BesideResult({ run, beside }: { run: RunSummary; beside: number }) {
  const { t } = useTranslation();
  const kept = useSearch({ from: '/log/runs/$id' });
  const { data, isError, error } = useQuery(comparisonQuery(beside, run.id));
  return (
    <BesideFrame label={t('replay.beside.result')}>
      {isError ? <FailureNote error={error} /> : null}
      {data === undefined ? null : (
        <>
          <p>{t('replay.beside.words', { count: data.items.length, alike: data.alike, id: beside })}</p>
          {data.items.slice(0, 50).map((item) => (
            <details key={item.seq}>
              <summary>
                <Sentence text={item.sentence} />{' '}
                <span className={classes['quiet']}>
                  {item.before.status ?? '–'} → {item.now.status ?? '–'}
                </span>
              </summary>
              {item.differences.length === 0 ? null : <DifferenceTable differences={item.differences} />}
              <Link to="/log/runs/$id/$seq" params={{ id: String(run.id), seq: String(item.seq) }} search={kept}>
                {t('replay.beside.open', { seq: item.seq })}
              </Link>
            </details>
          ))}
        </>
      )}
    </BesideFrame>
  );
}
